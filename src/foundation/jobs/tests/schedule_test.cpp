// Schedules: once over all nodes, after downtime as declared, per company or for the installation.
#include "fixture.hpp"
#include "scheduler.hpp"

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Registry::KnownSchedule hourly(AfterDowntime after_downtime)
{
    Registry registry;
    registry.schedule({.name = "hourly", .cron = "0 * * * *", .after_downtime = after_downtime});
    return registry.schedules().front();
}

TEST(Occurrences, FollowThePolicyAfterDowntime)
{
    auto const fired = [](AfterDowntime policy, Time last_at, Time now) {
        return occurrences(hourly(policy), last_at, now).to_fire;
    };
    for (auto const policy : {AfterDowntime::skip, AfterDowntime::once, AfterDowntime::all}) {
        EXPECT_THAT(fired(policy, noon, noon + 59min), ElementsAre());
        EXPECT_THAT(fired(policy, noon, noon + 1h), ElementsAre(noon + 1h));
        EXPECT_THAT(fired(policy, noon, noon + 61min), ElementsAre(noon + 1h));
        EXPECT_EQ(occurrences(hourly(policy), noon, noon + 150min).last, noon + 2h);
    }
    EXPECT_THAT(fired(AfterDowntime::skip, noon, noon + 150min), ElementsAre());
    EXPECT_THAT(fired(AfterDowntime::skip, noon, noon + 181min), ElementsAre(noon + 3h));
    EXPECT_THAT(fired(AfterDowntime::once, noon, noon + 150min), ElementsAre(noon + 2h));
    EXPECT_THAT(fired(AfterDowntime::all, noon, noon + 150min), ElementsAre(noon + 1h, noon + 2h));
    EXPECT_EQ(fired(AfterDowntime::all, noon, noon + 24h * 365).size(), 1000u) << "the rest in the next round";
}

class Schedules : public OnBothEngines {
protected:
    Registry with(Schedule schedule)
    {
        Registry registry;
        registry.schedule(std::move(schedule));
        return registry;
    }
    // Writes the due time down, in the firing's company or in ours.
    ScheduleFunction noting()
    {
        return [this](db::Tx& tx, Firing const& firing) {
            auto const company = firing.company_id == no_company ? ours : firing.company_id;
            leave_effect(tx, company, to_rfc3339(firing.due));
        };
    }
};

TEST_P(Schedules, FireOnceOverAllNodes)
{
    auto const registry = with({.name = "report", .cron = "0 * * * *", .fire = noting()});
    auto const first = make_runner(registry), second = make_runner(registry);
    EXPECT_EQ(first->run_until_idle(now()), 0u);
    turn_clock(1h);
    EXPECT_EQ(first->run_until_idle(now()), 1u);
    EXPECT_EQ(second->run_until_idle(now()), 0u);
    EXPECT_EQ(make_runner(registry)->run_until_idle(now()), 0u) << "nor after a restart";
    turn_clock(1h);
    std::jthread one([&] { first->run_until_idle(now()); });
    second->run_until_idle(now());
    one.join();
    EXPECT_THAT(effects_of(ours), ElementsAre("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z"));
}

TEST_P(Schedules, FireInTheirTimeZone)
{
    auto const runner =
        make_runner(with({.name = "report", .cron = "0 18 * * *", .time_zone = "Asia/Almaty", .fire = noting()}));
    turn_clock(24h);
    runner->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), ElementsAre("2026-03-02T13:00:00Z"));
}

TEST_P(Schedules, CatchUpWithEveryMissedTimeWhenTheySaySo)
{
    auto const registry = with({.name = "report", .cron = "0 * * * *", .after_downtime = AfterDowntime::all, .fire = noting()});
    make_runner(registry);
    turn_clock(150min);
    make_runner(registry)->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), ElementsAre("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z"));
}

TEST_P(Schedules, FireForEveryCompanyOnce)
{
    auto fire = noting();
    bool broken = true;
    auto const registry = with({.name = "report", .cron = "0 * * * *", .per = Per::company, .fire = [&](db::Tx& tx, Firing const& firing) {
                                    fire(tx, firing);
                                    if (broken && firing.company_id == theirs) throw std::runtime_error("cannot");
                                }});
    auto const first = make_runner(registry), second = make_runner(registry);
    turn_clock(1h);
    EXPECT_EQ(first->run_until_idle(now()), 1u);
    EXPECT_EQ(second->run_until_idle(now()), 0u);
    EXPECT_THAT(effects_of(ours), ElementsAre("2026-03-02T13:00:00Z"));
    EXPECT_THAT(effects_of(theirs), ElementsAre());
    broken = false;
    turn_clock(1h);
    EXPECT_EQ(second->run_until_idle(now()), 2u);
    EXPECT_EQ(effects_of(ours).size(), 2u);
    EXPECT_THAT(effects_of(theirs), ElementsAre("2026-03-02T14:00:00Z"));
}

TEST_P(Schedules, TryAgainWhenTheyFail)
{
    auto fire = noting();
    bool broken = true;
    auto const runner = make_runner(with({.name = "report", .cron = "0 * * * *", .fire = [&](db::Tx& tx, Firing const& firing) {
        fire(tx, firing);
        if (broken) throw std::runtime_error("cannot");
    }}));
    turn_clock(1h);
    EXPECT_EQ(runner->run_until_idle(now()), 0u);
    broken = false;
    EXPECT_EQ(runner->run_until_idle(now()), 0u) << "not at once";
    turn_clock(1min);
    EXPECT_EQ(runner->run_until_idle(now()), 1u);
    EXPECT_THAT(effects_of(ours), ElementsAre("2026-03-02T13:00:00Z"));
}

TEST_P(Schedules, CleanUpEveryNight)
{
    Registry registry;
    registry.handle("count", [](JobContext&) {});
    auto const runner = make_runner(registry);
    auto const id = ask_for({.kind = "count"});
    runner->run_until_idle(now());
    EXPECT_EQ(look_at(id).state, JobState::succeeded);
    turn_clock(24h * 8);
    EXPECT_EQ(runner->run_until_idle(now()), 2u) << "the firing and its job";
    EXPECT_THROW(look_at(id), std::bad_expected_access<Refused<JobRefusal>>);
}

GUILDHALL_ON_BOTH_ENGINES(Schedules);

TEST(Registry, RefusesTwoOfOneName)
{
    Registry registry;
    registry.handle("a", {});
    registry.consume("a", {});
    registry.schedule({.name = "a", .cron = "* * * * *"});
    EXPECT_THROW(registry.handle("a", {}), Bug);
    EXPECT_THROW(registry.consume("a", {}), Bug);
    EXPECT_THROW(registry.schedule({.name = "a", .cron = "* * * * *"}), Bug);
    EXPECT_THROW(registry.schedule({.name = "b", .cron = "* * * *"}), Bug);
    EXPECT_THROW(registry.schedule({.name = "b", .cron = "* * * * *", .time_zone = "Mars/Olympus"}), Bug);
}

} // namespace
} // namespace guildhall::jobs
