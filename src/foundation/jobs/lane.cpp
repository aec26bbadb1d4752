#include "lane.hpp"
#include "db/queries.hpp"
#include "jobs/job.hpp"
#include <algorithm>

namespace guildhall::jobs {
namespace {

db::Change<CompanyId, Time> const lower_next{job_tables,
    "INSERT INTO job_lane (company_id, next_at) VALUES (?, ?) "
    "ON CONFLICT (company_id) DO UPDATE SET next_at = excluded.next_at "
    "WHERE job_lane.next_at IS NULL OR job_lane.next_at > excluded.next_at"};
db::Change<std::optional<Time>, CompanyId> const set_next{
    job_tables, "UPDATE job_lane SET next_at = ? WHERE company_id = ?"};

// All heads in one statement: on PostgreSQL each statement whose answer is read costs a round trip.
std::string heads_sql()
{
    std::string sql = "SELECT ";
    for (auto const* priority : {"urgent", "high", "normal", "low"})
        sql += "(SELECT run_at FROM job WHERE company_id = ? AND priority = '" + std::string(priority) +
               "' AND state IN ('queued', 'failed') ORDER BY run_at LIMIT 1), ";
    return sql +
           "(SELECT locked_until FROM job WHERE company_id = ? AND state = 'running' AND locked_until IS NOT NULL "
           "ORDER BY locked_until LIMIT 1)";
}
db::Statement const select_heads{job_tables, heads_sql()};

db::Select<CompanyId, CompanyId, Time> const select_due_lanes{job_tables,
    "company_id FROM job_lane WHERE company_id >= ? AND next_at <= ? ORDER BY company_id LIMIT 500",
    db::Reach::all_companies};
db::Select<CompanyId, CompanyId> const select_lanes{job_tables,
    "company_id FROM job_lane WHERE company_id >= ? ORDER BY company_id LIMIT 500", db::Reach::all_companies};

} // namespace

std::optional<Time> Heads::earliest() const
{
    auto first = lease_end;
    for (auto const& head : waiting)
        if (head && (!first || *head < *first)) first = head;
    return first;
}

Heads heads_of(db::Tx& tx, CompanyId company)
{
    Heads heads;
    auto cursor = tx.start(select_heads);
    for (int parameter = 1; parameter <= 5; ++parameter) db::bind_value(*cursor, parameter, company);
    check(cursor->step(), "a statement of subqueries has one row");
    int column = 0;
    for (auto& head : heads.waiting) db::column_value(*cursor, column++, head);
    db::column_value(*cursor, column, heads.lease_end);
    return heads;
}

db::Scope queue_of(CompanyId company)
{
    return company == no_company ? db::Scope::of(company) : db::Scope::behind_lock_of(company);
}

void remind_lane(db::Tx& tx, CompanyId company, Time at)
{
    check(company == no_company || tx.is_for(company), "a company's jobs are written behind its lock");
    lower_next(tx, company, at);
}

void refresh_lane(db::Tx& tx, CompanyId company) { set_next(tx, heads_of(tx, company).earliest(), company); }

std::vector<CompanyId> due_lanes(db::Tx& tx, CompanyId from, Time now) { return select_due_lanes(tx, from, now); }

std::vector<CompanyId> all_lanes(db::Tx& tx, CompanyId from) { return select_lanes(tx, from); }

CompanyId key_after(CompanyId company)
{
    for (auto byte = company.uuid.bytes.rbegin(); byte != company.uuid.bytes.rend(); ++byte)
        if (++*byte != 0) return company;
    return company;
}

} // namespace guildhall::jobs
