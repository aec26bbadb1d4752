#pragma once
// Does the background work of one process: delivers events, runs jobs, fires schedules.
#include "jobs/registry.hpp"
#include <memory>

namespace guildhall::jobs {

struct RunnerSettings {
    int workers = 4;
    std::chrono::seconds lease{60};       // after this long without a sign of life a job is given to another worker
    std::chrono::milliseconds poll{1000}; // how often to look for what other processes or the clock have made due
    std::function<Time()> clock = system_now;
    // The companies that schedules per company fire for; runs in a reading transaction over all companies.
    std::function<std::vector<CompanyId>(db::Tx&)> companies = {};
    trace::Tracer* tracer = nullptr; // null: jobs are not traced
    std::string name = {};           // of this worker process, for the staff; made from host and process id when empty
};

class Runner {
public:
    // Makes consumers and schedules known to the database: they see what happens from their first registration on.
    Runner(db::Database& database, Registry registry, RunnerSettings settings = {});
    // Stops at once and waits for running handlers.
    ~Runner();
    Runner(Runner const&) = delete;
    Runner& operator=(Runner const&) = delete;

    // Starts the threads.
    void start();
    // Takes no more work, tells running handlers to stop, waits for them at most this long, and hands the jobs of the
    // rest back to the queue. True when all handlers have returned; otherwise the process should end soon.
    bool stop(std::chrono::milliseconds within = std::chrono::seconds(20));

    // Without threads: does everything that is due by a clock that stands still at `now`, also what that makes due, in
    // the calling thread. Returns how many events, firings and jobs it handled.
    std::size_t run_until_idle(Time now);

    // All that it fires, its own among them.
    std::vector<Registry::KnownSchedule> const& schedules() const;

    // Delivers a parked event once more and forgets it; false when it is not there. What the consumer throws comes out.
    bool retry_parked_event(CompanyId company, std::string_view consumer, EventId event);

    // Prometheus text: depth of the queue, its oldest due job, lag of the outbox; at most ten seconds old while
    // started.
    std::string metrics() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// Prometheus text as of now; reads the database.
std::string metrics_text(db::Database& database, Time now);

// Forgets succeeded, dropped and cancelled jobs after 7 days, dead ones after 90, and delivered events after 7; the
// built-in schedule "jobs.retention" does it every night. Returns how many rows went.
std::int64_t forget_old_work(db::Database& database, Registry const& registry, Time now);

} // namespace guildhall::jobs
