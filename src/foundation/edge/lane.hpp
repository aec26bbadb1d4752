#pragma once
// One I/O thread and the connections that live on it.
#include "answer.hpp"
#include "poller.hpp"
#include "server_state.hpp"
#include "ticket.hpp"
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace guildhall::edge {

using TimePoint = std::chrono::steady_clock::time_point;

// A client that has been let in, on its way to a lane.
struct Accepted {
    Descriptor socket; // non-blocking
    Address peer;
    Admission admission;
};

class Lane final : private Watcher {
public:
    using Task = std::move_only_function<void()>;

    explicit Lane(ServerState& state);
    ~Lane();

    // From any thread.
    void start();
    void post(Task task); // to be done soon, on the lane's thread
    void adopt(Accepted accepted);
    void drain(); // connections close as soon as they have answered
    void stop();  // closes everything and waits for the thread
    std::size_t load() const { return load_.load(std::memory_order_relaxed); }

    // Before start, or on the lane's thread.
    Poller& poller() { return poller_; }
    void call_each_tick(std::function<void()> work) { each_tick_ = std::move(work); }

    // For connections and the acceptor, on the lane's thread.
    ServerState& state() { return state_; }
    AnswerWriter& answers() { return answers_; }
    std::shared_ptr<Mailbox> const& mailbox() const { return mailbox_; }
    std::span<char> receive_buffer() { return receive_buffer_; }
    TimePoint now() const { return now_; }          // when the lane last woke: no request asks the clock
    std::string_view date() const { return date_; } // IMF-fixdate
    void forget(Connection& connection);

private:
    void run();
    void on_events(std::uint32_t events) override; // of the alarm
    void wake();
    void read_date();
    void tick();
    void take_in(Accepted accepted);
    void close_all();
    template <class Work> void for_each_connection(Work work);

    ServerState& state_;
    std::chrono::milliseconds tick_;
    Poller poller_;
    Descriptor alarm_; // an eventfd: rings when another thread has left something
    std::shared_ptr<Mailbox> mailbox_;
    std::mutex mutex_; // of tasks_
    std::vector<Task> tasks_;

    AnswerWriter answers_;
    std::vector<char> receive_buffer_;
    TimePoint now_{};
    std::time_t second_ = 0;
    std::string date_;
    std::vector<std::shared_ptr<Connection>> connections_;
    std::vector<std::shared_ptr<Connection>> closed_; // until no event can name them any more
    std::function<void()> each_tick_;
    std::atomic<std::size_t> load_ = 0;
    bool draining_ = false;
    bool stopped_ = false;
    std::thread thread_;
};

} // namespace guildhall::edge
