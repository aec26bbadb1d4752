// The outbox: what is kept is told, once, in order; a consumer's trouble stays its own.
#include "fixture.hpp"
#include "relay.hpp"
#include <latch>

namespace guildhall::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class Outbox : public OnBothEngines {
protected:
    // A consumer that leaves "its name: the event's name".
    static ConsumerFunction leaving(std::string const& consumer)
    {
        return [consumer](db::Tx& tx, Event const& event) {
            leave_effect(tx, event.company_id, consumer + ": " + event.name);
        };
    }
    std::vector<ParkedEvent> parked()
    {
        return database->read_now(db::Scope::of(ours), [&](db::Tx& tx) { return parked_events(tx, ours); });
    }

    Uuid const thing = make_uuid(noon), other_thing = make_uuid(noon);
};

TEST_P(Outbox, TellsEveryConsumerEverythingInOrder)
{
    Registry registry;
    registry.consume("a", leaving("a"));
    std::vector<Event> seen;
    registry.consume("b", [&](db::Tx&, Event const& event) { seen.push_back(event); });
    auto const runner = make_runner(registry);
    auto user = us();
    user.user_id = UserId{make_uuid(noon)};
    database->write_now(db::Scope::of(ours), [&](db::Tx& tx) {
        publish(tx, user, "quote", EventId{thing}, "quote_accepted", std::vector<std::string>{"x", "y"});
        publish(tx, us(), "order", other_thing, "order_placed", std::string("z"));
        return true;
    });
    tell(theirs, thing, "elsewhere");
    EXPECT_EQ(runner->run_until_idle(now()), 6u);
    EXPECT_EQ(runner->run_until_idle(now()), 0u);
    EXPECT_THAT(effects_of(ours), ElementsAre("a: quote_accepted", "a: order_placed"));
    EXPECT_THAT(effects_of(theirs), ElementsAre("a: elsewhere"));
    std::erase_if(seen, [&](Event const& event) { return event.company_id != ours; });
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0].aggregate_kind, "quote");
    EXPECT_EQ(seen[0].aggregate_id, thing);
    EXPECT_EQ(seen[0].user_id, user.user_id);
    EXPECT_EQ(seen[0].occurred_at, now());
    EXPECT_EQ(seen[0].position, 1);
    EXPECT_THAT(seen[0].payload_as<std::vector<std::string>>(), ElementsAre("x", "y"));
    EXPECT_EQ(seen[1].position, 2);
    EXPECT_EQ(seen[1].payload_as<std::string>(), "z");
}

TEST_P(Outbox, TellsNothingOfWhatWasUndone)
{
    Registry registry;
    registry.consume("a", leaving("a"));
    auto const runner = make_runner(registry);
    auto const publish_one = [&](db::Tx& tx) { publish(tx, us(), "thing", thing, "undone", 1L); };
    database->write_now(db::Scope::of(ours), [&](db::Tx& tx) { return publish_one(tx), false; });
    EXPECT_THROW(database->write_now(db::Scope::of(ours),
                     [&](db::Tx& tx) -> bool {
                         publish_one(tx);
                         throw Bug("on purpose");
                     }),
        Bug);
    tell(ours, thing, "kept");
    runner->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), ElementsAre("a: kept"));
}

TEST_P(Outbox, KeepsTheOrderOfConcurrentWriters)
{
    constexpr int writers = 4, events_each = 60;
    Registry registry;
    std::map<Uuid, std::vector<std::int64_t>> seen;
    std::vector<std::int64_t> positions;
    registry.consume("a", [&](db::Tx&, Event const& event) {
        seen[event.aggregate_id].push_back(event.payload_as<std::int64_t>());
        positions.push_back(event.position);
    });
    auto const runner = make_runner(registry);
    std::vector<Uuid> aggregates;
    for (int i = 0; i < writers; ++i) aggregates.push_back(make_uuid(noon));
    std::vector<std::jthread> threads;
    for (auto const& aggregate : aggregates)
        threads.emplace_back([&, aggregate] {
            for (std::int64_t i = 1; i <= events_each; ++i)
                database->write_now(db::Scope::of(ours),
                    [&](db::Tx& tx) { return publish(tx, us(), "thing", aggregate, "counted", i), true; });
        });
    threads.clear();
    // One company, one consumer: the transactions follow one another, so plain vectors do.
    runner->run_until_idle(now());
    for (auto const& aggregate : aggregates) {
        ASSERT_EQ(seen[aggregate].size(), events_each);
        EXPECT_TRUE(std::ranges::is_sorted(seen[aggregate]));
    }
    for (std::size_t i = 0; i < positions.size(); ++i) ASSERT_EQ(positions[i], std::int64_t(i) + 1) << "no gap";
}

TEST_P(Outbox, LeavesOthersAloneWhenAConsumerFails)
{
    Registry registry;
    bool broken = true;
    registry.consume("good", leaving("good"));
    registry.consume("bad", [&](db::Tx& tx, Event const& event) {
        leave_effect(tx, event.company_id, "bad: " + event.name);
        if (broken && event.company_id == ours && event.name == "second") throw std::runtime_error("cannot");
    });
    auto const runner = make_runner(registry);
    for (auto const* name : {"first", "second", "third"}) tell(ours, thing, name), tell(theirs, thing, name);
    runner->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), testing::UnorderedElementsAre("good: first", "good: second", "good: third", "bad: first"));
    EXPECT_EQ(effects_of(theirs).size(), 6u);
    runner->run_until_idle(now());
    EXPECT_EQ(effects_of(ours).size(), 4u) << "it waits for its next try";
    broken = false;
    turn_clock(1s);
    runner->run_until_idle(now());
    auto const all = effects_of(ours);
    ASSERT_EQ(all.size(), 6u);
    EXPECT_EQ(all[4], "bad: second");
    EXPECT_EQ(all[5], "bad: third");
}

TEST_P(Outbox, ParksAnEventAfterItsLastTryAndTakesItUpWhenAsked)
{
    Registry registry;
    bool broken = true;
    int tries = 0;
    registry.consume("bad", [&](db::Tx& tx, Event const& event) {
        if (event.name == "poison") {
            ++tries;
            if (broken) throw std::runtime_error("cannot");
        }
        leave_effect(tx, event.company_id, event.name);
    });
    auto const runner = make_runner(registry);
    tell(ours, thing, "poison");
    tell(ours, thing, "after");
    for (int i = 0; i < 10; ++i) {
        runner->run_until_idle(now());
        turn_clock(1min);
    }
    EXPECT_EQ(tries, 7) << "once in a batch, then six times alone";
    EXPECT_THAT(effects_of(ours), ElementsAre("after"));
    ASSERT_EQ(parked().size(), 1u);
    EXPECT_EQ(parked()[0].consumer, "bad");
    EXPECT_EQ(parked()[0].event.name, "poison");
    EXPECT_EQ(parked()[0].error, "cannot");
    auto const id = parked()[0].event.id;
    EXPECT_THAT(runner->metrics(), testing::HasSubstr("guildhall_outbox_parked 1\n"));
    EXPECT_THROW(runner->retry_parked_event(ours, "bad", id), std::runtime_error);
    EXPECT_EQ(parked().size(), 1u);
    broken = false;
    EXPECT_FALSE(runner->retry_parked_event(theirs, "bad", id));
    EXPECT_FALSE(runner->retry_parked_event(ours, "unknown", id));
    EXPECT_TRUE(runner->retry_parked_event(ours, "bad", id));
    EXPECT_TRUE(parked().empty());
    EXPECT_THAT(effects_of(ours), ElementsAre("after", "poison"));
    EXPECT_FALSE(runner->retry_parked_event(ours, "bad", id));
}

TEST_P(Outbox, LetsANewConsumerBeginWithItsRegistration)
{
    Registry first;
    first.consume("old", leaving("old"));
    make_runner(first);
    tell(ours, thing, "before");
    turn_clock(1s);
    Registry second = first;
    second.consume("new", leaving("new"));
    auto const runner = make_runner(second);
    tell(ours, thing, "after");
    runner->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), testing::UnorderedElementsAre("old: before", "old: after", "new: after"));
    turn_clock(1h);
    tell(ours, thing, "later");
    make_runner(second)->run_until_idle(now());
    EXPECT_EQ(effects_of(ours).size(), 5u);
}

TEST_P(Outbox, TellsOnceThoughManyRelaysRun)
{
    constexpr std::size_t event_count = 100;
    Registry registry;
    registry.consume("a", leaving("a"));
    registry.consume("b", leaving("b"));
    {
        auto const first = make_runner(registry), second = make_runner(registry);
        first->start();
        second->start();
        for (std::size_t i = 0; i < event_count; ++i) tell(ours, thing, std::to_string(i));
        EXPECT_TRUE(eventually([&] { return effects_of(ours).size() >= 2 * event_count; }));
    }
    auto const all = effects_of(ours);
    EXPECT_EQ(all.size(), 2 * event_count);
    std::vector<std::string> of_a, expected;
    for (std::size_t i = 0; i < event_count; ++i) expected.push_back("a: " + std::to_string(i));
    std::ranges::copy_if(all, std::back_inserter(of_a), [](std::string const& name) { return name.starts_with("a"); });
    EXPECT_EQ(of_a, expected);
}

TEST_P(Outbox, ForgetsOldEventsThatEverybodyHasTaken)
{
    Registry registry;
    bool broken = false;
    registry.consume("a", [&](db::Tx& tx, Event const& event) {
        if (broken) throw std::runtime_error("cannot");
        leave_effect(tx, event.company_id, event.name);
    });
    auto const runner = make_runner(registry);
    tell(ours, thing, "taken");
    runner->run_until_idle(now());
    broken = true;
    tell(ours, thing, "waiting");
    runner->run_until_idle(now());
    EXPECT_THAT(runner->metrics(), testing::HasSubstr("guildhall_outbox_waiting{consumer=\"a\"} 1\n"));
    turn_clock(24h * 7 + 1us);
    EXPECT_THAT(runner->metrics(), testing::HasSubstr("guildhall_outbox_lag_seconds{consumer=\"a\"} 604800\n"));
    EXPECT_EQ(forget_old_work(*database, registry, now()), 1);
    broken = false;
    runner->run_until_idle(now());
    EXPECT_THAT(effects_of(ours), ElementsAre("taken", "waiting"));
}

// A consumer asks for a job, the job publishes, and all of it happens in one call.
TEST_P(Outbox, FollowsAChainOfEventsAndJobs)
{
    Registry registry;
    registry.consume("orders", [&](db::Tx& tx, Event const& event) {
        if (event.name == "ordered") enqueue(tx, event.company_id, now(), new_job("pack", event.payload));
        if (event.name == "packed") leave_effect(tx, event.company_id, "done");
    });
    registry.handle("pack", [&](JobContext& context) {
        EXPECT_TRUE(context.complete(
            [&](db::Tx& tx) { publish(tx, context.actor(), "thing", context.job().id, "packed", 1L); }));
    });
    auto const runner = make_runner(registry);
    tell(ours, thing, "ordered");
    EXPECT_EQ(runner->run_until_idle(now()), 3u);
    EXPECT_THAT(effects_of(ours), ElementsAre("done"));
}

GUILDHALL_ON_BOTH_ENGINES(Outbox);

} // namespace
} // namespace guildhall::jobs
