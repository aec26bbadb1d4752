// What people hear of a job while it runs.
#include "fixture.hpp"
#include "jobs/event_reader.hpp"

namespace guildhall::jobs {
namespace {

class Progress : public OnBothEngines {};

TEST_P(Progress, TellsWhoeverAskedHowFarItIs)
{
    Registry registry;
    registry.handle("count", [&](JobContext& context) { context.progress(40); });
    ask_for({.kind = "count"}); // of the program itself: nobody waits for it
    EXPECT_EQ(make_runner(registry)->run_until_idle(now()), 1u);
    auto somebody = us();
    somebody.user_id = UserId{make_uuid(now())};
    database->write_now(
        db::Scope::of(ours), [&](db::Tx& tx) { return enqueue(tx, somebody, {.kind = "count"}), true; });
    EXPECT_EQ(make_runner(registry)->run_until_idle(now()), 1u);
    std::vector<std::string> told;
    for (auto const& event :
        database->read_now(db::Scope::of(ours), [&](db::Tx& tx) { return events_after(tx, ours, 0); }))
        told.push_back(event.name + " " + event.payload);
    EXPECT_THAT(
        told, testing::ElementsAre("job.progressed " + reflect::to_json(JobProgressed{"count", 40, somebody.user_id}),
                  testing::StartsWith("job.succeeded ")));
}

GUILDHALL_ON_BOTH_ENGINES(Progress);

} // namespace
} // namespace guildhall::jobs
