// A person lets go of a job that failed for good.
#include "fixture.hpp"

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class Drop : public OnBothEngines {
protected:
    Registry failing()
    {
        Registry registry;
        registry.handle("fail", [](JobContext&) { throw std::runtime_error("the printer is on fire"); });
        return registry;
    }
    Outcome<Job, DropRefusal> drop(JobId id, std::optional<std::string> const& reason = {})
    {
        DropJob wish{id, {}};
        if (reason) wish.reason.emplace().value = *reason;
        Outcome<Job, DropRefusal> outcome;
        database->write_now(db::Scope::of(ours), [&](db::Tx& tx) {
            outcome = drop_job(tx, us(), wish);
            return outcome.has_value();
        });
        return outcome;
    }
    std::vector<std::string> told()
    {
        std::vector<std::string> names;
        Registry registry = failing();
        registry.consume("ear", [&](db::Tx&, Event const& event) { names.push_back(event.name); });
        make_runner(registry)->run_until_idle(now());
        return names;
    }

    NewJob const job{.kind = "fail", .unique_key = "printer", .max_attempts = 1};
};

TEST_P(Drop, EndsADeadJobAndSaysWhy)
{
    told(); // from now on
    auto const id = ask_for(job);
    EXPECT_THAT(told(), ElementsAre("job.dead"));
    EXPECT_THAT(look_at(id).allowed_actions, ElementsAre("retry", "drop"));
    turn_clock(1h);
    auto const dropped = drop(id, "The printer is sold.").value();
    EXPECT_EQ(dropped.state, JobState::dropped);
    EXPECT_EQ(dropped.drop_reason, "The printer is sold.");
    EXPECT_EQ(dropped.error, "the printer is on fire") << "what happened stays true";
    EXPECT_EQ(dropped.finished_at, now());
    EXPECT_THAT(dropped.allowed_actions, testing::IsEmpty());
    EXPECT_THAT(told(), ElementsAre("job.dropped"));
    EXPECT_THAT(metrics_text(*database, now()), HasSubstr("guildhall_jobs{state=\"dead\"} 0\n"));
}

TEST_P(Drop, RefusesWhatIsNotDead)
{
    auto const id = ask_for(job);
    auto const waiting = drop(id).error();
    EXPECT_EQ(waiting.reason, DropRefusal::job_not_dead);
    EXPECT_EQ(waiting.detail, "The job is queued. What can be done with it: cancel.");
    told();
    EXPECT_TRUE(drop(id));
    auto const twice = drop(id).error();
    EXPECT_EQ(twice.reason, DropRefusal::job_not_dead);
    EXPECT_EQ(twice.detail, "The job is dropped. What can be done with it: nothing.");
    EXPECT_EQ(drop(JobId{make_uuid(now())}).error().reason, DropRefusal::job_not_found);
}

TEST_P(Drop, FreesItsKeyAndIsForgottenAfterAWeek)
{
    auto const id = ask_for(job);
    told();
    turn_clock(24h * 30);
    EXPECT_TRUE(drop(id));
    EXPECT_NE(ask_for(job), id) << "its key stands in nobody's way";
    turn_clock(24h * 7);
    forget_old_work(*database, failing(), now());
    EXPECT_EQ(look_at(id).state, JobState::dropped);
    turn_clock(1us);
    forget_old_work(*database, failing(), now());
    EXPECT_THROW(look_at(id), std::bad_expected_access<Refused<JobRefusal>>);
}

GUILDHALL_ON_BOTH_ENGINES(Drop);

} // namespace
} // namespace guildhall::jobs
