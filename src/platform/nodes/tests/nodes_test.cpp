// Two nodes and a real Redis between them.
#include "../../../foundation/redis/tests/redis_server.hpp"
#include "nodes/nodes.hpp"
#include <future>
#include <gmock/gmock.h>

namespace guildhall::nodes {
namespace {

using http::RateClass;
using Verdict = http::SharedLimiter::Verdict;

Settings settings_of(redis::RedisServer const& server) { return {.place = server.place(), .prefix = "guildhall:test"}; }

// What the nodes answer; asked again until Redis is there.
Verdict ask(Nodes& node, std::string const& caller, std::int64_t limit, RateClass of = RateClass::api)
{
    std::promise<Verdict> promise;
    auto answer = promise.get_future();
    auto const asked = redis::await_that(
        [&] { return node.ask(of, caller, limit, [&](Verdict verdict) { promise.set_value(verdict); }); });
    EXPECT_TRUE(asked);
    return answer.get();
}
bool passes(Verdict const& verdict) { return verdict.has_value() && !verdict->has_value(); }

// The first node's judge must be up before the second speaks, so both wait for Redis.
TEST(SharedLimits, AreOneBucketForAllNodes)
{
    redis::RedisServer const server;
    Nodes one(settings_of(server)), other(settings_of(server));
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(passes(ask(i % 2 ? other : one, "ada", 5))) << i;
    for (auto* node : {&one, &other}) {
        auto const refused = ask(*node, "ada", 5);
        ASSERT_TRUE(refused && *refused);
        EXPECT_EQ(**refused, 12); // as RateLimiter has it: a token every twelve seconds
    }
    EXPECT_TRUE(passes(ask(other, "bob", 5)));                  // another caller
    EXPECT_TRUE(passes(ask(other, "ada", 5, RateClass::auth))); // another class
}

TEST(SharedLimits, GiveNoTokenTwice)
{
    redis::RedisServer const server;
    Nodes one(settings_of(server)), other(settings_of(server));
    ask(one, "warm", 1);
    ask(other, "warm", 1);
    std::atomic<int> passed = 0, refused = 0;
    std::vector<std::thread> callers;
    for (int t = 0; t < 8; ++t)
        callers.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                auto const verdict = ask(t % 2 ? other : one, "crowd", 7);
                ++(passes(verdict) ? passed : refused);
            }
        });
    for (auto& caller : callers) caller.join();
    EXPECT_EQ(passed, 7);
    EXPECT_EQ(refused, 8 * 50 - 7);
}

TEST(SharedLimits, AreForgottenWithRedisAndNobodyWaitsForIt)
{
    redis::RedisServer server;
    Nodes node(settings_of(server));
    EXPECT_TRUE(passes(ask(node, "ada", 1)));
    server.kill();
    EXPECT_TRUE(redis::await_that([&] { return !node.ask(RateClass::api, "ada", 1, [](Verdict) {}); }));
    EXPECT_FALSE(node.is_reachable());
    EXPECT_THAT(node.metrics(), testing::HasSubstr("guildhall_redis_up 0\n"));
    server.start();
    EXPECT_TRUE(passes(ask(node, "ada", 1)));
    EXPECT_THAT(node.metrics(), testing::HasSubstr("guildhall_redis_up 1\n"));
}

TEST(SharedLimits, UnderstandOnlyNumbers)
{
    EXPECT_EQ(verdict_of(std::nullopt), Verdict{});
    EXPECT_EQ(verdict_of(redis::Reply{.number = {}, .text = "OOM command not allowed", .is_error = true}), Verdict{});
    EXPECT_EQ(verdict_of(redis::Reply{.number = {}, .text = "OK"}), Verdict{});
    EXPECT_TRUE(passes(verdict_of(redis::Reply{.number = 0, .text = {}})));
    EXPECT_EQ(**verdict_of(redis::Reply{.number = 3, .text = {}}), 3);
}

} // namespace
} // namespace guildhall::nodes
