#include "jobs/event_reader.hpp"
#include "db/queries.hpp"
#include "event_tables.hpp"
#include "mailbox.hpp"

namespace guildhall::jobs {
namespace {

db::Find<std::int64_t, CompanyId> const find_last{event_tables, "last_position FROM event_lane WHERE company_id = ?"};
db::Find<std::int64_t, CompanyId, EventId> const find_position{
    event_tables, "position FROM event WHERE company_id = ? AND id = ?"};
db::Select<Event, CompanyId, std::int64_t> const select_after{
    event_tables, "FROM event WHERE company_id = ? AND position > ? ORDER BY position LIMIT 200"};

} // namespace

std::int64_t last_event_position(db::Tx& tx, CompanyId company) { return find_last(tx, company).value_or(0); }

std::optional<std::int64_t> event_position(db::Tx& tx, CompanyId company, EventId event)
{
    return find_position(tx, company, event);
}

std::vector<Event> events_after(db::Tx& tx, CompanyId company, std::int64_t position)
{
    return select_after(tx, company, position);
}

EventBell::EventBell()
    : mailbox_(std::make_unique<Mailbox>(Mailbox::Topic::events))
{
}
EventBell::~EventBell() = default;
std::set<CompanyId> EventBell::wait(std::chrono::milliseconds at_most) { return mailbox_->wait(at_most); }
void EventBell::ring() { mailbox_->ring(); }

} // namespace guildhall::jobs
