#pragma once
// Slow steps (hashing, analysis, PostgreSQL reads) run here, never on I/O threads.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace guildhall::http {

class WorkPool {
public:
    // `threads` 0: work runs at once in the caller's thread (scenario tests).
    WorkPool(std::size_t threads, std::size_t most_waiting);
    ~WorkPool(); // finishes what waits
    WorkPool(WorkPool const&) = delete;
    WorkPool& operator=(WorkPool const&) = delete;
    // The work is done in the trace of whoever asks for it. False when too much waits already: the caller answers 503.
    bool post(std::move_only_function<void()> work);

private:
    void loop();
    std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::move_only_function<void()>> waiting_;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

} // namespace guildhall::http
