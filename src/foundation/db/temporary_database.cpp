#include "db/temporary_database.hpp"
#include "base/outcome.hpp"
#include "base/uuid.hpp"
#include "postgres_session.hpp"
#include <cstdlib>
#include <filesystem>

namespace guildhall::db {
namespace {

namespace fs = std::filesystem;

std::string server_url()
{
    auto const* url = std::getenv("GUILDHALL_TEST_POSTGRES");
    check(url && *url, "GUILDHALL_TEST_POSTGRES names the server for tests");
    return url;
}

// postgres://user@host:port/name?options with another name.
std::string with_name(std::string const& url, std::string const& name)
{
    auto const authority = url.find("://") + 3;
    auto const slash = url.find('/', authority);
    auto const question = url.find('?', authority);
    auto const options = question == url.npos ? std::string{} : url.substr(question);
    return url.substr(0, std::min(slash, question)) + "/" + name + options;
}

std::string name_in(std::string const& url)
{
    auto const slash = url.find('/', url.find("://") + 3);
    return url.substr(slash + 1, url.find('?', slash) - slash - 1);
}

} // namespace

bool TemporaryDatabase::has_postgres()
{
    auto const* url = std::getenv("GUILDHALL_TEST_POSTGRES");
    return url && *url;
}

TemporaryDatabase::TemporaryDatabase(std::string const& engine, std::string const& copy_of)
{
    auto id = to_string(make_uuid(system_now()));
    std::erase(id, '-');
    folder_ = (fs::temp_directory_path() / ("guildhall-test-" + id)).string();
    fs::create_directories(folder_);
    if (engine == "sqlite") {
        location_ = folder_ + "/guildhall.db";
        for (auto const* part : {"", "-wal"})
            if (!copy_of.empty() && fs::exists(copy_of + part)) fs::copy_file(copy_of + part, location_ + part);
        return;
    }
    name_ = "guildhall_test_" + id;
    PostgresSession(server_url())
        .run_script("CREATE DATABASE " + name_ + (copy_of.empty() ? "" : " TEMPLATE " + name_in(copy_of)));
    location_ = with_name(server_url(), name_);
}

TemporaryDatabase::~TemporaryDatabase()
{
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    if (name_.empty()) return;
    try {
        PostgresSession(server_url()).run_script("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (std::exception const&) {
        // The server of the test run is thrown away anyway.
    }
}

} // namespace guildhall::db
