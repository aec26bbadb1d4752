#pragma once
// One run of one claimed job.
#include "jobs/registry.hpp"
#include "settle.hpp"

namespace guildhall::jobs {

class JobRun {
public:
    JobRun(db::Database& database, Registry const& registry, ClaimedJob job, std::function<Time()> clock,
        trace::Tracer* tracer = nullptr);

    // Calls the handler and ends the run in the database. Throws nothing: what cannot be written now ends when the
    // lease runs out.
    void run();

    // From other threads:
    ClaimedJob const& job() const { return context_.job(); }
    void ask_to_stop() { context_.note_stop(JobContext::Stop::shutdown); }
    void note_cancelled() { context_.note_stop(JobContext::Stop::cancelled); }
    void note_lost() { context_.note_stop(JobContext::Stop::lost); }

private:
    void handle(trace::Span& span);
    // Nothing when the handler completed the job itself, or it is no longer ours.
    std::optional<Verdict> verdict_of(std::optional<std::string> const& thrown) const;
    Time next_try() const;
    void report(Verdict const& verdict) const;

    db::Database& database_;
    Registry::KnownHandler const* handler_;
    JobContext context_;
    trace::Tracer* tracer_;
};

} // namespace guildhall::jobs
