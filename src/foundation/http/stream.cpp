#include "http/stream.hpp"
#include <utility>

namespace guildhall::http {

bool Stream::write(std::string_view bytes)
{
    std::unique_lock lock(mutex_);
    if (finished_ || waiting_.size() + bytes.size() > limit_) {
        refused_ = !finished_;
        return false;
    }
    waiting_ += bytes;
    tell(lock);
    return true;
}

void Stream::finish()
{
    std::unique_lock lock(mutex_);
    if (std::exchange(finished_, true)) return;
    tell(lock);
}

void Stream::attach(std::function<void()> wake)
{
    std::lock_guard const lock(mutex_);
    wake_ = std::move(wake);
    told_ = false;
}

Stream::Taken Stream::take()
{
    Taken taken;
    bool had_refused = false;
    {
        std::lock_guard const lock(mutex_);
        taken = {std::exchange(waiting_, {}), finished_};
        told_ = false;
        had_refused = std::exchange(refused_, false);
    }
    if (had_refused && room_) (*room_)();
    return taken;
}

// Outside the lock: what is woken may take at once.
void Stream::tell(std::unique_lock<std::mutex>& lock)
{
    if (!wake_ || std::exchange(told_, true)) return;
    auto const wake = wake_;
    lock.unlock();
    wake();
}

} // namespace guildhall::http
