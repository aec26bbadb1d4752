#include "jobs/context.hpp"
#include "db/queries.hpp"
#include "jobs/outbox.hpp"
#include "lane.hpp"
#include "settle.hpp"
#include <algorithm>

namespace guildhall::jobs {
namespace {

// Handlers may ask and tell in a tight loop; the database hears of it this often.
constexpr std::chrono::milliseconds quiet_time{500};

db::ChangeReturning<bool, std::int64_t, std::string, CompanyId, JobId, std::int64_t> const note_progress{job_tables,
    "UPDATE job SET progress = ?, note = ? WHERE company_id = ? AND id = ? AND state = 'running' AND lease = ? "
    "RETURNING cancel_requested"};

bool is_quiet(std::optional<std::chrono::steady_clock::time_point>& last)
{
    auto const now = std::chrono::steady_clock::now();
    if (last && now - *last < quiet_time) return true;
    last = now;
    return false;
}

} // namespace

JobContext::JobContext(db::Database& database, ClaimedJob job, std::function<Time()> clock)
    : database_(database)
    , job_(std::move(job))
    , clock_(std::move(clock))
{
}

Actor JobContext::actor() const
{
    Actor actor;
    actor.company_id = job_.company_id;
    actor.user_id = job_.created_by;
    actor.role = Role::owner;
    actor.rights = rights_of(Role::owner);
    actor.now = now();
    actor.request_id = to_string(job_.id);
    return actor;
}

void JobContext::progress(std::int64_t percent, std::string_view note)
{
    if (is_quiet(last_progress_)) return;
    std::vector<bool> answer;
    database_.write_now(queue_of(job_.company_id), [&](db::Tx& tx) {
        auto const part = std::clamp<std::int64_t>(percent, 0, 100);
        answer = note_progress(tx, part, std::string(note), job_.company_id, job_.id, job_.lease);
        if (!answer.empty()) tell_progress(tx, part);
        return true;
    });
    if (answer.empty())
        note_stop(Stop::lost);
    else if (answer.front())
        note_stop(Stop::cancelled);
}

// Whoever asked for it sees it move (PL-43). What the program does by itself interests nobody live.
void JobContext::tell_progress(db::Tx& tx, std::int64_t percent) const
{
    if (!job_.created_by || job_.company_id == no_company) return;
    publish(tx, actor(), "job", job_.id, "job.progressed", JobProgressed{job_.kind, percent, job_.created_by});
}

bool JobContext::cancelled()
{
    if (stop_ == Stop::none && !is_quiet(last_question_)) {
        auto const asked = database_.read_now(
            db::Scope::of(job_.company_id), [&](db::Tx& tx) { return cancel_requested_of(tx, job_); });
        if (!asked)
            note_stop(Stop::lost);
        else if (*asked)
            note_stop(Stop::cancelled);
    }
    told_ = stop_;
    return told_ != Stop::none;
}

bool JobContext::complete(std::function<void(db::Tx&)> effect, std::string const& note)
{
    check(!completed_, "a job is completed once");
    auto const now = clock_();
    completed_ = database_.write_now(db::Scope::of(job_.company_id), [&](db::Tx& tx) {
        if (!note.empty()) note_progress(tx, 100, note, job_.company_id, job_.id, job_.lease);
        if (!settle(tx, job_, {.ending = Ending::succeeded}, now)) return false;
        effect(tx);
        return true;
    });
    if (!completed_) note_stop(Stop::lost);
    return completed_;
}

void JobContext::retry_at(Time when, std::string reason)
{
    retry_at_ = when;
    reason_ = std::move(reason);
}

void JobContext::give_up(std::string reason) { gave_up_ = std::move(reason); }

void JobContext::note_stop(Stop stop)
{
    auto before = stop_.load();
    while (before < stop && !stop_.compare_exchange_weak(before, stop)) {}
}

} // namespace guildhall::jobs
