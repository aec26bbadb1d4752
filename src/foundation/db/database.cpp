#include "db/database.hpp"
#include "base/outcome.hpp"
#include "postgres_database.hpp"
#include "sqlite_database.hpp"

namespace guildhall::db {

std::unique_ptr<Database> Database::open(Settings const& settings)
{
    auto const is_url = settings.location.starts_with("postgres://") || settings.location.starts_with("postgresql://");
    if (is_url) return open_postgres(settings);
    return open_sqlite(settings);
}

bool Database::write_now(Scope scope, std::function<bool(Tx&)> body)
{
    // Shared, because a body may outlive a caller that was interrupted by an exception.
    auto kept = std::make_shared<bool>(false);
    std::promise<void> finished;
    auto future = finished.get_future();
    write(
        scope, [kept, body = std::move(body)](Tx& tx) { return *kept = body(tx); },
        [finished = std::move(finished)](std::exception_ptr error) mutable {
            if (error)
                finished.set_exception(error);
            else
                finished.set_value();
        });
    future.get();
    return *kept;
}

} // namespace guildhall::db
