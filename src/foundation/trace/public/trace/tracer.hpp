#pragma once
// Keeps spans that have ended until they are sent; drops what is too much.
#include "trace/trace.hpp"
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace guildhall::trace {

struct TracerSettings {
    double ratio = 1;                // of the traces that begin here, from 0 to 1
    std::size_t most_waiting = 8192; // spans
};

// Outlives every span and thread that knows it.
class Tracer {
public:
    explicit Tracer(TracerSettings settings = {})
        : settings_(settings)
    {
    }
    Tracer(Tracer const&) = delete;
    Tracer& operator=(Tracer const&) = delete;

    // Whether a trace of this id that begins here is kept: the same answer on every node.
    bool samples(TraceId const& id) const;
    // Never waits for anybody but others who hand over.
    void take(std::unique_ptr<Record> record);

    // At most so many, the oldest first; waits until half as many are there, `at_most` is over, or wake().
    std::vector<std::unique_ptr<Record>> collect(std::size_t most, std::chrono::milliseconds at_most);
    void wake();
    std::size_t waiting() const;
    std::int64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

private:
    TracerSettings const settings_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<std::unique_ptr<Record>> waiting_;
    std::size_t wanted_ = 0; // how many end a wait
    bool woken_ = false;
    std::atomic<std::int64_t> dropped_{0};
};

} // namespace guildhall::trace
