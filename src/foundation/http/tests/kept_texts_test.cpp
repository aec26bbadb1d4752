#include "http/kept_texts.hpp"
#include <gtest/gtest.h>
#include <optional>
#include <thread>
#include <vector>

namespace guildhall::http {
namespace {

using namespace std::chrono_literals;

Time const change_time{12h};
Uuid id_of(std::uint8_t n)
{
    Uuid id;
    id.bytes[15] = n;
    return id;
}
TextKey key_of(std::uint8_t n, std::int64_t version = 1) { return {id_of(n), version, change_time, 0}; }

std::optional<std::string> ask(KeptTexts& texts, TextKey const& key, Time now = change_time)
{
    std::string out = "before ";
    return texts.append(key, now, out) ? std::optional(out) : std::nullopt;
}

TEST(KeptTexts, AreFoundByWhatTheyDependOnAndNothingElse)
{
    KeptTexts texts;
    texts.resize(1 << 20);
    texts.keep(key_of(1), {}, "one");
    EXPECT_EQ(ask(texts, key_of(1)), "before one");
    EXPECT_FALSE(ask(texts, key_of(2)));
    EXPECT_FALSE(ask(texts, key_of(1, 2))) << "the record has changed";
    EXPECT_FALSE(ask(texts, {id_of(1), 1, change_time + 1us, 0})) << "the same version came twice";
    EXPECT_FALSE(ask(texts, {id_of(1), 1, change_time, 7})) << "other eyes";
}

TEST(KeptTexts, HoldForTheirTime)
{
    KeptTexts texts;
    texts.resize(1 << 20);
    texts.keep(key_of(1), {.until = change_time}, "open");
    EXPECT_EQ(ask(texts, key_of(1), change_time - 1us), "before open");
    EXPECT_FALSE(ask(texts, key_of(1), change_time));
    texts.keep(key_of(1), {.from = change_time}, "expired");
    EXPECT_EQ(ask(texts, key_of(1), change_time), "before expired");
    EXPECT_FALSE(ask(texts, key_of(1), change_time - 1us)) << "the clock was put back";
}

TEST(KeptTexts, MakeRoomForNewOnesAndKeepWhatIsAskedFor)
{
    KeptTexts texts;
    texts.resize(16 * 2 * 100'000);
    std::string const text(1'000, 'x');
    auto const found = [&](int from, int to) {
        int count = 0;
        for (int n = from; n < to; ++n) count += ask(texts, {id_of(9), n, change_time, 0}).has_value();
        return count;
    };
    for (int n = 0; n < 10'000; ++n) {
        texts.keep({id_of(9), n, change_time, 0}, {}, text);
        ask(texts, {id_of(9), 0, change_time, 0});
    }
    EXPECT_EQ(found(0, 1), 1) << "it was asked for all the time";
    auto const kept = found(1, 10'000);
    EXPECT_GT(kept, 1'000);
    EXPECT_LT(kept, 3'200) << "three megabytes hold no more";
}

TEST(KeptTexts, KeepNothingWithoutRoom)
{
    KeptTexts texts;
    texts.keep(key_of(1), {}, "one");
    EXPECT_FALSE(ask(texts, key_of(1)));
    texts.resize(1 << 20);
    texts.keep(key_of(1), {}, std::string(1 << 19, 'x'));
    EXPECT_FALSE(ask(texts, key_of(1))) << "one text must not push out all others";
}

TEST(KeptTexts, ManyThreadsMayAskAtOnce)
{
    KeptTexts texts;
    texts.resize(100'000);
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int n = 0; n < 5'000; ++n) {
                TextKey const key{id_of(1), n % 50, change_time, 0};
                std::string out;
                if (texts.append(key, change_time, out))
                    EXPECT_EQ(out, std::to_string(n % 50));
                else
                    texts.keep(key, {}, std::to_string(n % 50));
            }
        });
}

} // namespace
} // namespace guildhall::http
