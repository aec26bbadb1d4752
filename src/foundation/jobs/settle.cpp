#include "settle.hpp"
#include "db/queries.hpp"
#include "jobs/outbox.hpp"
#include "lane.hpp"
#include "mailbox.hpp"

namespace guildhall::jobs {
namespace {

// The fence: only the holder of the newest lease finds its row.
db::Find<bool, CompanyId, JobId, std::int64_t> const find_held{
    job_tables, "cancel_requested FROM job WHERE company_id = ? AND id = ? AND state = 'running' AND lease = ?"};
db::Change<JobState, std::int64_t, std::optional<Time>, std::string, std::optional<Time>, CompanyId, JobId> const
    end_run{job_tables,
        "UPDATE job SET state = ?, attempt = ?, run_at = COALESCE(?, run_at), error = ?, finished_at = ?, "
        "locked_by = NULL, locked_until = NULL WHERE company_id = ? AND id = ?"};
db::Change<Time, CompanyId, JobId, std::int64_t> const mark_succeeded{job_tables,
    "UPDATE job SET state = 'succeeded', finished_at = ?, progress = 100, error = '', locked_by = NULL, "
    "locked_until = NULL WHERE company_id = ? AND id = ? AND state = 'running' AND lease = ?"};

// Error texts come from anywhere; a page of one is enough.
std::string shortened(std::string text)
{
    constexpr std::size_t most = 2000;
    if (text.size() <= most) return text;
    text.resize(most);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back(); // a cut UTF-8 sequence
    return text;
}

} // namespace

void tell_end(db::Tx& tx, CompanyId company, JobId id, JobEnded const& end, Time now)
{
    // Success without anybody who asked is no news; what was stopped or failed is, to whom it was to serve.
    if (company == no_company || (!end.created_by && end.state == JobState::succeeded)) return;
    Actor actor;
    actor.company_id = company;
    actor.user_id = end.created_by;
    actor.now = now;
    publish(tx, actor, "job", id, "job." + std::string(reflect::word(end.state)), end);
}

Fate fate_of(ClaimedJob const& job, Verdict const& verdict, bool cancel_requested, Time now)
{
    auto const again = [&](std::optional<Time> at) -> Fate {
        if (cancel_requested) return {JobState::cancelled, job.attempt, {}};
        if (job.attempt >= job.max_attempts) return {JobState::dead, job.attempt, {}};
        return {JobState::failed, job.attempt, at.value_or(now)};
    };
    switch (verdict.ending) {
    case Ending::succeeded: return {JobState::succeeded, job.attempt, {}};
    case Ending::gave_up: return {JobState::dead, job.attempt, {}};
    case Ending::stopped: return {JobState::cancelled, job.attempt, {}};
    case Ending::handed_back:
        if (cancel_requested) return {JobState::cancelled, job.attempt, {}};
        return {JobState::queued, job.attempt - 1, now};
    case Ending::failed:
    case Ending::abandoned: return again(verdict.retry_at);
    }
    return {JobState::dead, job.attempt, {}};
}

std::optional<bool> cancel_requested_of(db::Tx& tx, ClaimedJob const& job)
{
    return find_held(tx, job.company_id, job.id, job.lease);
}

bool settle(db::Tx& tx, ClaimedJob const& job, Verdict const& verdict, Time now)
{
    if (verdict.ending == Ending::succeeded) {
        if (mark_succeeded.count(tx, now, job.company_id, job.id, job.lease) != 1) return false;
        tell_end(tx, job.company_id, job.id, {job.kind, JobState::succeeded, job.created_by}, now);
        return true;
    }
    auto const cancel_requested = cancel_requested_of(tx, job);
    if (!cancel_requested) return false;
    auto const fate = fate_of(job, verdict, *cancel_requested, now);
    auto const finished_at = fate.run_at ? std::nullopt : std::optional(now);
    end_run(tx, fate.state, fate.attempt, fate.run_at, shortened(verdict.error), finished_at, job.company_id, job.id);
    if (!fate.run_at) {
        tell_end(tx, job.company_id, job.id, {job.kind, fate.state, job.created_by}, now);
        return true;
    }
    remind_lane(tx, job.company_id, *fate.run_at);
    if (*fate.run_at <= now)
        tx.after_commit([company = job.company_id] { Mailbox::announce(Mailbox::Topic::jobs, company); });
    return true;
}

} // namespace guildhall::jobs
