// The queue: states, keys, retries, cancelling, exactly-once effects, fair shares.
#include "claim.hpp"
#include "dispatcher.hpp"
#include "fixture.hpp"
#include "lane.hpp"
#include <latch>

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct Parcel {
    std::string address;
    std::int64_t weight = 0;
};
BOOST_DESCRIBE_STRUCT(Parcel, (), (address, weight))

class Queue : public OnBothEngines {
protected:
    std::size_t run(Registry registry) { return make_runner(std::move(registry))->run_until_idle(now()); }
    // Counts how often jobs of kind "count" ran.
    Registry counting()
    {
        Registry registry;
        registry.handle("count", [this](JobContext&) { ++runs; });
        return registry;
    }
    Registry failing(HandlerOptions options = {})
    {
        Registry registry;
        registry.handle(
            "fail", [](JobContext&) { throw std::runtime_error("the printer is on fire"); }, std::move(options));
        return registry;
    }
    template <class UseCase> auto decide(UseCase use_case, JobId id, Role role = Role::owner)
    {
        decltype(use_case(std::declval<db::Tx&>(), Actor{}, JobPath{})) outcome;
        database->write_now(db::Scope::of(ours), [&](db::Tx& tx) {
            outcome = use_case(tx, actor_of(ours, role), JobPath{id});
            return outcome.has_value();
        });
        return outcome;
    }
    std::vector<ClaimedJob> claim(std::size_t most, std::string worker = "other")
    {
        std::vector<ClaimedJob> jobs;
        database->write_now(db::Scope::of(ours), [&](db::Tx& tx) {
            jobs = claim_jobs(tx, ours, {std::move(worker), now(), 60s, most});
            return true;
        });
        return jobs;
    }

    std::atomic<int> runs{0};
};

TEST_P(Queue, RunsAJobWithItsPayload)
{
    Registry registry;
    std::vector<std::string> seen;
    registry.handle("deliver", [&](JobContext& context) {
        auto const parcel = context.payload<Parcel>();
        seen.push_back(parcel.address + "/" + std::to_string(parcel.weight));
        EXPECT_EQ(context.company_id(), ours);
        EXPECT_EQ(context.job().attempt, 1);
        context.progress(40, "on the road");
        EXPECT_EQ(look_at(context.job().id).progress, 40);
        EXPECT_EQ(look_at(context.job().id).note, "on the road");
        EXPECT_EQ(look_at(context.job().id).state, JobState::running);
    });
    auto const id = ask_for(new_job("deliver", Parcel{"Алматы \"1\"", 7}));
    EXPECT_EQ(look_at(id).state, JobState::queued);
    EXPECT_EQ(run(registry), 1u);
    EXPECT_THAT(seen, ElementsAre("Алматы \"1\"/7"));
    auto const job = look_at(id);
    EXPECT_EQ(job.state, JobState::succeeded);
    EXPECT_EQ(job.progress, 100);
    EXPECT_EQ(job.attempt, 1);
    EXPECT_EQ(job.finished_at, now());
    EXPECT_EQ(run(registry), 0u);
}

TEST_P(Queue, ForgetsAJobWhoseTransactionIsUndone)
{
    database->write_now(db::Scope::of(ours), [&](db::Tx& tx) { return enqueue(tx, us(), {.kind = "count"}), false; });
    EXPECT_EQ(run(counting()), 0u);
    ask_for({.kind = "count"});
    EXPECT_EQ(run(counting()), 1u);
}

TEST_P(Queue, KeepsOneOpenJobForAKey)
{
    NewJob const job{.kind = "count", .unique_key = "customer 7"};
    auto const first = ask_for(job);
    EXPECT_EQ(ask_for(job), first);
    EXPECT_NE(ask_for({.kind = "count", .unique_key = "customer 8"}), first);
    EXPECT_NE(ask_for(theirs, job), first);
    EXPECT_EQ(run(counting()), 3u);
    auto const second = ask_for(job);
    EXPECT_NE(second, first);
    EXPECT_EQ(run(counting()), 1u);
    EXPECT_EQ(runs, 4);
}

TEST_P(Queue, StartsUrgentJobsFirstAndNoneBeforeItsTime)
{
    Registry registry;
    std::vector<std::string> order;
    registry.handle("say", [&](JobContext& context) { order.push_back(context.payload<std::string>()); });
    auto const say = [&](std::string const& word, JobPriority priority, std::chrono::seconds delay) {
        auto job = new_job("say", word);
        job.priority = priority;
        job.run_at = now() + delay;
        ask_for(job);
    };
    say("tomorrow", JobPriority::urgent, 24h);
    say("low", JobPriority::low, -1h);
    say("normal, later asked, earlier due", JobPriority::normal, -2s);
    say("normal", JobPriority::normal, -1s);
    say("high", JobPriority::high, 0s);
    say("urgent", JobPriority::urgent, 0s);
    run(registry);
    EXPECT_THAT(order, ElementsAre("urgent", "high", "normal, later asked, earlier due", "normal", "low"));
    turn_clock(24h - 1us);
    run(registry);
    EXPECT_EQ(order.size(), 5u);
    turn_clock(1us);
    run(registry);
    EXPECT_EQ(order.back(), "tomorrow");
}

TEST_P(Queue, WaitsLongerAfterEachFailureAndGivesUpAtLast)
{
    auto const registry = failing({.backoff = {.first = 10s, .most = 30s}});
    auto const id = ask_for({.kind = "fail", .max_attempts = 4});
    for (auto const expected : {10s, 20s, 30s}) {
        ASSERT_EQ(run(registry), 1u);
        auto const job = look_at(id);
        ASSERT_EQ(job.state, JobState::failed);
        EXPECT_EQ(job.error, "the printer is on fire");
        EXPECT_GE(job.run_at, now() + expected * 8 / 10);
        EXPECT_LE(job.run_at, now() + expected * 12 / 10);
        turn_clock(job.run_at - now() - 1us);
        EXPECT_EQ(run(registry), 0u);
        turn_clock(1us);
    }
    EXPECT_EQ(run(registry), 1u);
    auto const job = look_at(id);
    EXPECT_EQ(job.state, JobState::dead);
    EXPECT_EQ(job.attempt, 4);
    EXPECT_EQ(job.finished_at, now());
    turn_clock(24h * 30);
    run(registry);
    EXPECT_EQ(look_at(id).attempt, 4);
}

TEST_P(Queue, LetsAPersonRetryADeadJob)
{
    auto const id = ask_for({.kind = "fail", .unique_key = "k", .max_attempts = 1});
    EXPECT_EQ(decide(retry_job, id).error().reason, RetryRefusal::job_not_dead);
    EXPECT_EQ(decide(retry_job, JobId{make_uuid(noon)}).error().reason, RetryRefusal::job_not_found);
    run(failing());
    EXPECT_THAT(look_at(id).allowed_actions, ElementsAre("retry", "drop"));
    auto const newer = ask_for({.kind = "fail", .unique_key = "k"});
    EXPECT_EQ(decide(retry_job, id).error().reason, RetryRefusal::job_already_open);
    EXPECT_TRUE(decide(cancel_job, newer));
    auto const retried = decide(retry_job, id);
    ASSERT_TRUE(retried);
    EXPECT_EQ(retried->state, JobState::queued);
    Registry repaired;
    repaired.handle("fail", [&](JobContext& context) {
        EXPECT_EQ(context.job().attempt, 1);
        ++runs;
    });
    EXPECT_EQ(run(repaired), 1u);
    EXPECT_EQ(look_at(id).state, JobState::succeeded);
    EXPECT_EQ(look_at(id).error, "");
}

TEST_P(Queue, ObeysItsHandler)
{
    Registry registry;
    registry.handle("later",
        [](JobContext& context) { context.retry_at(context.now() + 90s, "the other side asks for patience"); });
    registry.handle("never", [](JobContext& context) { context.give_up("no such customer"); });
    auto const later = ask_for({.kind = "later"});
    auto const never = ask_for({.kind = "never"});
    auto const unknown = ask_for({.kind = "unheard of"});
    run(registry);
    EXPECT_EQ(look_at(later).state, JobState::failed);
    EXPECT_EQ(look_at(later).run_at, now() + 90s);
    EXPECT_EQ(look_at(later).error, "the other side asks for patience");
    EXPECT_EQ(look_at(never).state, JobState::dead);
    EXPECT_EQ(look_at(never).error, "no such customer");
    EXPECT_EQ(look_at(unknown).state, JobState::failed);
    EXPECT_THAT(look_at(unknown).error, testing::HasSubstr("no handler"));
}

TEST_P(Queue, CancelsAWaitingJob)
{
    auto const id = ask_for({.kind = "count"});
    EXPECT_EQ(decide(cancel_job, JobId{make_uuid(noon)}).error().reason, CancelRefusal::job_not_found);
    ASSERT_TRUE(decide(cancel_job, id));
    EXPECT_EQ(look_at(id).state, JobState::cancelled);
    EXPECT_EQ(run(counting()), 0u);
    EXPECT_EQ(decide(cancel_job, id).error().reason, CancelRefusal::job_not_open);
}

TEST_P(Queue, TellsARunningJobThatItIsCancelled)
{
    Registry registry;
    registry.handle("long", [&](JobContext& context) {
        EXPECT_EQ(decide(cancel_job, context.job().id)->state, JobState::running);
        EXPECT_TRUE(context.cancelled());
    });
    registry.handle("deaf", [&](JobContext& context) { EXPECT_TRUE(decide(cancel_job, context.job().id)); });
    registry.handle("failing", [&](JobContext& context) {
        EXPECT_TRUE(decide(cancel_job, context.job().id));
        throw std::runtime_error("broken anyway");
    });
    auto const attentive = ask_for({.kind = "long"}), deaf = ask_for({.kind = "deaf"}),
               fails = ask_for({.kind = "failing"});
    run(registry);
    EXPECT_EQ(look_at(attentive).state, JobState::cancelled);
    EXPECT_EQ(look_at(deaf).state, JobState::succeeded) << "it was done before it could hear";
    EXPECT_EQ(look_at(fails).state, JobState::cancelled) << "no further attempt";
}

TEST_P(Queue, ShowsAJobToTheStaffAndToWhoAskedForIt)
{
    auto customer = actor_of(ours, Role::customer);
    customer.user_id = UserId{make_uuid(noon)};
    auto neighbour = customer;
    neighbour.user_id = UserId{make_uuid(noon)};
    JobId id;
    database->write_now(db::Scope::of(ours),
        [&](db::Tx& tx) { return id = enqueue(tx, customer, {.kind = "fail", .payload = "[7]"}), true; });
    run(failing());
    auto const seen_by = [&](Actor const& actor) {
        return database->read_now(
            db::Scope::of(actor.company_id), [&](db::Tx& tx) { return get_job(tx, actor, {id}); });
    };
    ASSERT_TRUE(seen_by(customer));
    EXPECT_EQ(seen_by(customer)->error, "");
    EXPECT_EQ(seen_by(customer)->payload, std::nullopt);
    EXPECT_EQ(seen_by(neighbour).error().reason, JobRefusal::job_not_found);
    EXPECT_EQ(seen_by(actor_of(ours, Role::manager))->error, "the printer is on fire");
    EXPECT_EQ(seen_by(actor_of(ours, Role::manager))->payload, std::nullopt);
    EXPECT_EQ(seen_by(us())->payload, "[7]");
    EXPECT_EQ(seen_by(actor_of(theirs)).error().reason, JobRefusal::job_not_found);
}

TEST_P(Queue, KeepsEffectAndEndTogether)
{
    Registry registry;
    bool broken = true;
    registry.handle("deliver", [&](JobContext& context) {
        EXPECT_TRUE(context.complete([&](db::Tx& tx) {
            leave_effect(tx, ours, "delivered");
            if (broken) throw std::runtime_error("the bridge is closed");
        }));
    });
    auto const id = ask_for({.kind = "deliver"});
    run(registry);
    EXPECT_TRUE(effects_of(ours).empty());
    EXPECT_EQ(look_at(id).state, JobState::failed);
    broken = false;
    turn_clock(1min);
    run(registry);
    EXPECT_THAT(effects_of(ours), ElementsAre("delivered"));
    EXPECT_EQ(look_at(id).state, JobState::succeeded);
}

TEST_P(Queue, RescuesTheJobOfADeadWorkerAndShutsTheDeadWorkerOut)
{
    auto const id = ask_for({.kind = "deliver"});
    auto const held = claim(1);
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(run(counting()), 0u);
    turn_clock(61s);
    Registry registry;
    registry.handle("deliver", [&](JobContext& context) {
        EXPECT_EQ(context.job().attempt, 2);
        EXPECT_TRUE(context.complete([&](db::Tx& tx) { leave_effect(tx, ours, "by the second"); }));
    });
    // The first worker was only slow: it comes back before, while and after the second has the job.
    JobContext slow(*database, held.front(), [this] { return now(); });
    EXPECT_EQ(run(registry), 1u);
    EXPECT_FALSE(slow.complete([&](db::Tx& tx) { leave_effect(tx, ours, "by the first"); }));
    EXPECT_TRUE(slow.cancelled());
    EXPECT_THAT(effects_of(ours), ElementsAre("by the second"));
    EXPECT_EQ(look_at(id).state, JobState::succeeded);
}

TEST_P(Queue, LetsASlowWorkerFinishWhenNobodyElseHasBegun)
{
    ask_for({.kind = "deliver"});
    JobContext slow(*database, claim(1).front(), [this] { return now(); });
    turn_clock(1h);
    EXPECT_TRUE(slow.complete([&](db::Tx& tx) { leave_effect(tx, ours, "late"); }));
    EXPECT_EQ(run(counting()), 0u);
    EXPECT_THAT(effects_of(ours), ElementsAre("late"));
}

TEST_P(Queue, BuriesAJobThatKillsEveryWorker)
{
    auto const id = ask_for({.kind = "deadly", .max_attempts = 3});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(claim(1).size(), 1u);
        turn_clock(61s);
    }
    EXPECT_TRUE(claim(1).empty());
    EXPECT_EQ(look_at(id).state, JobState::dead);
    EXPECT_NE(look_at(id).error, "");
}

TEST_P(Queue, RenewsALeaseOnlyForItsHolder)
{
    ask_for({.kind = "count"});
    auto const first = claim(1).front();
    auto const renew = [&](ClaimedJob const& job) {
        std::optional<bool> answer;
        database->write_now(
            db::Scope::of(ours), [&](db::Tx& tx) { return answer = renew_lease(tx, job, now() + 60s), true; });
        return answer;
    };
    turn_clock(50s);
    EXPECT_EQ(renew(first), std::optional(false));
    turn_clock(50s);
    EXPECT_TRUE(claim(1).empty()) << "it has given a sign of life";
    turn_clock(11s);
    auto const second = claim(1);
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(renew(first), std::nullopt);
    EXPECT_TRUE(decide(cancel_job, first.id));
    EXPECT_EQ(renew(second.front()), std::optional(true));
}

// One company asks for half of all work; the others must not wait for it.
TEST_P(Queue, SharesTurnsFairlyBetweenCompanies)
{
    constexpr int company_count = 50, jobs_of_big = 5100, jobs_of_small = 100;
    std::vector<CompanyId> companies;
    for (int i = 0; i < company_count; ++i) companies.push_back({make_uuid(noon + std::chrono::milliseconds(i))});
    for (auto const& company : companies)
        database->write_now(db::Scope::of(company), [&](db::Tx& tx) {
            auto const count = company == companies.front() ? jobs_of_big : jobs_of_small;
            for (int i = 0; i < count; ++i) enqueue(tx, actor_of(company), {.kind = "count"});
            return true;
        });
    Dispatcher dispatcher(*database, "me", 60s);
    dispatcher.find_due(now());
    std::map<CompanyId, int> counts;
    int total = 0, most_apart = 0;
    while (dispatcher.has_candidates()) {
        for (auto const& job : dispatcher.claim(16, now())) ++counts[job.company_id], ++total;
        for (auto const& company : companies)
            if (counts[company] < jobs_of_small) // it still waits: nobody may be far ahead of it
                most_apart = std::max(most_apart, counts[companies.front()] - counts[company]);
    }
    EXPECT_EQ(total, 10'000);
    EXPECT_LE(most_apart, 1);
}

// Two processes' worth of workers on one queue.
TEST_P(Queue, DoesEveryJobOnceUnderCompetition)
{
    constexpr int job_count = 300;
    Registry registry;
    registry.handle("deliver", [&](JobContext& context) {
        context.complete([&](db::Tx& tx) { leave_effect(tx, context.company_id(), to_string(context.job().id)); });
    });
    std::vector<std::string> ids;
    for (int i = 0; i < job_count; ++i)
        ids.push_back(to_string(ask_for(i % 3 == 0 ? theirs : ours, {.kind = "deliver"})));
    {
        auto const first = make_runner(registry), second = make_runner(registry);
        first->start();
        second->start();
        EXPECT_TRUE(eventually([&] { return effects_of(ours).size() + effects_of(theirs).size() >= job_count; }));
        EXPECT_TRUE(first->stop());
        EXPECT_TRUE(second->stop());
    }
    auto done = effects_of(ours);
    std::ranges::copy(effects_of(theirs), std::back_inserter(done));
    EXPECT_THAT(done, testing::UnorderedElementsAreArray(ids));
}

TEST_P(Queue, ForgetsWhatIsDoneAndOld)
{
    auto registry = counting();
    registry.handle("never", [](JobContext& context) { context.give_up("no"); });
    auto const done = ask_for({.kind = "count"}), dead = ask_for({.kind = "never"});
    run(registry);
    turn_clock(24h * 7);
    EXPECT_EQ(forget_old_work(*database, registry, now()), 0);
    turn_clock(1us);
    auto const open = ask_for({.kind = "count"});
    EXPECT_EQ(forget_old_work(*database, registry, now()), 2) << "the job, and the event that told of its end";
    EXPECT_THROW(look_at(done), std::bad_expected_access<Refused<JobRefusal>>);
    EXPECT_EQ(look_at(dead).state, JobState::dead);
    turn_clock(24h * 90);
    EXPECT_EQ(forget_old_work(*database, registry, now()), 1);
    EXPECT_EQ(look_at(open).state, JobState::queued);
}

TEST_P(Queue, CountsForMetrics)
{
    ask_for({.kind = "count"});
    ask_for(theirs, {.kind = "count"});
    auto dead = ask_for({.kind = "fail", .max_attempts = 1});
    run(failing());
    EXPECT_EQ(look_at(dead).state, JobState::dead);
    ask_for({.kind = "count", .run_at = now() - 90s});
    claim(1);
    ask_for({.kind = "count", .run_at = now() - 90s});
    auto const text = metrics_text(*database, now());
    EXPECT_THAT(text, testing::HasSubstr("guildhall_jobs{state=\"queued\"} 1\n"));
    EXPECT_THAT(text, testing::HasSubstr("guildhall_jobs{state=\"failed\"} 2\n")) << "no handler for them";
    EXPECT_THAT(text, testing::HasSubstr("guildhall_jobs{state=\"running\"} 1\n"));
    EXPECT_THAT(text, testing::HasSubstr("guildhall_jobs{state=\"dead\"} 1\n"));
    EXPECT_THAT(text, testing::HasSubstr("guildhall_jobs_oldest_due_seconds 90\n"));
}

GUILDHALL_ON_BOTH_ENGINES(Queue);

} // namespace
} // namespace guildhall::jobs
