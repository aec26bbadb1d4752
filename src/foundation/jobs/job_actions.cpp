// What people do with jobs: look, retry, drop, cancel.
#include "db/queries.hpp"
#include "jobs/job.hpp"
#include "lane.hpp"
#include "mailbox.hpp"
#include "settle.hpp"

namespace guildhall::jobs {
namespace {

db::Find<JobRow, CompanyId, JobId> const find_job_row{job_tables, "FROM job WHERE company_id = ? AND id = ?"};
db::Find<std::string, CompanyId, JobId> const find_payload{
    job_tables, "payload FROM job WHERE company_id = ? AND id = ?"};
db::Find<std::string, CompanyId, JobId> const find_unique_key{
    job_tables, "unique_key FROM job WHERE company_id = ? AND id = ? AND unique_key IS NOT NULL"};
db::Find<JobId, CompanyId, std::string, std::string> const find_open_with_key{job_tables,
    "id FROM job WHERE company_id = ? AND kind = ? AND unique_key = ? AND state IN ('queued', 'running', 'failed')"};
db::Change<Time, CompanyId, JobId> const start_over{job_tables,
    "UPDATE job SET state = 'queued', attempt = 0, run_at = ?, finished_at = NULL, progress = 0, note = '', "
    "cancel_requested = 0 WHERE company_id = ? AND id = ?"};
db::Change<Time, CompanyId, JobId> const mark_cancelled{
    job_tables, "UPDATE job SET state = 'cancelled', finished_at = ? WHERE company_id = ? AND id = ?"};
db::Change<std::optional<std::string>, Time, CompanyId, JobId> const mark_dropped{
    job_tables, "UPDATE job SET state = 'dropped', drop_reason = ?, finished_at = ? WHERE company_id = ? AND id = ?"};
db::Change<CompanyId, JobId> const ask_to_stop{
    job_tables, "UPDATE job SET cancel_requested = 1 WHERE company_id = ? AND id = ?"};

bool is_open(JobState state)
{
    return state == JobState::queued || state == JobState::running || state == JobState::failed;
}

// "The job is running. What can be done with it: cancel."
std::string allowed_text(Job const& job)
{
    auto text = "The job is " + std::string(reflect::word(job.state)) + ". What can be done with it: ";
    for (auto const& action : job.allowed_actions)
        text += action + (&action == &job.allowed_actions.back() ? "" : ", ");
    return text + (job.allowed_actions.empty() ? "nothing." : ".");
}

} // namespace

Job show(Actor const& actor, JobRow const& row)
{
    Job job;
    job.id = row.id;
    job.kind = row.kind;
    job.state = row.state;
    job.priority = row.priority;
    job.progress = row.progress;
    job.note = row.note;
    job.attempt = row.attempt;
    job.max_attempts = row.max_attempts;
    job.cancel_requested = row.cancel_requested;
    job.created_by = row.created_by;
    job.created_at = row.created_at;
    job.run_at = row.run_at;
    job.started_at = row.started_at;
    job.finished_at = row.finished_at;
    if (actor.may(Right::jobs_read)) { // both may hold inner details
        job.error = row.error;
        job.drop_reason = row.drop_reason;
    }
    if (actor.may(Right::jobs_manage)) {
        if (row.state == JobState::dead) job.allowed_actions = {"retry", "drop"};
        if (is_open(row.state) && !row.cancel_requested) job.allowed_actions.emplace_back("cancel");
    }
    return job;
}

Outcome<Job, JobRefusal> get_job(db::Tx& tx, Actor const& actor, JobPath const& path)
{
    auto const row = find_job_row(tx, actor.company_id, path.job_id);
    if (!row || (!actor.may(Right::jobs_read) && !actor.owns(row->created_by)))
        return refuse(JobRefusal::job_not_found);
    auto job = show(actor, *row);
    if (actor.may(Right::jobs_manage)) job.payload = find_payload(tx, actor.company_id, path.job_id);
    return job;
}

Outcome<Job, RetryRefusal> retry_job(db::Tx& tx, Actor const& actor, JobPath const& path)
{
    using enum RetryRefusal;
    auto const company = actor.company_id;
    auto const row = find_job_row(tx, company, path.job_id);
    if (!row) return refuse(job_not_found);
    if (row->state != JobState::dead) return refuse(job_not_dead, allowed_text(show(actor, *row)));
    auto const key = find_unique_key(tx, company, path.job_id);
    if (key && find_open_with_key(tx, company, row->kind, *key))
        return refuse(job_already_open, "A newer job does the same work.");
    start_over(tx, actor.now, company, path.job_id);
    remind_lane(tx, company, actor.now);
    tx.after_commit([company] { Mailbox::announce(Mailbox::Topic::jobs, company); });
    return show(actor, find_job_row(tx, company, path.job_id).value());
}

Outcome<Job, DropRefusal> drop_job(db::Tx& tx, Actor const& actor, DropJob const& wish)
{
    using enum DropRefusal;
    auto const row = find_job_row(tx, actor.company_id, wish.job_id);
    if (!row) return refuse(job_not_found);
    if (row->state != JobState::dead) return refuse(job_not_dead, allowed_text(show(actor, *row)));
    std::optional<std::string> reason;
    if (wish.reason && !wish.reason->value.empty()) reason = wish.reason->value;
    mark_dropped(tx, reason, actor.now, actor.company_id, wish.job_id);
    tell_end(tx, actor.company_id, wish.job_id, {row->kind, JobState::dropped, row->created_by}, actor.now);
    return show(actor, find_job_row(tx, actor.company_id, wish.job_id).value());
}

Outcome<Job, CancelRefusal> cancel_job(db::Tx& tx, Actor const& actor, JobPath const& path)
{
    using enum CancelRefusal;
    auto const row = find_job_row(tx, actor.company_id, path.job_id);
    if (!row) return refuse(job_not_found);
    if (!is_open(row->state)) return refuse(job_not_open, allowed_text(show(actor, *row)));
    if (row->state == JobState::running) {
        ask_to_stop(tx, actor.company_id, path.job_id);
    } else {
        mark_cancelled(tx, actor.now, actor.company_id, path.job_id);
        tell_end(tx, actor.company_id, path.job_id, {row->kind, JobState::cancelled, row->created_by}, actor.now);
    }
    return show(actor, find_job_row(tx, actor.company_id, path.job_id).value());
}

} // namespace guildhall::jobs
