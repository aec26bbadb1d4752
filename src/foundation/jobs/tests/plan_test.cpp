// No statement of the queue may walk through a table, those over all companies included.
#include "event_tables.hpp"
#include "fixture.hpp"

namespace guildhall::jobs {
namespace {

class Plans : public OnBothEngines {};

TEST_P(Plans, EveryStatementIsValidAndReachesItsRowsByCompany)
{
    EXPECT_THAT(database->check_statements(), testing::IsEmpty());
}

TEST_P(Plans, NoStatementScans)
{
    if (GetParam() != "sqlite") GTEST_SKIP() << "SQLite tells its plan without values";
    static db::Tables const any{{"job", "job_lane", "event", "event_lane", "event_consumer", "event_cursor",
        "event_parked", "schedule", "schedule_firing", "effect"}};
    int checked = 0;
    for (auto const* statement : db::Statement::all()) {
        if (statement->sql().find("schema_migration") != std::string::npos) continue; // db's own
        database->read(db::Scope::all_companies(), [&](db::Tx& tx) {
            auto plan = tx.start(any, "EXPLAIN QUERY PLAN " + statement->sql());
            while (plan->step()) {
                std::string const step(plan->text(3));
                if (step == "SCAN CONSTANT ROW") continue;
                EXPECT_EQ(step.find("SCAN"), step.npos) << step << " in " << statement->sql();
                EXPECT_EQ(step.find("TEMP B-TREE"), step.npos) << step << " in " << statement->sql();
            }
        });
        ++checked;
    }
    EXPECT_GT(checked, 50);
}

GUILDHALL_ON_BOTH_ENGINES(Plans);

} // namespace
} // namespace guildhall::jobs
