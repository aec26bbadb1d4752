#pragma once
// Many small transactions at once, so that the database can commit them in groups.
#include "db/database.hpp"
#include <condition_variable>
#include <mutex>

namespace guildhall::jobs {

class ParallelWrites {
public:
    explicit ParallelWrites(db::Database& database)
        : database_(database)
    {
    }
    ~ParallelWrites() { wait(); }
    ParallelWrites(ParallelWrites const&) = delete;
    ParallelWrites& operator=(ParallelWrites const&) = delete;

    // Waits while too many are under way. `done` (may be empty) gets the write's error, on another thread, one at a
    // time.
    void write(db::Scope scope, db::Database::Body body, std::function<void(std::exception_ptr)> done);
    // Until all are done.
    void wait();

private:
    db::Database& database_;
    std::mutex mutex_;
    std::condition_variable finished_;
    std::size_t under_way_ = 0;
};

} // namespace guildhall::jobs
