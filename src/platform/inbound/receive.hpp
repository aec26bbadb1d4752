#pragma once
// A call from outside: proven, kept, and answered.
#include "event.hpp"

namespace guildhall::inbound {

struct InboundPath {
    Text<0, 8000> connector;
    Text<0, 8000> token;
};
BOOST_DESCRIBE_STRUCT(InboundPath, (), (connector, token))

struct Receipt {
    InboundEventId id;  // of the event as it was kept; a fresh one when the same was there already
    bool is_new = true; // false: it came before, and is not handled again
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (id, is_new))
BOOST_DEFINE_ENUM_CLASS(ReceiveRefusal, inbound_endpoint_not_found, unsupported_media_type, signature_not_valid,
    timestamp_too_old, malformed_body)
Outcome<Receipt, ReceiveRefusal> receive(http::Work&, Actor const&, InboundPath const&, Desk const&);

BOOST_DEFINE_ENUM_CLASS(ConfirmRefusal, inbound_endpoint_not_found, verify_token_not_allowed)
// WhatsApp asks once whether the address is ours, and hears its own word.
Outcome<http::Download, ConfirmRefusal> confirm(http::Work&, Actor const&, InboundPath const&);

} // namespace guildhall::inbound
