#include "db/migration.hpp"
#include <gtest/gtest.h>

namespace guildhall::db {
namespace {

TEST(Dialect, NumbersParametersForPostgres)
{
    EXPECT_EQ(translate_statement(
                  "UPDATE x SET a = ? WHERE b = '?' AND c = ? -- why?\n/*pg: FOR UPDATE*/", Dialect::postgres),
        "UPDATE x SET a = $1 WHERE b = '?' AND c = $2 -- why?\n FOR UPDATE");
    EXPECT_EQ(translate_statement("SELECT ? /*pg: FOR UPDATE*/", Dialect::sqlite), "SELECT ? ");
    EXPECT_EQ(translate_statement("WHERE /*sqlite:+*/a > ?", Dialect::sqlite), "WHERE +a > ?");
    EXPECT_EQ(translate_statement("WHERE /*sqlite:+*/a > ?", Dialect::postgres), "WHERE a > $1");
}

TEST(Dialect, GivesEveryTenantTableRowLevelSecurity)
{
    auto const* sql = "CREATE TABLE lead (company_id UUID NOT NULL, size INTEGER, body BLOB) TENANT;";
    EXPECT_EQ(translate_migration(sql, Dialect::sqlite),
        "CREATE TABLE lead (company_id BLOB NOT NULL, size INTEGER, body BLOB) STRICT, WITHOUT ROWID;");
    auto const postgres = translate_migration(sql, Dialect::postgres);
    EXPECT_NE(postgres.find("company_id uuid NOT NULL, size bigint, body bytea) ;"), std::string::npos) << postgres;
    EXPECT_NE(postgres.find("ALTER TABLE lead FORCE ROW LEVEL SECURITY"), std::string::npos);
}

TEST(Dialect, KeepsLongRowsByNumberOnSqlite)
{
    auto const* sql = "CREATE TABLE letter (company_id UUID NOT NULL, body TEXT) TENANT_LONG_ROWS;";
    EXPECT_EQ(
        translate_migration(sql, Dialect::sqlite), "CREATE TABLE letter (company_id BLOB NOT NULL, body TEXT) STRICT;");
    EXPECT_NE(translate_migration(sql, Dialect::postgres).find("ALTER TABLE letter FORCE ROW LEVEL SECURITY"),
        std::string::npos);
}

TEST(Dialect, LeavesToOneEngineWhatIsMeantForIt)
{
    auto const* sql = "/*sqlite: CREATE TABLE letter (id UUID) TENANT; */CREATE INDEX i ON t (a);";
    EXPECT_EQ(translate_migration(sql, Dialect::sqlite),
        " CREATE TABLE letter (id BLOB) STRICT, WITHOUT ROWID; CREATE INDEX i ON t (a);");
    EXPECT_EQ(translate_migration(sql, Dialect::postgres), "CREATE INDEX i ON t (a);");
    auto const* other = "/*pg: ALTER TABLE t ADD COLUMN n INTEGER;*/DROP INDEX i;";
    EXPECT_EQ(translate_migration(other, Dialect::postgres), " ALTER TABLE t ADD COLUMN n bigint;DROP INDEX i;");
    EXPECT_EQ(translate_migration(other, Dialect::sqlite), "DROP INDEX i;");
}

} // namespace
} // namespace guildhall::db
