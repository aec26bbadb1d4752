// publish(): the event and its position are written with the change itself.
//
// Why readers may trust the order: a position is taken from the company's lane row, and that row stays locked until the
// commit. Whoever comes next therefore commits later, on every node and engine; no reader can see position 8 and miss a
// 7 that is yet to come. Sequences and clocks promise nothing of the kind.
#include "jobs/outbox.hpp"
#include "db/queries.hpp"
#include "event_tables.hpp"
#include "mailbox.hpp"
#include "trace/trace.hpp"

namespace guildhall::jobs {
namespace {

db::Change<CompanyId> const take_position{event_tables,
    "INSERT INTO event_lane (company_id, last_position) VALUES (?, 1) "
    "ON CONFLICT (company_id) DO UPDATE SET last_position = event_lane.last_position + 1"};
// Reads the position just taken on the way, so that nobody waits for it.
db::Change<EventId, std::string_view, Uuid, std::string_view, std::string, std::optional<UserId>, Time,
    std::optional<std::string>, CompanyId> const insert_event{event_tables,
    "INSERT INTO event (company_id, id, position, aggregate_kind, aggregate_id, name, payload, user_id, occurred_at, "
    "trace_context) SELECT company_id, ?, last_position, ?, ?, ?, ?, ?, ?, ? FROM event_lane WHERE company_id = ?"};

} // namespace

void publish_json(db::Tx& tx, Actor const& actor, std::string_view aggregate_kind, Uuid const& aggregate_id,
    std::string_view name, std::string const& payload)
{
    auto const company = actor.company_id;
    take_position(tx, company);
    insert_event(tx, tx.new_id<EventId>(), aggregate_kind, aggregate_id, name, payload, actor.user_id, actor.now,
        trace::kept_current(), company);
    tx.after_commit([company] { Mailbox::announce(Mailbox::Topic::events, company); });
}

} // namespace guildhall::jobs
