// kill -9 in the middle of work, again and again: every effect happens once.
#include "fixture.hpp"
#include <csignal>
#include <spawn.h>
#include <sys/wait.h>

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view place_variable = "GUILDHALL_VICTIM_DATABASE", clock_variable = "GUILDHALL_VICTIM_CLOCK";

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
TEST(Victim, DISABLED_WorksUntilItIsKilled)
{
    auto const* place = std::getenv(place_variable.data());
    auto const* clock = std::getenv(clock_variable.data());
    ASSERT_TRUE(place && clock);
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
    pid_t spawn_victim()
    {
        setenv(place_variable.data(), settings.location.c_str(), 1);
        setenv(clock_variable.data(), std::to_string(now().time_since_epoch().count()).c_str(), 1);
        std::string program = "/proc/self/exe", filter = "--gtest_filter=Victim.*",
                    disabled = "--gtest_also_run_disabled_tests", quiet = "--gtest_brief=1";
        char* arguments[] = {program.data(), filter.data(), disabled.data(), quiet.data(), nullptr};
        pid_t process = 0;
        EXPECT_EQ(posix_spawn(&process, program.c_str(), nullptr, nullptr, arguments, environ), 0);
        return process;
    }
    static void kill_hard(pid_t process)
    {
        kill(process, SIGKILL);
        int status = 0;
        EXPECT_EQ(waitpid(process, &status, 0), process);
        EXPECT_TRUE(WIFSIGNALED(status)) << "it was to be killed, not to end by itself";
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
        auto const victim = spawn_victim();
        auto const enough = static_cast<std::size_t>(round * (job_count + event_count) / (rounds + 1));
        EXPECT_TRUE(eventually([&] { return effects_of(ours).size() >= enough && look_at(stuck).attempt == round; }));
        kill_hard(victim);
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
