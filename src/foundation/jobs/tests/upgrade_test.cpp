// What an upgrade makes of the jobs that were there before it.
#include "claim.hpp"
#include "fixture.hpp"
#include "lane.hpp"

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

// The database as it was before jobs could be dropped.
class Upgrade : public OnBothEngines {
protected:
    std::vector<db::Migration> first_migrations() const override
    {
        auto all = OnBothEngines::first_migrations();
        std::erase_if(all, [](db::Migration const& migration) { return migration.name >= "0141"; });
        return all;
    }
    void upgrade() { database->migrate(test_migrations()); }
    void claim_all(CompanyId company)
    {
        ClaimTerms const terms{"before", now(), 60s, 10};
        database->write_now(
            db::Scope::of(company), [&](db::Tx& tx) { return !claim_jobs(tx, company, terms).empty(); });
    }
    Job job_of(CompanyId company, JobId id)
    {
        return database->read_now(
            db::Scope::of(company), [&](db::Tx& tx) { return get_job(tx, actor_of(company), {id}).value(); });
    }
};

TEST_P(Upgrade, KeepsJobsAsTheyAre)
{
    auto const id = ask_for({.kind = "deliver", .payload = R"({"to":"Ada"})", .priority = JobPriority::high});
    NewJob const keyed{.kind = "deliver", .run_at = now() + 1h, .unique_key = "once"};
    auto const later = ask_for(keyed);
    upgrade();
    auto const job = look_at(id);
    EXPECT_EQ(job.state, JobState::queued);
    EXPECT_EQ(job.priority, JobPriority::high);
    EXPECT_EQ(job.payload, R"({"to":"Ada"})");
    EXPECT_EQ(job.run_at, now());
    EXPECT_FALSE(job.drop_reason);
    EXPECT_EQ(ask_for(keyed), later) << "its key still stands for it";
}

TEST_P(Upgrade, EndsBulkStepsThatNobodyHandlesAnyMore)
{
    std::vector<std::pair<CompanyId, JobId>> open;
    for (auto const& company : {ours, theirs}) {
        open.emplace_back(company, ask_for(company, {.kind = "quotes.bulk"}));
        claim_all(company); // by a worker that ended with the upgrade
        open.emplace_back(company, ask_for(company, {.kind = "orders.bulk_status"}));
    }
    auto const other = ask_for({.kind = "bulk"});
    upgrade();
    for (auto const& [company, id] : open) {
        auto const job = job_of(company, id);
        EXPECT_EQ(job.state, JobState::dead);
        EXPECT_THAT(job.error, HasSubstr("Run the step again"));
        ASSERT_TRUE(job.finished_at);
        EXPECT_GT(*job.finished_at, system_now() - 24h) << "kept for 90 days from now on";
        EXPECT_LE(*job.finished_at, system_now());
        EXPECT_THAT(job.allowed_actions, testing::Contains("drop"));
    }
    EXPECT_EQ(look_at(other).state, JobState::queued);
}

GUILDHALL_ON_BOTH_ENGINES(Upgrade);

} // namespace
} // namespace guildhall::jobs
