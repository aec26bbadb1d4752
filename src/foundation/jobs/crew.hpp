#pragma once
// The threads that run jobs: one that claims, several that work.
#include "dispatcher.hpp"
#include "jobs/runner.hpp"
#include "mailbox.hpp"
#include "run_job.hpp"
#include <thread>

namespace guildhall::jobs {

class Crew {
public:
    Crew(db::Database& database, Registry const& registry, RunnerSettings const& settings, Dispatcher& dispatcher);
    // Waits for running handlers, however long they take.
    ~Crew();
    Crew(Crew const&) = delete;
    Crew& operator=(Crew const&) = delete;

    // See Runner::stop.
    bool stop(std::chrono::milliseconds within);
    // A sign of life for every job held here; learns which are cancelled or lost.
    void renew_leases();

private:
    using Run = std::shared_ptr<JobRun>;
    void dispatch();
    void dispatch_turn(std::size_t room);
    std::size_t wait_for_room();
    void work();
    void hand_back(std::vector<Run> const& runs);

    db::Database& database_;
    Registry const& registry_;
    RunnerSettings const& settings_;
    Dispatcher& dispatcher_;
    Mailbox mailbox_{Mailbox::Topic::jobs};
    std::optional<std::chrono::steady_clock::time_point> last_search_;

    std::mutex mutex_;
    std::condition_variable work_arrived_, room_made_, run_ended_;
    bool stopping_ = false;
    std::deque<Run> ready_; // claimed, not begun
    std::set<Run> held_;    // claimed, begun or not
    std::thread dispatching_;
    std::vector<std::thread> workers_;
};

} // namespace guildhall::jobs
