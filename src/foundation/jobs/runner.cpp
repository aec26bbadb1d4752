#include "jobs/runner.hpp"
#include "crew.hpp"
#include "log/log.hpp"
#include "parked_events.hpp"
#include "relay.hpp"
#include "scheduler.hpp"
#include <algorithm>
#include <unistd.h>

namespace guildhall::jobs {
namespace {

constexpr std::chrono::seconds metrics_age{10};
// Events that come thick and fast are told in batches, so that telling them does not take the writer from who makes
// them; one that comes after a silence is told at once.
constexpr std::chrono::milliseconds between_tellings{20};
constexpr std::size_t jobs_per_turn = 16; // of run_until_idle

std::string process_name()
{
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    return std::string(host) + ":" + std::to_string(getpid());
}

// The nightly clean-up is itself a job, so that one node does it and people see it.
void add_retention(Registry& registry, db::Database& database, Registry const& all)
{
    registry.handle("jobs.retention", [&](JobContext& context) { forget_old_work(database, all, context.now()); });
    registry.schedule({.name = "jobs.retention", .cron = "17 3 * * *", .fire = [](db::Tx& tx, Firing const& firing) {
                           enqueue(tx, no_company, firing.now, {.kind = "jobs.retention", .unique_key = "nightly"});
                       }});
}

} // namespace

struct Runner::Parts {
    Parts(db::Database& db, Registry what, RunnerSettings how)
        : database(db)
        , registry(std::move(what))
        , settings(named(std::move(how)))
        , dispatcher(database, settings.name, settings.lease, settings.tracer)
    {
        add_retention(registry, database, registry);
        auto const now = settings.clock();
        relay.emplace(database, registry.consumers(), now, settings.tracer);
        scheduler.emplace(database, registry.schedules(), settings.companies, now, settings.tracer);
    }
    static RunnerSettings named(RunnerSettings how)
    {
        if (how.name.empty()) how.name = process_name();
        return how;
    }

    void relay_events();
    void fire_schedules();
    void keep();
    bool pause(std::chrono::milliseconds time);

    db::Database& database;
    Registry registry;
    RunnerSettings const settings;
    Dispatcher dispatcher;
    std::optional<Relay> relay;
    std::optional<Scheduler> scheduler;
    Mailbox events{Mailbox::Topic::events};

    std::mutex mutex;
    std::condition_variable stop_called;
    bool stopping = false;
    mutable std::mutex metrics_mutex;
    std::string metrics;
    std::vector<std::thread> threads;
    std::unique_ptr<Crew> crew;
};

// Waits; false when it is time to stop.
bool Runner::Parts::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(mutex);
    return !stop_called.wait_for(lock, time, [&] { return stopping; });
}

void Runner::Parts::relay_events()
{
    std::optional<std::chrono::steady_clock::time_point> last_search;
    while (!events.closed()) try {
            auto const companies = events.wait(last_search ? settings.poll : std::chrono::milliseconds(0));
            if (relay->deliver(companies, settings.clock()) > 0) pause(between_tellings);
            auto const now = std::chrono::steady_clock::now();
            if (last_search && now - *last_search < settings.poll) continue;
            last_search = now;
            relay->deliver_all(settings.clock());
        } catch (std::exception const& error) {
            log::error("events_not_relayed", {{"error", error.what()}});
            pause(settings.poll);
        }
}

void Runner::Parts::fire_schedules()
{
    while (pause(settings.poll)) try {
            scheduler->tick(settings.clock());
        } catch (std::exception const& error) {
            log::error("schedules_not_fired", {{"error", error.what()}});
        }
}

// Signs of life, and fresh metrics.
void Runner::Parts::keep()
{
    auto const beat = std::min<std::chrono::milliseconds>(settings.lease / 4, metrics_age);
    do try {
            crew->renew_leases();
            auto text = metrics_text(database, settings.clock());
            std::lock_guard const lock(metrics_mutex);
            metrics = std::move(text);
        } catch (std::exception const& error) {
            log::error("leases_not_renewed", {{"error", error.what()}});
        }
    while (pause(beat));
}

Runner::Runner(db::Database& database, Registry registry, RunnerSettings settings)
    : parts_(std::make_unique<Parts>(database, std::move(registry), std::move(settings)))
{
}

Runner::~Runner() { stop(std::chrono::milliseconds(0)); }

void Runner::start()
{
    check(!parts_->crew, "a runner is started once");
    auto& parts = *parts_;
    parts.crew = std::make_unique<Crew>(parts.database, parts.registry, parts.settings, parts.dispatcher);
    parts.threads.emplace_back([&parts] { parts.relay_events(); });
    parts.threads.emplace_back([&parts] { parts.fire_schedules(); });
    parts.threads.emplace_back([&parts] { parts.keep(); });
}

bool Runner::stop(std::chrono::milliseconds within)
{
    auto& parts = *parts_;
    {
        std::lock_guard const lock(parts.mutex);
        parts.stopping = true;
    }
    parts.stop_called.notify_all();
    parts.events.close();
    for (auto& thread : parts.threads) thread.join();
    parts.threads.clear();
    return !parts.crew || parts.crew->stop(within);
}

std::size_t Runner::run_until_idle(Time now)
{
    auto& parts = *parts_;
    check(!parts.crew, "a runner with threads does its work by itself");
    auto const clock = [now] { return now; };
    std::size_t total = 0;
    for (;;) {
        auto count = parts.relay->deliver_all(now) + parts.scheduler->tick(now);
        parts.dispatcher.find_due(now);
        while (parts.dispatcher.has_candidates())
            for (auto& job : parts.dispatcher.claim(jobs_per_turn, now)) {
                JobRun(parts.database, parts.registry, std::move(job), clock, parts.settings.tracer).run();
                ++count;
            }
        if (count == 0) return total;
        total += count;
    }
}

std::vector<Registry::KnownSchedule> const& Runner::schedules() const { return parts_->registry.schedules(); }

bool Runner::retry_parked_event(CompanyId company, std::string_view consumer, EventId event)
{
    auto const& consumers = parts_->registry.consumers();
    auto const found = std::ranges::find(consumers, consumer, &Consumer::name);
    return found != consumers.end() && retry_parked(parts_->database, *found, company, event);
}

std::string Runner::metrics() const
{
    if (!parts_->crew) return metrics_text(parts_->database, parts_->settings.clock());
    std::lock_guard const lock(parts_->metrics_mutex);
    return parts_->metrics;
}

} // namespace guildhall::jobs
