// What is done and old is forgotten, in small transactions.
#include "db/queries.hpp"
#include "event_tables.hpp"
#include "jobs/runner.hpp"
#include "lane.hpp"
#include "relay.hpp"

namespace guildhall::jobs {
namespace {

constexpr std::chrono::hours keep_finished{24 * 7};
constexpr std::chrono::hours keep_dead{24 * 90};
constexpr std::chrono::hours keep_events{24 * 7};
constexpr std::int64_t rows_at_once = 500;

db::Change<CompanyId, CompanyId, Time> const forget_finished{job_tables,
    "DELETE FROM job WHERE company_id = ? AND id IN (SELECT id FROM job WHERE company_id = ? AND finished_at < ? "
    "AND state IN ('succeeded', 'dropped', 'cancelled') ORDER BY finished_at LIMIT 500)"};
db::Change<CompanyId, CompanyId, Time> const forget_dead{job_tables,
    "DELETE FROM job WHERE company_id = ? AND id IN (SELECT id FROM job WHERE company_id = ? AND finished_at < ? "
    "AND state = 'dead' ORDER BY finished_at LIMIT 500)"};

struct EventAge {
    std::int64_t position = 0;
    Time occurred_at;
};
BOOST_DESCRIBE_STRUCT(EventAge, (), (position, occurred_at))

db::Select<EventAge, CompanyId, std::int64_t> const select_oldest{
    event_tables, "FROM event WHERE company_id = ? AND position <= ? ORDER BY position LIMIT 500"};
db::Change<CompanyId, std::int64_t> const forget_events{
    event_tables, "DELETE FROM event WHERE company_id = ? AND position <= ?"};
db::Select<CompanyId, CompanyId> const select_event_companies{event_tables,
    "company_id FROM event_lane WHERE company_id >= ? ORDER BY company_id LIMIT 500", db::Reach::all_companies};

std::int64_t forget_some_events(db::Tx& tx, CompanyId company, std::vector<Consumer> const& consumers, Time now)
{
    std::optional<std::int64_t> last;
    for (auto const& event : select_oldest(tx, company, passed_position(tx, company, consumers)))
        if (event.occurred_at < now - keep_events) last = event.position;
    return last ? forget_events.count(tx, company, *last) : 0;
}

// Repeats a small transaction until it finds less than a full portion.
std::int64_t repeat_in(db::Database& database, CompanyId company, std::function<std::int64_t(db::Tx&)> const& forget)
{
    for (std::int64_t total = 0;;) {
        std::int64_t count = 0;
        database.write_now(db::Scope::of(company), [&](db::Tx& tx) {
            count = forget(tx);
            return count > 0;
        });
        total += count;
        if (count < rows_at_once) return total;
    }
}

using CompaniesPage = std::function<std::vector<CompanyId>(db::Tx&, CompanyId)>;
std::vector<CompanyId> every_company(db::Database& database, CompaniesPage const& page_of)
{
    std::vector<CompanyId> all;
    for (CompanyId from{};;) {
        auto const page = database.read_now(db::Scope::all_companies(), [&](db::Tx& tx) { return page_of(tx, from); });
        all.insert(all.end(), page.begin(), page.end());
        if (page.size() < lanes_per_page) return all;
        from = key_after(page.back());
    }
}

} // namespace

std::int64_t forget_old_work(db::Database& database, Registry const& registry, Time now)
{
    std::int64_t total = 0;
    for (auto const& company : every_company(database, all_lanes)) {
        total += repeat_in(database, company,
            [&](db::Tx& tx) { return forget_finished.count(tx, company, company, now - keep_finished); });
        total += repeat_in(
            database, company, [&](db::Tx& tx) { return forget_dead.count(tx, company, company, now - keep_dead); });
    }
    auto const event_companies = [](db::Tx& tx, CompanyId from) { return select_event_companies(tx, from); };
    for (auto const& company : every_company(database, event_companies))
        total += repeat_in(
            database, company, [&](db::Tx& tx) { return forget_some_events(tx, company, registry.consumers(), now); });
    return total;
}

} // namespace guildhall::jobs
