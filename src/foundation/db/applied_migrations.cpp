#include "applied_migrations.hpp"
#include "base/outcome.hpp"
#include "db/queries.hpp"
#include <algorithm>
#include <map>

namespace guildhall::db {
namespace {

struct Applied {
    std::string name;
    std::string checksum;
    Time applied_at;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (name, checksum, applied_at))

Tables const tables{{"schema_migration"}};
Select<Applied> const select_applied{tables, "FROM schema_migration ORDER BY name", Reach::all_companies};
Insert<Applied> const insert_applied{tables, "schema_migration", "", Reach::all_companies};

constexpr std::string_view own_table = "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY, "
                                       "checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) GLOBAL;";

std::map<std::string, std::string> read_applied(Session& session, Time now)
{
    std::map<std::string, std::string> applied;
    session.begin(Session::Mode::write);
    Tx tx(session, now);
    for (auto& row : select_applied(tx)) applied[row.name] = row.checksum;
    session.commit();
    return applied;
}

} // namespace

void apply_migrations(Session& session, std::vector<Migration> migrations, Dialect dialect, Time now)
{
    std::ranges::sort(migrations, {}, &Migration::name);
    session.run_script(translate_migration(own_table, dialect));
    auto applied = read_applied(session, now);
    for (auto const& migration : migrations) {
        auto const name = std::string(migration.name);
        auto const checksum = checksum_of(migration.sql);
        if (auto const found = applied.find(name); found != applied.end()) {
            if (found->second != checksum)
                throw Unavailable(
                    "migration " + name + " has changed since it was applied; released migrations never change");
            applied.erase(found);
            continue;
        }
        session.begin(Session::Mode::write);
        session.run_script(translate_migration(migration.sql, dialect)); // may be nothing but comments
        Tx tx(session, now);
        insert_applied(tx, {name, checksum, now});
        session.commit();
    }
    if (!applied.empty())
        throw Unavailable("the database holds migration " + applied.begin()->first +
                          " which this program does not know: it was written by a newer version");
}

} // namespace guildhall::db
