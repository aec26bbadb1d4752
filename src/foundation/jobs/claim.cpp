#include "claim.hpp"
#include "db/queries.hpp"
#include "lane.hpp"
#include "log/log.hpp"
#include "settle.hpp"

namespace guildhall::jobs {
namespace {

db::Select<ClaimedJob, CompanyId, JobPriority, Time, std::int64_t> const select_due{job_tables,
    "FROM job WHERE company_id = ? AND priority = ? AND state IN ('queued', 'failed') AND run_at <= ? "
    "ORDER BY run_at, id LIMIT ? /*pg: FOR UPDATE SKIP LOCKED */"};
db::Change<std::string, Time, Time, CompanyId, JobId> const mark_claimed{job_tables,
    "UPDATE job SET state = 'running', lease = lease + 1, attempt = attempt + 1, locked_by = ?, locked_until = ?, "
    "started_at = ?, progress = 0, note = '' WHERE company_id = ? AND id = ?"};
db::Select<ClaimedJob, CompanyId, Time> const select_expired{job_tables,
    "FROM job WHERE company_id = ? AND state = 'running' AND locked_until <= ? ORDER BY locked_until LIMIT 100"};
db::ChangeReturning<bool, Time, CompanyId, JobId, std::int64_t> const lengthen_lease{job_tables,
    "UPDATE job SET locked_until = ? WHERE company_id = ? AND id = ? AND state = 'running' AND lease = ? "
    "RETURNING cancel_requested"};

void rescue_expired(db::Tx& tx, CompanyId company, Time now)
{
    for (auto const& job : select_expired(tx, company, now)) {
        settle(tx, job, {.ending = Ending::abandoned, .error = "The worker gave no sign of life."}, now);
        log::warning("job_rescued", {{"kind", job.kind}, {"job_id", to_string(job.id)}, {"attempt", job.attempt}});
    }
}

constexpr std::array priorities{JobPriority::urgent, JobPriority::high, JobPriority::normal, JobPriority::low};

} // namespace

std::vector<ClaimedJob> claim_jobs(db::Tx& tx, CompanyId company, ClaimTerms const& terms)
{
    auto heads = heads_of(tx, company);
    if (heads.lease_end && *heads.lease_end <= terms.now) {
        rescue_expired(tx, company, terms.now);
        heads = heads_of(tx, company);
    }
    std::vector<ClaimedJob> claimed;
    for (std::size_t i = 0; i < priorities.size() && claimed.size() < terms.most; ++i) {
        if (!heads.waiting[i] || *heads.waiting[i] > terms.now) continue;
        auto const room = static_cast<std::int64_t>(terms.most - claimed.size());
        for (auto& job : select_due(tx, company, priorities[i], terms.now, room)) {
            mark_claimed(tx, terms.worker, terms.now + terms.lease, terms.now, company, job.id);
            ++job.attempt;
            ++job.lease;
            claimed.push_back(std::move(job));
        }
    }
    refresh_lane(tx, company);
    return claimed;
}

std::optional<bool> renew_lease(db::Tx& tx, ClaimedJob const& job, Time until)
{
    auto const answer = lengthen_lease(tx, until, job.company_id, job.id, job.lease);
    return answer.empty() ? std::nullopt : std::optional<bool>(answer.front());
}

} // namespace guildhall::jobs
