#include "crypto/crypto.hpp"
#include "token_cache.hpp"
#include <gtest/gtest.h>
#include <thread>

namespace guildhall::identity {
namespace {

Time const noon{std::chrono::seconds{1'800'000'000}};
std::string const key(32, 's'), other_key(32, 'o');

std::string some_token(std::string const& by)
{
    return make_access_token(
        by, {{make_uuid(noon)}, {make_uuid(noon)}, {make_uuid(noon)}, noon + std::chrono::minutes(30)}, noon);
}

TEST(TokenCache, SaysWhatReadingSays)
{
    TokenCache cache;
    for (int i = 0; i < 10'000; ++i) { // more than it holds, so that some are pushed out
        auto const token = some_token(key);
        auto const read = read_access_token(key, token, noon);
        for (int again = 0; again < 2; ++again) {
            auto const cached = cache.read(key, token, noon);
            ASSERT_TRUE(cached);
            EXPECT_EQ(cached->user_id, read->user_id);
            EXPECT_EQ(cached->session_id, read->session_id);
            EXPECT_EQ(cached->company_id, read->company_id);
        }
    }
}

TEST(TokenCache, KnowsNoTokenLongerThanItIsGood)
{
    TokenCache cache;
    auto const token = some_token(key);
    EXPECT_TRUE(cache.read(key, token, noon));
    EXPECT_TRUE(cache.read(key, token, noon + std::chrono::minutes(30) - std::chrono::microseconds(1)));
    EXPECT_FALSE(cache.read(key, token, noon + std::chrono::minutes(30)));
}

TEST(TokenCache, RefusesForgeriesOfWhatItKnows)
{
    TokenCache cache;
    auto const token = some_token(key);
    EXPECT_TRUE(cache.read(key, token, noon));
    for (std::size_t i = 0; i + 1 < token.size(); ++i) { // the last character holds spare bits
        auto forged = token;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(cache.read(key, forged, noon)) << i;
    }
    EXPECT_FALSE(cache.read(key, some_token(other_key), noon));
    EXPECT_FALSE(cache.read(key, "", noon));
}

TEST(TokenCache, IsForAllThreads)
{
    TokenCache cache;
    std::vector<std::string> tokens;
    for (int i = 0; i < 300; ++i) tokens.push_back(some_token(key));
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int round = 0; round < 20; ++round)
                for (auto const& token : tokens) EXPECT_TRUE(cache.read(key, token, noon));
        });
}

} // namespace
} // namespace guildhall::identity
