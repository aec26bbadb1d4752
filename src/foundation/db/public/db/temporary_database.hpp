#pragma once
// A database of its own for one test, gone with it: a file, or a database of the PostgreSQL server that
// GUILDHALL_TEST_POSTGRES names.
#include <string>

namespace guildhall::db {

class TemporaryDatabase {
public:
    // engine: "sqlite" or "postgres". `copy_of`: the location of another one that nobody has open; it starts as its
    // copy.
    explicit TemporaryDatabase(std::string const& engine, std::string const& copy_of = {});
    ~TemporaryDatabase();
    TemporaryDatabase(TemporaryDatabase const&) = delete;
    TemporaryDatabase& operator=(TemporaryDatabase const&) = delete;
    // For db::Settings::location.
    std::string const& location() const { return location_; }
    // A directory of its own, for files beside the database.
    std::string const& folder() const { return folder_; }
    static bool has_postgres();

private:
    std::string location_, folder_, name_;
};

} // namespace guildhall::db
