#pragma once
// The outbox (PL-42): what happened is written in the transaction of the change, and told to consumers after it.
#include "base/actor.hpp"
#include "base/outcome.hpp"
#include "db/transaction.hpp"
#include "db/values.hpp"

namespace guildhall::jobs {

using EventId = Id<struct EventTag>;

// One thing that happened to one aggregate (a quote, an order …) of one company.
struct Event {
    CompanyId company_id;
    EventId id;
    std::int64_t position = 0; // 1, 2, 3 … within the company, in the order of commits
    std::string aggregate_kind;
    Uuid aggregate_id;
    std::string name;    // "quote_accepted"
    std::string payload; // JSON
    std::optional<UserId> user_id;
    Time occurred_at;
    std::optional<std::string> trace_context; // of the change

    // The payload as the struct it was published from.
    template <class Payload> Payload payload_as() const { return db::stored_json<Payload>(payload); }
};
BOOST_DESCRIBE_STRUCT(Event, (),
    (company_id, id, position, aggregate_kind, aggregate_id, name, payload, user_id, occurred_at, trace_context))

// Writes the event with the changes of `tx`; undone with them. Consumers see it at least once, in the company's order.
void publish_json(db::Tx& tx, Actor const& actor, std::string_view aggregate_kind, Uuid const& aggregate_id,
    std::string_view name, std::string const& payload);

template <class Payload>
void publish(db::Tx& tx, Actor const& actor, std::string_view aggregate_kind, Uuid const& aggregate_id,
    std::string_view name, Payload const& payload)
{
    publish_json(tx, actor, aggregate_kind, aggregate_id, name, reflect::to_json(payload));
}
template <class Tag, class Payload>
void publish(db::Tx& tx, Actor const& actor, std::string_view aggregate_kind, Id<Tag> const& aggregate_id,
    std::string_view name, Payload const& payload)
{
    publish(tx, actor, aggregate_kind, aggregate_id.uuid, name, payload);
}

// An event that a consumer could not take; the consumer went on without it (dead letter).
struct ParkedEvent {
    std::string consumer;
    Event event;
    std::string error;
    Time parked_at;
};

// The oldest parked events of a company, at most 200.
std::vector<ParkedEvent> parked_events(db::Tx& tx, CompanyId company);

} // namespace guildhall::jobs
