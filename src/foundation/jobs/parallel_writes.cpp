#include "parallel_writes.hpp"

namespace guildhall::jobs {
namespace {

constexpr std::size_t most_under_way = 64;

} // namespace

void ParallelWrites::write(db::Scope scope, db::Database::Body body, std::function<void(std::exception_ptr)> done)
{
    {
        std::unique_lock lock(mutex_);
        finished_.wait(lock, [&] { return under_way_ < most_under_way; });
        ++under_way_;
    }
    database_.write(scope, std::move(body), [this, done = std::move(done)](std::exception_ptr error) {
        std::lock_guard const lock(mutex_);
        if (done) done(error);
        --under_way_;
        finished_.notify_all(); // under the lock: afterwards this object may be gone
    });
}

void ParallelWrites::wait()
{
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return under_way_ == 0; });
}

} // namespace guildhall::jobs
