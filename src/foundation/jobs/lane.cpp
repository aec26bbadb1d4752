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

// The head of the waiting jobs.
db::Find<Time, CompanyId, JobPriority> const first_waiting{job_tables,
    "run_at FROM job WHERE company_id = ? AND priority = ? AND state IN ('queued', 'failed') ORDER BY run_at LIMIT 1"};
db::Find<Time, CompanyId> const first_lease_end{job_tables,
    "locked_until FROM job WHERE company_id = ? AND state = 'running' AND locked_until IS NOT NULL "
    "ORDER BY locked_until LIMIT 1"};

db::Select<CompanyId, CompanyId, Time> const select_due_lanes{job_tables,
    "company_id FROM job_lane WHERE company_id >= ? AND next_at <= ? ORDER BY company_id LIMIT 500",
    db::Reach::all_companies};
db::Select<CompanyId, CompanyId> const select_lanes{job_tables,
    "company_id FROM job_lane WHERE company_id >= ? ORDER BY company_id LIMIT 500", db::Reach::all_companies};

void lower(std::optional<Time>& earliest, std::optional<Time> const& other)
{
    if (other && (!earliest || *other < *earliest)) earliest = other;
}

} // namespace

void remind_lane(db::Tx& tx, CompanyId company, Time at) { lower_next(tx, company, at); }

void refresh_lane(db::Tx& tx, CompanyId company)
{
    auto next = first_lease_end(tx, company);
    for (auto const priority : {JobPriority::urgent, JobPriority::high, JobPriority::normal, JobPriority::low})
        lower(next, first_waiting(tx, company, priority));
    set_next(tx, next, company);
}

std::vector<CompanyId> due_lanes(db::Tx& tx, CompanyId from, Time now) { return select_due_lanes(tx, from, now); }

std::vector<CompanyId> all_lanes(db::Tx& tx, CompanyId from) { return select_lanes(tx, from); }

CompanyId key_after(CompanyId company)
{
    for (auto byte = company.uuid.bytes.rbegin(); byte != company.uuid.bytes.rend(); ++byte)
        if (++*byte != 0) return company;
    return company;
}

} // namespace guildhall::jobs
