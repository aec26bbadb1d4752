#include "trace/tracer.hpp"
#include <algorithm>
#include <iterator>

namespace guildhall::trace {

// As every SDK does it (TraceIdRatioBased): the last 56 bits are random, and compared with the share.
bool Tracer::samples(TraceId const& id) const
{
    if (settings_.ratio >= 1) return true;
    std::uint64_t number = 0;
    for (std::size_t i = 9; i < id.size(); ++i) number = number << 8 | id[i];
    return static_cast<double>(number) < settings_.ratio * 0x1p56;
}

void Tracer::take(std::unique_ptr<Record> record)
{
    bool tell = false;
    {
        std::lock_guard const lock(mutex_);
        if (waiting_.size() < settings_.most_waiting) {
            waiting_.push_back(std::move(record));
            tell = waiting_.size() == wanted_;
        }
    }
    if (record) dropped_.fetch_add(1, std::memory_order_relaxed); // outside the lock it is freed, too
    if (tell) arrived_.notify_one();
}

std::vector<std::unique_ptr<Record>> Tracer::collect(std::size_t most, std::chrono::milliseconds at_most)
{
    std::unique_lock lock(mutex_);
    wanted_ = std::max<std::size_t>(most / 2, 1);
    arrived_.wait_for(lock, at_most, [&] { return woken_ || waiting_.size() >= wanted_; });
    woken_ = false;
    std::vector<std::unique_ptr<Record>> taken;
    if (waiting_.size() <= most) return std::exchange(waiting_, {});
    auto const end = waiting_.begin() + static_cast<std::ptrdiff_t>(most);
    std::move(waiting_.begin(), end, std::back_inserter(taken));
    waiting_.erase(waiting_.begin(), end);
    return taken;
}

void Tracer::wake()
{
    {
        std::lock_guard const lock(mutex_);
        woken_ = true;
    }
    arrived_.notify_one();
}

std::size_t Tracer::waiting() const
{
    std::lock_guard const lock(mutex_);
    return waiting_.size();
}

} // namespace guildhall::trace
