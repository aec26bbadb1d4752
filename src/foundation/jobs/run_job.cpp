#include "run_job.hpp"
#include "job_span.hpp"
#include "lane.hpp"
#include "log/log.hpp"

namespace guildhall::jobs {
namespace {

// A number within [0, 1) that belongs to this attempt: spreads retries without asking a random generator.
double chance_of(ClaimedJob const& job)
{
    std::uint64_t hash = 14695981039346656037u; // FNV-1a
    auto const mix = [&](std::uint8_t byte) { hash = (hash ^ byte) * 1099511628211u; };
    for (auto const byte : job.id.uuid.bytes) mix(byte);
    mix(static_cast<std::uint8_t>(job.attempt));
    return static_cast<double>(hash >> 11) * 0x1p-53;
}

} // namespace

JobRun::JobRun(db::Database& database, Registry const& registry, ClaimedJob job, std::function<Time()> clock,
    trace::Tracer* tracer)
    : database_(database)
    , handler_(registry.handler_of(job.kind))
    , context_(database, std::move(job), std::move(clock))
    , tracer_(tracer)
{
}

void JobRun::run()
{
    if (context_.stop_ == JobContext::Stop::lost) return; // lost before it began
    // It goes on with the trace of the request that asked for it.
    auto const asked_in = tracer_ ? trace::parse_kept(job().trace_context.value_or("")) : std::nullopt;
    trace::Span span(tracer_, trace::Kind::consumer, "process " + job().kind, asked_in);
    describe_job(span, "process", job().kind, job().id);
    span.set("guildhall.company_id", to_string(job().company_id));
    span.set("guildhall.job.attempt", job().attempt);
    trace::Within const within(span.context());
    handle(span);
}

void JobRun::handle(trace::Span& span)
{
    std::optional<std::string> thrown;
    try {
        check(handler_ != nullptr, "this program has no handler for this kind of job");
        handler_->handle(context_);
    } catch (std::exception const& error) {
        thrown = error.what();
    } catch (...) {
        thrown = "The handler threw something that is no exception.";
    }
    auto const verdict = verdict_of(thrown);
    if (!verdict) return;
    report(*verdict);
    if (verdict->ending == Ending::failed || verdict->ending == Ending::gave_up)
        span.fail(verdict->ending == Ending::failed ? "failed" : "gave_up", verdict->error);
    try {
        auto const now = context_.now();
        database_.write_now(queue_of(job().company_id), [&](db::Tx& tx) { return settle(tx, job(), *verdict, now); });
    } catch (std::exception const& error) {
        log::error(
            "job_end_not_written", {{"kind", job().kind}, {"job_id", to_string(job().id)}, {"error", error.what()}});
    }
}

std::optional<Verdict> JobRun::verdict_of(std::optional<std::string> const& thrown) const
{
    using Stop = JobContext::Stop;
    if (context_.completed_ || context_.stop_ == Stop::lost) return std::nullopt;
    if (context_.gave_up_) return Verdict{Ending::gave_up, *context_.gave_up_, {}};
    if (context_.told_ == Stop::cancelled) return Verdict{Ending::stopped, {}, {}};
    if (context_.told_ == Stop::shutdown) return Verdict{Ending::handed_back, {}, {}};
    if (context_.retry_at_) return Verdict{Ending::failed, context_.reason_.value_or(""), context_.retry_at_};
    if (thrown) return Verdict{Ending::failed, *thrown, next_try()};
    return Verdict{};
}

Time JobRun::next_try() const
{
    auto const backoff = handler_ ? handler_->options.backoff : Backoff{};
    return context_.now() + delay_after(backoff, job().attempt, chance_of(job()));
}

void JobRun::report(Verdict const& verdict) const
{
    if (verdict.ending != Ending::failed && verdict.ending != Ending::gave_up) return;
    auto const dies = verdict.ending == Ending::gave_up || job().attempt >= job().max_attempts;
    log::write(dies ? log::Level::error : log::Level::warning, dies ? "job_dead" : "job_failed",
        {{"kind", job().kind}, {"job_id", to_string(job().id)}, {"attempt", job().attempt}, {"error", verdict.error}});
}

} // namespace guildhall::jobs
