#pragma once
// What carriers say later of a message that they took (PL-53). Their callbacks come twice, late and in any order; a
// message only goes forward: queued → kept → sent → failed → delivered → read.
#include "base/actor.hpp"
#include "db/transaction.hpp"

namespace guildhall::notifications {

using MessageId = Id<struct MessageTag>;

// `kept`: nobody carries the channel, or a sandbox does, so it lies in the outbox folder. Whoever resends a message
// that is over makes it queued again.
BOOST_DEFINE_ENUM_CLASS(MessageState, queued, kept, sent, delivered, failed, read)

struct DeliveryNews {
    MessageState state{}; // sent, delivered, failed or read
    std::string words;    // the carrier's reason; empty: none
    Time at;              // when it happened, by the carrier's clock
};

// One attempt at handing a message over. SendGrid gives it back with its events, as text in the custom argument
// guildhall_attempt: "019365a0-…-2b4c6d8e0f12.1".
struct AttemptKey {
    MessageId message_id;
    std::int64_t number = 1;
};
std::string to_string(AttemptKey const& key);
std::optional<AttemptKey> parse_attempt_key(std::string_view text);

// not_known: no such message, or the news overtook the note that it was taken; ask again a little later.
// nothing_new: it was as far already, or has been sent again since.
BOOST_DEFINE_ENUM_CLASS(Heard, changed, nothing_new, not_known)

// By the id that the carrier gave when it took the message; `carrier` is the connector's word: "twilio".
// `tx` must be in the scope of the company. Publishes message.sent, .delivered, .failed or .read when it changes.
Heard hear_of_delivery(db::Tx& tx, CompanyId company_id, std::string const& carrier, std::string const& carrier_id,
    DeliveryNews const& news);
// The same by what we sent along.
Heard hear_of_delivery(db::Tx& tx, CompanyId company_id, AttemptKey const& attempt, DeliveryNews const& news);

} // namespace guildhall::notifications
