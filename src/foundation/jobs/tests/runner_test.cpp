// The runner's threads: woken by commits, stopping in time, handing back what they cannot finish.
#include "fixture.hpp"
#include <latch>

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class Threads : public OnBothEngines {
protected:
    // Polls so rarely that only a wake-up after a commit explains progress.
    std::unique_ptr<Runner> make_sleepy_runner(Registry registry, int workers = 2)
    {
        auto how = runner_settings();
        how.poll = 1h;
        how.workers = workers;
        return std::make_unique<Runner>(*database, std::move(registry), how);
    }
};

TEST_P(Threads, WakeUpAfterCommits)
{
    Registry registry;
    registry.consume("packing", [this](db::Tx& tx, Event const& event) {
        enqueue(tx, event.company_id, now(), {.kind = "pack"});
    });
    registry.handle("pack", [&](JobContext& context) {
        context.complete([&](db::Tx& tx) { leave_effect(tx, ours, "packed"); });
    });
    auto const runner = make_sleepy_runner(registry);
    runner->start();
    for (std::size_t i = 1; i <= 3; ++i) {
        tell(ours, make_uuid(noon), "ordered");
        ASSERT_TRUE(eventually([&] { return effects_of(ours).size() == i; }));
    }
    EXPECT_TRUE(runner->stop());
}

TEST_P(Threads, DoWhatWasLeftBeforeTheyStarted)
{
    Registry registry;
    registry.handle("pack", [&](JobContext& context) {
        context.complete([&](db::Tx& tx) { leave_effect(tx, ours, "packed"); });
    });
    for (int i = 0; i < 20; ++i) ask_for({.kind = "pack"});
    auto const runner = make_sleepy_runner(registry);
    runner->start();
    EXPECT_TRUE(eventually([&] { return effects_of(ours).size() == 20; }));
}

TEST_P(Threads, HandBackAJobThatListens)
{
    std::atomic<int> started{0};
    Registry registry;
    registry.handle("long", [&](JobContext& context) {
        ++started;
        while (!context.cancelled()) std::this_thread::yield();
    });
    auto const id = ask_for({.kind = "long"});
    auto const waiting = ask_for({.kind = "long"});
    auto const runner = make_sleepy_runner(registry, 1);
    runner->start();
    ASSERT_TRUE(eventually([&] { return started == 1; }));
    EXPECT_TRUE(runner->stop(30s));
    for (auto const& job : {id, waiting}) {
        EXPECT_EQ(look_at(job).state, JobState::queued);
        EXPECT_EQ(look_at(job).attempt, 0) << "the attempt does not count";
    }
    EXPECT_EQ(started, 1);
}

TEST_P(Threads, HandBackAJobThatDoesNotListenAndShutItOut)
{
    std::latch started(1), released(1);
    std::atomic<bool> deaf_kept{true};
    auto deliver = [&](JobContext& context, std::string const& who) {
        return context.complete([&](db::Tx& tx) { leave_effect(tx, ours, who); });
    };
    Registry deaf;
    deaf.handle("deliver", [&](JobContext& context) {
        started.count_down();
        released.wait();
        deaf_kept = deliver(context, "the deaf one");
    });
    Registry good;
    good.handle("deliver", [&](JobContext& context) { EXPECT_TRUE(deliver(context, "the good one")); });
    auto const id = ask_for({.kind = "deliver"});
    auto stuck = make_sleepy_runner(deaf, 1);
    stuck->start();
    started.wait();
    EXPECT_FALSE(stuck->stop(0ms));
    EXPECT_EQ(look_at(id).state, JobState::queued);
    EXPECT_EQ(make_runner(good)->run_until_idle(now()), 1u);
    released.count_down();
    stuck.reset();
    EXPECT_FALSE(deaf_kept);
    EXPECT_THAT(effects_of(ours), ElementsAre("the good one"));
}

// Workers that vanish with their jobs: nobody hands anything back, only the clock tells.
TEST_P(Threads, LeaveTheirJobsToOthersWhenTheyVanish)
{
    constexpr int job_count = 6;
    std::latch all_started(3), released(1);
    Registry vanishing;
    vanishing.handle("deliver", [&](JobContext& context) {
        all_started.count_down();
        released.wait();
        EXPECT_FALSE(context.complete([&](db::Tx& tx) { leave_effect(tx, ours, "by a ghost"); }));
    });
    Registry good;
    good.handle("deliver", [&](JobContext& context) {
        EXPECT_TRUE(context.complete([&](db::Tx& tx) { leave_effect(tx, ours, to_string(context.job().id)); }));
    });
    std::vector<std::string> ids;
    for (int i = 0; i < job_count; ++i) ids.push_back(to_string(ask_for({.kind = "deliver"})));
    auto ghost = make_sleepy_runner(vanishing, 3);
    ghost->start();
    all_started.wait();
    auto const heir = make_runner(good);
    turn_clock(61s); // no beat of its heart in between: it beats every ten seconds of real time
    EXPECT_EQ(heir->run_until_idle(now()), std::size_t{job_count});
    released.count_down();
    ghost.reset();
    EXPECT_THAT(effects_of(ours), testing::UnorderedElementsAreArray(ids));
}

TEST_P(Threads, KeepMetricsAtHand)
{
    Registry registry;
    auto const runner = make_sleepy_runner(registry);
    EXPECT_THAT(runner->metrics(), testing::HasSubstr("guildhall_jobs{state=\"queued\"} 0"));
    runner->start();
    EXPECT_TRUE(eventually([&] { return runner->metrics().find("guildhall_jobs_oldest_due_seconds") != std::string::npos; }));
}

GUILDHALL_ON_BOTH_ENGINES(Threads);

} // namespace
} // namespace guildhall::jobs
