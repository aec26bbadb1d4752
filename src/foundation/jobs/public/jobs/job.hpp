#pragma once
// Durable background jobs (PL-40): asked for in the transaction of the change that needs them, done later by a Runner.
#include "base/actor.hpp"
#include "base/outcome.hpp"
#include "db/transaction.hpp"
#include "db/values.hpp"

namespace guildhall::jobs {

using JobId = Id<struct JobTag>;

// queued → running → succeeded. A failure waits as `failed` for its next attempt and is `dead` after the last one,
// until a person starts it over or drops it.
BOOST_DEFINE_ENUM_CLASS(JobState, queued, running, succeeded, failed, dead, dropped, cancelled)
// Within one company: everything due of a higher priority starts first.
BOOST_DEFINE_ENUM_CLASS(JobPriority, urgent, high, normal, low)

// Jobs of the installation itself, of no company.
inline constexpr CompanyId no_company{};

struct NewJob {
    std::string kind;
    std::string payload = "{}"; // JSON
    JobPriority priority = JobPriority::normal;
    std::optional<Time> run_at = {};            // at once when absent
    std::optional<std::string> unique_key = {}; // one open job per company, kind and key
    std::int64_t max_attempts = 10;
};

template <class Payload> NewJob new_job(std::string kind, Payload const& payload)
{
    return {.kind = std::move(kind), .payload = reflect::to_json(payload)};
}

// Puts a job into the queue with the changes of `tx`; undone with them. When an open job has the same kind and unique
// key, nothing is added and that job's id is the answer.
JobId enqueue(db::Tx& tx, Actor const& actor, NewJob const& job);
// The same for work that no user asked for. `tx` must be in the scope of `company`.
JobId enqueue(db::Tx& tx, CompanyId company, Time now, NewJob const& job);

// A job as people see it.
struct Job {
    JobId id;
    std::string kind;
    JobState state{};
    JobPriority priority{};
    std::int64_t progress = 0;              // per cent
    std::string note;                       // what it is doing, in its own words
    std::string error;                      // of the last failed attempt; for the staff
    std::optional<std::string> drop_reason; // for the staff
    std::int64_t attempt = 0, max_attempts = 0;
    bool cancel_requested = false;
    std::optional<std::string> payload; // JSON; for those who manage jobs
    std::optional<UserId> created_by;
    Time created_at, run_at;
    std::optional<Time> started_at, finished_at;
    std::vector<std::string> allowed_actions; // retry, drop, cancel
};
BOOST_DESCRIBE_STRUCT(Job, (),
    (id, kind, state, priority, progress, note, error, drop_reason, attempt, max_attempts, cancel_requested, payload,
        created_by, created_at, run_at, started_at, finished_at, allowed_actions))

// The columns behind a Job.
struct JobRow {
    CompanyId company_id;
    JobId id;
    std::string kind;
    JobState state{};
    JobPriority priority{};
    std::int64_t progress = 0;
    std::string note, error;
    std::optional<std::string> drop_reason;
    std::int64_t attempt = 0, max_attempts = 0;
    bool cancel_requested = false;
    std::optional<UserId> created_by;
    Time created_at, run_at;
    std::optional<Time> started_at, finished_at;
};
BOOST_DESCRIBE_STRUCT(JobRow, (),
    (company_id, id, kind, state, priority, progress, note, error, drop_reason, attempt, max_attempts, cancel_requested,
        created_by, created_at, run_at, started_at, finished_at))

inline db::Tables const job_tables{{"job", "job_lane"}};
// What this actor may see of the job.
Job show(Actor const& actor, JobRow const& row);

struct JobPath {
    JobId job_id;
};
BOOST_DESCRIBE_STRUCT(JobPath, (), (job_id))

// What the events job.succeeded, job.dead, job.dropped and job.cancelled say.
struct JobEnded {
    std::string kind;
    JobState state{};
    std::optional<UserId> created_by;
};
BOOST_DESCRIBE_STRUCT(JobEnded, (), (kind, state, created_by))

// What the event job.progressed says; at most twice a second, of jobs that somebody asked for.
struct JobProgressed {
    std::string kind;
    std::int64_t progress = 0; // per cent
    std::optional<UserId> created_by;
};
BOOST_DESCRIBE_STRUCT(JobProgressed, (), (kind, progress, created_by))

BOOST_DEFINE_ENUM_CLASS(JobRefusal, job_not_found)
// The staff sees every job of the company, others those they asked for.
Outcome<Job, JobRefusal> get_job(db::Tx& tx, Actor const& actor, JobPath const& path);

BOOST_DEFINE_ENUM_CLASS(RetryRefusal, job_not_found, job_not_dead, job_already_open)
// A dead job starts over with all its attempts. job_already_open: a newer job has its unique key.
Outcome<Job, RetryRefusal> retry_job(db::Tx& tx, Actor const& actor, JobPath const& path);

struct DropJob {
    JobId job_id;
    std::optional<Text<0, 1000>> reason;
};
BOOST_DESCRIBE_STRUCT(DropJob, (), (job_id, reason))
BOOST_DEFINE_ENUM_CLASS(DropRefusal, job_not_found, job_not_dead)
// Nobody has to look at a dead job any more, and nothing will be done about it.
Outcome<Job, DropRefusal> drop_job(db::Tx& tx, Actor const& actor, DropJob const& wish);

BOOST_DEFINE_ENUM_CLASS(CancelRefusal, job_not_found, job_not_open)
// A waiting job never starts; a running one is asked to stop and may still succeed.
Outcome<Job, CancelRefusal> cancel_job(db::Tx& tx, Actor const& actor, JobPath const& path);

} // namespace guildhall::jobs
