#pragma once
// What an event is called, and which it is: the sender's own id where it gives one, else the digest of the body. Pure.
#include "inbound/inbound.hpp"

namespace guildhall::inbound {

struct Label {
    std::string key;  // the same when the same event comes again
    std::string name; // the sender's own word; may be empty
};
// Nothing when the body is not what its type says.
std::optional<Label> label_of(Scheme scheme, std::string_view content_type, std::string_view body);

// Headers as they are kept: text that every database holds, without what opens something.
struct KeptHeader {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(KeptHeader, (), (name, value))
std::vector<KeptHeader> kept_headers(http::Headers const& headers);

} // namespace guildhall::inbound
