// Against a server of Redis, started for the test.
#include "redis/listener.hpp"
#include "redis_server.hpp"
#include <future>
#include <gmock/gmock.h>

namespace guildhall::redis {
namespace {

// What the server answers; sent again until the link is up.
std::optional<Reply> ask(Link& link, std::vector<std::string> words)
{
    std::promise<std::optional<Reply>> promise;
    auto answer = promise.get_future();
    auto const sent = await_that(
        [&] { return link.send(words, [&](std::optional<Reply> reply) { promise.set_value(std::move(reply)); }); });
    EXPECT_TRUE(sent);
    return answer.get();
}

TEST(Link, AnswersInOrderAndNamesErrors)
{
    RedisServer const server;
    Link link(server.place());
    EXPECT_EQ(ask(link, {"SET", "a", std::string("b\0c", 3)})->text, "OK");
    EXPECT_EQ(ask(link, {"GET", "a"})->text, std::string("b\0c", 3));
    EXPECT_TRUE(ask(link, {"INCR", "a"})->is_error);
    std::vector<std::int64_t> numbers;
    std::promise<void> all;
    for (int i = 0; i < 1'000; ++i)
        ASSERT_TRUE(link.send({"INCR", "n"}, [&](std::optional<Reply> reply) {
            numbers.push_back(reply->number.value());
            if (numbers.size() == 1'000) all.set_value();
        }));
    all.get_future().wait();
    for (std::size_t i = 0; i < numbers.size(); ++i) EXPECT_EQ(numbers[i], static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(link.numbers().unanswered, 0);
}

TEST(Link, SaysThatNobodyIsThereAndComesBack)
{
    RedisServer server;
    Link link(server.place());
    EXPECT_TRUE(ask(link, {"PING"}));
    server.kill();
    // It may learn of it by the next command, which then is not answered, or before.
    await_that([&] { return !link.send({"PING"}, [](auto const&) {}); });
    EXPECT_FALSE(link.is_up());
    server.start();
    EXPECT_EQ(ask(link, {"PING"})->text, "PONG");
    EXPECT_EQ(link.numbers().connections, 2);
}

TEST(Link, DoesNotWaitForAServerThatIsFrozen)
{
    RedisServer server;
    Link link(server.place());
    EXPECT_TRUE(ask(link, {"PING"}));
    server.freeze();
    EXPECT_EQ(ask(link, {"PING"}), std::nullopt);
    EXPECT_FALSE(link.is_up());
}

TEST(Link, OfNobodyTakesNothing)
{
    Link link({.host = "127.0.0.1", .socket = {}, .port = 1, .user = {}, .password = {}});
    EXPECT_FALSE(link.is_up());
    EXPECT_FALSE(link.send({"PING"}, [](auto const&) { FAIL(); }));
}

TEST(Listener, HearsWhatIsSaidAndComesBack)
{
    RedisServer server;
    std::mutex mutex;
    std::vector<std::string> heard;
    auto const has_heard = [&](std::string const& what, std::size_t times) {
        std::lock_guard const lock(mutex);
        return static_cast<std::size_t>(std::ranges::count(heard, what)) >= times;
    };
    Listener const listener(server.place(), "news", [&](std::string_view message) {
        std::lock_guard const lock(mutex);
        heard.emplace_back(message);
    });
    Link link(server.place());
    EXPECT_TRUE(await_that([&] { return has_heard("", 1); })); // it has come to listen
    EXPECT_EQ(ask(link, {"PUBLISH", "news", "a quote"})->number, 1);
    EXPECT_EQ(ask(link, {"PUBLISH", "other", "nothing"})->number, 0);
    EXPECT_TRUE(await_that([&] { return has_heard("a quote", 1); }));
    server.kill();
    server.start();
    EXPECT_TRUE(await_that([&] { return has_heard("", 2); }));
    // The link may learn only now that its server is another.
    EXPECT_TRUE(await_that([&] { return ask(link, {"PUBLISH", "news", "an order"}).has_value(); }));
    EXPECT_TRUE(await_that([&] { return has_heard("an order", 1); }));
}

} // namespace
} // namespace guildhall::redis
