#pragma once
// Whether it is really the sender who speaks, and now. Pure: clock and secret are given.
#include "inbound/inbound.hpp"

namespace guildhall::inbound {

// A request as its sender signed it.
struct Signed {
    std::string url; // as the sender called it: the public address of this installation with path and query
    http::Headers const& headers;
    std::string_view body; // as it came, not a byte otherwise
};

BOOST_DEFINE_ENUM_CLASS(Proof, good, forged, too_old)
// `secret` as people write it: of SendGrid the public key, base64.
Proof prove(Scheme scheme, std::string_view secret, Signed const& request, Time now);

} // namespace guildhall::inbound
