#pragma once
// How a run of a job ends, whoever ends it: the worker, the rescue of a dead one, a shutdown.
#include "jobs/context.hpp"

namespace guildhall::jobs {

enum class Ending {
    succeeded,
    failed,      // another attempt at `retry_at`, if any is left
    gave_up,     // no attempt can help
    stopped,     // the handler stopped because the job was cancelled
    handed_back, // the program stops; the attempt does not count
    abandoned    // the lease ran out
};

struct Verdict {
    Ending ending = Ending::succeeded;
    std::string error = {};
    std::optional<Time> retry_at = {};
};

// What becomes of the job.
struct Fate {
    JobState state{};
    std::int64_t attempt = 0;
    std::optional<Time> run_at; // when it waits again
};
Fate fate_of(ClaimedJob const& job, Verdict const& verdict, bool cancel_requested, Time now);

// Whether somebody cancelled the job; nothing when it is not held under this lease any more.
std::optional<bool> cancel_requested_of(db::Tx& tx, ClaimedJob const& job);

// Ends the run. False, and nothing done, when the job is not held under this lease any more.
bool settle(db::Tx& tx, ClaimedJob const& job, Verdict const& verdict, Time now);

// Publishes the end of a job. Somebody waits for it, or somebody should look at it; the housekeeping of every night is
// nobody's news.
void tell_end(db::Tx& tx, CompanyId company, JobId id, JobEnded const& end, Time now);

} // namespace guildhall::jobs
