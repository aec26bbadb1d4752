#include "db/queries.hpp"
#include "job_span.hpp"
#include "jobs/job.hpp"
#include "lane.hpp"
#include "mailbox.hpp"

namespace guildhall::jobs {
namespace {

struct FreshJob {
    CompanyId company_id;
    JobId id;
    std::string kind, payload;
    JobState state = JobState::queued;
    JobPriority priority{};
    Time run_at;
    std::optional<std::string> unique_key;
    std::int64_t attempt = 0, max_attempts = 0, lease = 0;
    bool cancel_requested = false;
    std::int64_t progress = 0;
    std::string note, error;
    std::optional<UserId> created_by;
    Time created_at;
    std::optional<std::string> trace_context;
};
BOOST_DESCRIBE_STRUCT(FreshJob, (),
    (company_id, id, kind, payload, state, priority, run_at, unique_key, attempt, max_attempts, lease, cancel_requested,
        progress, note, error, created_by, created_at, trace_context))

db::Insert<FreshJob> const insert_job{job_tables, "job"};
db::Find<JobId, CompanyId, std::string, std::string> const find_open_job{job_tables,
    "id FROM job WHERE company_id = ? AND kind = ? AND unique_key = ? AND state IN ('queued', 'running', 'failed')"};

JobId enqueue_for(db::Tx& tx, CompanyId company, std::optional<UserId> const& user, Time now, NewJob const& job)
{
    check(!job.kind.empty() && job.max_attempts >= 1, "a job has a kind and at least one attempt");
    if (job.unique_key)
        if (auto const open = find_open_job(tx, company, job.kind, *job.unique_key)) return *open;
    FreshJob row;
    row.company_id = company;
    row.id = tx.new_id<JobId>();
    row.kind = job.kind;
    row.payload = job.payload;
    row.priority = job.priority;
    row.run_at = job.run_at.value_or(now);
    row.unique_key = job.unique_key;
    row.max_attempts = job.max_attempts;
    row.created_by = user;
    row.created_at = now;
    trace::Span asking;
    if (trace::is_recording()) {
        asking = trace::Span::child(trace::Kind::producer, "send " + job.kind);
        describe_job(asking, "send", job.kind, row.id);
        row.trace_context = trace::kept_text(*asking.context());
    } else
        row.trace_context = trace::kept_current();
    insert_job(tx, row);
    remind_lane(tx, company, row.run_at);
    if (row.run_at <= now) tx.after_commit([company] { Mailbox::announce(Mailbox::Topic::jobs, company); });
    return row.id;
}

} // namespace

JobId enqueue(db::Tx& tx, Actor const& actor, NewJob const& job)
{
    return enqueue_for(tx, actor.company_id, actor.user_id, actor.now, job);
}

JobId enqueue(db::Tx& tx, CompanyId company, Time now, NewJob const& job)
{
    return enqueue_for(tx, company, std::nullopt, now, job);
}

} // namespace guildhall::jobs
