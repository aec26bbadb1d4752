#include "crew.hpp"
#include "lane.hpp"
#include "log/log.hpp"
#include "parallel_writes.hpp"

namespace guildhall::jobs {

Crew::Crew(db::Database& database, Registry const& registry, RunnerSettings const& settings, Dispatcher& dispatcher)
    : database_(database)
    , registry_(registry)
    , settings_(settings)
    , dispatcher_(dispatcher)
    , dispatching_([this] { dispatch(); })
{
    for (int i = 0; i < settings.workers; ++i) workers_.emplace_back([this] { work(); });
}

Crew::~Crew()
{
    stop(std::chrono::milliseconds(0));
    for (auto& worker : workers_) worker.join();
}

void Crew::dispatch()
{
    while (auto const room = wait_for_room()) try {
            dispatch_turn(room);
        } catch (std::exception const& error) {
            log::error("jobs_not_dispatched", {{"error", error.what()}});
            last_search_ = std::chrono::steady_clock::now(); // no sooner than after a poll's time
        }
}

// Waits until workers run out of claimed jobs; 0 when it is time to stop.
std::size_t Crew::wait_for_room()
{
    auto const workers = static_cast<std::size_t>(settings_.workers);
    std::unique_lock lock(mutex_);
    room_made_.wait(lock, [&] { return stopping_ || ready_.size() <= workers / 2; });
    return stopping_ ? 0 : 2 * workers - std::min(held_.size(), 2 * workers - 1);
}

void Crew::dispatch_turn(std::size_t room)
{
    auto const at_once = dispatcher_.has_candidates() || !last_search_;
    auto const waiting_time = at_once ? std::chrono::milliseconds(0) : settings_.poll;
    for (auto const& company : mailbox_.wait(waiting_time)) dispatcher_.add(company);
    auto const now = std::chrono::steady_clock::now();
    if (!last_search_ || now - *last_search_ >= settings_.poll) {
        last_search_ = now;
        dispatcher_.find_due(settings_.clock());
    }
    auto jobs = dispatcher_.claim(room, settings_.clock());
    if (jobs.empty()) return;
    {
        std::lock_guard const lock(mutex_);
        for (auto& job : jobs) {
            ready_.push_back(
                std::make_shared<JobRun>(database_, registry_, std::move(job), settings_.clock, settings_.tracer));
            held_.insert(ready_.back());
        }
    }
    work_arrived_.notify_all();
}

void Crew::work()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        work_arrived_.wait(lock, [&] { return stopping_ || !ready_.empty(); });
        if (stopping_) return;
        auto run = std::move(ready_.front());
        ready_.pop_front();
        room_made_.notify_one();
        lock.unlock();
        run->run();
        lock.lock();
        held_.erase(run);
        run_ended_.notify_all();
    }
}

bool Crew::stop(std::chrono::milliseconds within)
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    mailbox_.close();
    work_arrived_.notify_all();
    room_made_.notify_all();
    if (dispatching_.joinable()) dispatching_.join();
    std::unique_lock lock(mutex_);
    std::vector<Run> const not_begun(ready_.begin(), ready_.end());
    ready_.clear();
    for (auto const& run : not_begun) held_.erase(run);
    for (auto const& run : held_) run->ask_to_stop();
    lock.unlock();
    hand_back(not_begun);
    lock.lock();
    run_ended_.wait_for(lock, within, [&] { return held_.empty(); });
    std::vector<Run> const unfinished(held_.begin(), held_.end());
    lock.unlock();
    hand_back(unfinished);
    for (auto const& run : unfinished) run->note_lost();
    return unfinished.empty();
}

// What cannot be handed back now is rescued when its lease runs out.
void Crew::hand_back(std::vector<Run> const& runs)
{
    auto const now = settings_.clock();
    ParallelWrites writes(database_);
    for (auto const& run : runs)
        writes.write(queue_of(run->job().company_id),
            [run, now](db::Tx& tx) { return settle(tx, run->job(), {.ending = Ending::handed_back}, now); }, {});
}

void Crew::renew_leases()
{
    std::vector<Run> runs;
    {
        std::lock_guard const lock(mutex_);
        runs.assign(held_.begin(), held_.end());
    }
    if (runs.empty()) return;
    trace::Span const span(settings_.tracer, trace::Kind::internal, "renew leases");
    trace::Within const within(span.context());
    auto const until = settings_.clock() + settings_.lease;
    ParallelWrites writes(database_);
    for (auto const& run : runs)
        writes.write(queue_of(run->job().company_id),
            [run, until](db::Tx& tx) {
                auto const cancelled = renew_lease(tx, run->job(), until);
                if (!cancelled)
                    run->note_lost();
                else if (*cancelled)
                    run->note_cancelled();
                return cancelled.has_value();
            },
            {});
}

} // namespace guildhall::jobs
