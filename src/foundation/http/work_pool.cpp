#include "http/work_pool.hpp"
#include "trace/trace.hpp"

namespace guildhall::http {

WorkPool::WorkPool(std::size_t threads, std::size_t most_waiting)
    : most_waiting_(most_waiting)
{
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
}

WorkPool::~WorkPool()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    threads_.clear();
}

bool WorkPool::post(std::move_only_function<void()> work)
{
    if (threads_.empty()) return work(), true;
    if (auto asked_in = trace::carry())
        work = [asked_in = std::move(asked_in), work = std::move(work)]() mutable {
            trace::Within const within(asked_in.get());
            work();
        };
    {
        std::lock_guard const lock(mutex_);
        if (waiting_.size() >= most_waiting_) return false;
        waiting_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void WorkPool::loop()
{
    pthread_setname_np(pthread_self(), "work");
    for (;;) {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        auto work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
    }
}

} // namespace guildhall::http
