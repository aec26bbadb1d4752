#pragma once
// What a running job may know and do.
#include "db/database.hpp"
#include "jobs/job.hpp"
#include <atomic>
#include <mutex>

namespace guildhall::jobs {

// A job under a lease of ours.
struct ClaimedJob {
    CompanyId company_id;
    JobId id;
    std::string kind;
    std::string payload;
    std::int64_t attempt = 0, max_attempts = 0; // this attempt, counted from 1
    std::int64_t lease = 0;
    std::optional<UserId> created_by;
    Time created_at;
    std::optional<std::string> trace_context; // of whoever asked for it
};
BOOST_DESCRIBE_STRUCT(ClaimedJob, (),
    (company_id, id, kind, payload, attempt, max_attempts, lease, created_by, created_at, trace_context))

class JobContext {
public:
    JobContext(db::Database& database, ClaimedJob job, std::function<Time()> clock);
    JobContext(JobContext const&) = delete;
    JobContext& operator=(JobContext const&) = delete;

    ClaimedJob const& job() const { return job_; }
    CompanyId company_id() const { return job_.company_id; }
    template <class Payload> Payload payload() const { return db::stored_json<Payload>(job_.payload); }
    Time now() const { return clock_(); }
    // The company itself, on behalf of the user who asked: for use cases that the job calls.
    Actor actor() const;
    // For reads, and for writes that may happen more than once.
    db::Database& database() { return database_; }

    // Tells people how far it is (0 … 100). Calls in quick succession are left out.
    void progress(std::int64_t percent, std::string_view note = {});
    // True when somebody cancelled the job, the program stops, or the job was given to another worker: clean up and
    // return. Asks the database at most twice a second.
    bool cancelled();

    // The job's effect and its end in one transaction: both happen, once, or neither. False when the job is no longer
    // ours (it was rescued by another worker); then nothing was kept. `note` says in words what came of it. What
    // `effect` throws comes out of here.
    bool complete(std::function<void(db::Tx&)> effect, std::string const& note = {});
    // This attempt failed, and the next is not before `when` (Retry-After). Return afterwards.
    void retry_at(Time when, std::string reason);
    // It can never work. Return afterwards: the job is dead.
    void give_up(std::string reason);

private:
    friend class JobRun;
    enum class Stop { none, shutdown, cancelled, lost };
    void note_stop(Stop stop);
    void tell_progress(db::Tx& tx, std::int64_t percent) const;

    db::Database& database_;
    ClaimedJob const job_;
    std::function<Time()> clock_;
    std::atomic<Stop> stop_{Stop::none};
    Stop told_ = Stop::none; // what cancelled() has answered
    bool completed_ = false;
    std::optional<Time> retry_at_;
    std::optional<std::string> gave_up_, reason_;
    std::optional<std::chrono::steady_clock::time_point> last_question_, last_progress_;
};

} // namespace guildhall::jobs
