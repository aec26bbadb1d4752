#include "db/database.hpp"
#include "base/outcome.hpp"
#include "postgres_database.hpp"
#include "sqlite_database.hpp"
#include <condition_variable>
#include <mutex>
#include <utility>

namespace guildhall::db {

std::unique_ptr<Database> Database::open(Settings const& settings)
{
    auto const is_url = settings.location.starts_with("postgres://") || settings.location.starts_with("postgresql://");
    if (is_url) return open_postgres(settings);
    return open_sqlite(settings);
}

namespace {

// Where the caller waits. The exception moves to the caller, so that only one thread ever holds it.
struct Waiting {
    std::mutex mutex;
    std::condition_variable wake;
    bool finished = false;
    bool kept = false;
    std::exception_ptr error;
};

} // namespace

bool Database::write_now(Scope scope, std::function<bool(Tx&)> body)
{
    auto const waiting = std::make_shared<Waiting>();
    write(
        scope, [waiting, body = std::move(body)](Tx& tx) { return waiting->kept = body(tx); },
        [waiting](std::exception_ptr error) {
            // Told under the lock: once the caller goes on, nothing of the exception is left here.
            std::lock_guard const lock(waiting->mutex);
            waiting->error = std::move(error);
            waiting->finished = true;
            waiting->wake.notify_one();
        });
    std::unique_lock lock(waiting->mutex);
    waiting->wake.wait(lock, [&] { return waiting->finished; });
    if (waiting->error) std::rethrow_exception(std::exchange(waiting->error, nullptr));
    return waiting->kept;
}

} // namespace guildhall::db
