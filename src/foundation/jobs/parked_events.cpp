#include "parked_events.hpp"
#include "db/queries.hpp"
#include "event_tables.hpp"

namespace guildhall::jobs {
namespace {

struct ParkedRow : Event {
    std::string consumer;
    std::string error;
    Time parked_at;
};
BOOST_DESCRIBE_STRUCT(ParkedRow, (Event), (consumer, error, parked_at))

db::Insert<ParkedRow> const insert_parked{event_tables, "event_parked"};
db::Select<ParkedRow, CompanyId> const select_parked{
    event_tables, "FROM event_parked WHERE company_id = ? ORDER BY consumer, id LIMIT 200"};
db::Find<ParkedRow, CompanyId, std::string, EventId> const find_parked{
    event_tables, "FROM event_parked WHERE company_id = ? AND consumer = ? AND id = ?"};
db::Change<CompanyId, std::string, EventId> const delete_parked{
    event_tables, "DELETE FROM event_parked WHERE company_id = ? AND consumer = ? AND id = ?"};

} // namespace

void park(db::Tx& tx, Consumer const& consumer, Event const& event, std::string const& error, Time now)
{
    insert_parked(tx, {event, consumer.name, error, now});
}

std::vector<ParkedEvent> parked_events(db::Tx& tx, CompanyId company)
{
    std::vector<ParkedEvent> parked;
    for (auto const& row : select_parked(tx, company))
        parked.push_back({row.consumer, static_cast<Event const&>(row), row.error, row.parked_at});
    return parked;
}

bool retry_parked(db::Database& database, Consumer const& consumer, CompanyId company, EventId event)
{
    return database.write_now(db::Scope::of(company), [&](db::Tx& tx) {
        auto const row = find_parked(tx, company, consumer.name, event);
        if (!row) return false;
        delete_parked(tx, company, consumer.name, event);
        consumer.take(tx, *row);
        return true;
    });
}

} // namespace guildhall::jobs
