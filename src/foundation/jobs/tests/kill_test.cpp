// kill -9 in the middle of work, again and again: every effect happens once.
#include "fixture.hpp"
#include "victim.hpp"

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;

constexpr char const *place_variable = "GUILDHALL_VICTIM_DATABASE", *clock_variable = "GUILDHALL_VICTIM_CLOCK";

Registry working(bool gets_stuck)
{
    Registry registry;
    registry.handle("deliver", [](JobContext& context) {
        context.complete(
            [&](db::Tx& tx) { leave_effect(tx, context.company_id(), "job " + context.payload<std::string>()); });
    });
    registry.handle("stuck", [gets_stuck](JobContext& context) {
        context.progress(50);
        while (gets_stuck) pause();
        context.complete([&](db::Tx& tx) { leave_effect(tx, context.company_id(), "job stuck"); });
    });
    registry.consume("witness", [](db::Tx& tx, Event const& event) {
        leave_effect(tx, event.company_id, "event " + event.payload_as<std::string>());
    });
    return registry;
}

// The other process: this test program, called with this test alone.
TEST(Working, DISABLED_UntilItIsKilled)
{
    auto const place = Victim::told(place_variable), clock = Victim::told(clock_variable);
    ASSERT_FALSE(place.empty() || clock.empty());
    Time const now(std::chrono::microseconds(std::stoll(clock)));
    auto const database = db::Database::open({.location = place, .clock = [=] { return now; }});
    RunnerSettings how;
    how.workers = 3;
    how.clock = [=] { return now; };
    Runner runner(*database, working(true), how);
    runner.start();
    for (;;) pause();
}

class Kill : public OnBothEngines {
protected:
    Victim spawn_victim()
    {
        return Victim("Working.*",
            {{place_variable, settings.location}, {clock_variable, std::to_string(now().time_since_epoch().count())}});
    }
};

TEST_P(Kill, LosesNothingAndDoesNothingTwice)
{
    constexpr int job_count = 90, event_count = 60, rounds = 3;
    make_runner(working(false)); // registers the consumer before the first event
    std::vector<std::string> expected{"job stuck"};
    auto const stuck = ask_for({.kind = "stuck", .priority = JobPriority::urgent});
    for (int i = 0; i < job_count; ++i) {
        ask_for(new_job("deliver", std::to_string(i)));
        expected.push_back("job " + std::to_string(i));
    }
    for (int i = 0; i < event_count; ++i) {
        database->write_now(db::Scope::of(ours),
            [&](db::Tx& tx) { return publish(tx, us(), "thing", make_uuid(noon), "told", std::to_string(i)), true; });
        expected.push_back("event " + std::to_string(i));
    }
    for (int round = 1; round <= rounds; ++round) {
        auto victim = spawn_victim();
        auto const enough = static_cast<std::size_t>(round * (job_count + event_count) / (rounds + 1));
        EXPECT_TRUE(eventually([&] { return effects_of(ours).size() >= enough && look_at(stuck).attempt == round; }));
        victim.kill();
        EXPECT_EQ(look_at(stuck).state, JobState::running);
        turn_clock(1h);
    }
    make_runner(working(false))->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), testing::UnorderedElementsAreArray(expected));
    EXPECT_EQ(look_at(stuck).attempt, rounds + 1);
}

GUILDHALL_ON_BOTH_ENGINES(Kill);

} // namespace
} // namespace guildhall::jobs
