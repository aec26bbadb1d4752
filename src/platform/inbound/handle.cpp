#include "handle.hpp"
#include "jobs/context.hpp"
#include <algorithm>

namespace guildhall::inbound {
namespace {

// What an event speaks of may be written a moment after the sender told of it; then it is there by the fourth time.
constexpr std::int64_t most_waits = 4;

jobs::Backoff const& waits_between_tries()
{
    using namespace std::chrono_literals;
    static jobs::Backoff const waits{.steps = {5s, 30s, 2min, 10min, 1h, 3h, 6h}};
    return waits;
}

EventStatus status_after(Verdict verdict)
{
    switch (verdict) {
    case Verdict::done: return EventStatus::handled;
    case Verdict::unreadable: return EventStatus::failed;
    case Verdict::nothing_to_do:
    case Verdict::later: return EventStatus::ignored;
    }
    throw Bug("a verdict has no status");
}

Arrived arrived(WholeEvent const& event, EndpointRow const& endpoint, Time now)
{
    return {event.company_id, event.endpoint_id, event.id, endpoint.name, event.connector, event.event_key,
        event.event_name, event.content_type, event.body.value, event.received_at, now};
}

Handled handle_by(std::vector<Connector> const& connectors, db::Tx& tx, WholeEvent const& event, Time now)
{
    auto const connector = std::ranges::find(connectors, event.connector, &Connector::name);
    if (connector == connectors.end()) return {Verdict::unreadable, "Nothing here handles this any more."};
    auto const endpoint = find_endpoint(tx, event.company_id, event.endpoint_id);
    return connector->handle(tx, arrived(event, *endpoint, now));
}

// The handler's effect and the note that it ran are one transaction: whoever comes second finds the note.
void handle(jobs::JobContext& job, std::vector<Connector> const& connectors)
{
    auto const id = job.payload<HandleEvent>().inbound_event_id;
    std::optional<std::string> waits_because;
    job.database().write_now(db::Scope::of(job.company_id()), [&](db::Tx& tx) {
        waits_because.reset();
        auto const event = find_event(tx, job.company_id(), id);
        if (!event || event->status != EventStatus::received) return false;
        auto const handled = handle_by(connectors, tx, *event, job.now());
        if (handled.verdict == Verdict::later && job.job().attempt < most_waits) {
            waits_because = handled.words;
            return true;
        }
        settle(tx, *event, status_after(handled.verdict), handled.words, job.now());
        return true;
    });
    if (waits_because) {
        auto const wait = jobs::delay_after(waits_between_tries(), job.job().attempt, 0.5);
        return job.retry_at(job.now() + wait, *waits_because);
    }
    job.complete([](db::Tx&) {});
}

} // namespace

void add_handling(jobs::Registry& registry, std::vector<Connector> const& connectors)
{
    registry.handle(std::string(handle_job), [&connectors](jobs::JobContext& job) { handle(job, connectors); },
        {.backoff = waits_between_tries()});
    registry.consume("inbound.ends", hear_of_end);
    registry.consume("inbound.notices", tell_of_failure);
    registry.handle(std::string(forget_job), [](jobs::JobContext& job) {
        job.complete([&](db::Tx& tx) { forget_events(tx, job.company_id(), job.now()); });
    });
    registry.schedule({.name = std::string(forget_job),
        .cron = "55 3 * * *",
        .per = jobs::Per::company,
        .fire = [](db::Tx& tx, jobs::Firing const& firing) {
            jobs::enqueue(tx, firing.company_id, firing.now,
                {.kind = std::string(forget_job), .unique_key = std::string(forget_job)});
        }});
}

} // namespace guildhall::inbound
