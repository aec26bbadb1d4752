#include "http/rate_limit.hpp"
#include <gtest/gtest.h>

namespace guildhall::http {
namespace {

using namespace std::chrono_literals;

constexpr Time noon{1'700'000'000'000'000us};

TEST(RateLimits, LetABurstThroughAndThenOneAtATime)
{
    RateLimiter limiter({.auth_per_address = 3, .api_per_user = 0, .anonymous_price_per_address = 30});
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.refuse(RateClass::auth, "10.0.0.7", noon)) << i;
    EXPECT_EQ(limiter.refuse(RateClass::auth, "10.0.0.7", noon), 20); // three a minute: one every 20 seconds
    EXPECT_EQ(limiter.refuse(RateClass::auth, "10.0.0.7", noon + 15s), 5);
    EXPECT_FALSE(limiter.refuse(RateClass::auth, "10.0.0.7", noon + 20s));
    EXPECT_TRUE(limiter.refuse(RateClass::auth, "10.0.0.7", noon + 20s));
}

TEST(RateLimits, AreOfEachCallerAndEachClass)
{
    RateLimiter limiter({.auth_per_address = 1, .api_per_user = 0, .anonymous_price_per_address = 1});
    EXPECT_FALSE(limiter.refuse(RateClass::auth, "10.0.0.7", noon));
    EXPECT_TRUE(limiter.refuse(RateClass::auth, "10.0.0.7", noon));
    EXPECT_FALSE(limiter.refuse(RateClass::auth, "10.0.0.8", noon));
    EXPECT_FALSE(limiter.refuse(RateClass::anonymous_price, "10.0.0.7", noon));
    for (int i = 0; i < 100; ++i) EXPECT_FALSE(limiter.refuse(RateClass::api, "10.0.0.7", noon)); // 0: no limit
}

TEST(RateLimits, DoNotGiveMoreWhenTheClockIsTurnedBack)
{
    RateLimiter limiter({.auth_per_address = 1, .api_per_user = 0, .anonymous_price_per_address = 0});
    EXPECT_FALSE(limiter.refuse(RateClass::auth, "a", noon));
    EXPECT_TRUE(limiter.refuse(RateClass::auth, "a", noon - 1h));
}

// Whoever floods us from a million addresses gets no memory for it, and those who were quiet are forgotten first.
TEST(RateLimits, RememberOnlySoMany)
{
    RateLimiter limiter({.auth_per_address = 1, .api_per_user = 0, .anonymous_price_per_address = 0});
    for (int i = 0; i < 300'000; ++i) limiter.refuse(RateClass::auth, std::to_string(i), noon);
    EXPECT_LE(limiter.remembered(), RateLimiter::most_buckets);
}

TEST(RateLimits, ForgetTheQuietBeforeTheBusy)
{
    RateLimiter limiter({.auth_per_address = 1, .api_per_user = 0, .anonymous_price_per_address = 0});
    for (int i = 0; i < 90'000; ++i) limiter.refuse(RateClass::auth, std::to_string(i), noon);
    EXPECT_FALSE(limiter.refuse(RateClass::auth, "busy", noon + 2min));
    for (int i = 0; i < 20'000; ++i) limiter.refuse(RateClass::auth, "late" + std::to_string(i), noon + 2min);
    EXPECT_TRUE(limiter.refuse(RateClass::auth, "busy", noon + 2min));
}

TEST(RateLimits, CountIPv6ByTheNetworkOfOneCustomer)
{
    EXPECT_EQ(limited_address("10.0.0.7"), "10.0.0.7");
    EXPECT_EQ(limited_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(limited_address("2001:db8:1:2::9"), limited_address("2001:0db8:1:2:ffff::1"));
    EXPECT_NE(limited_address("2001:db8:1:2::9"), limited_address("2001:db8:1:3::9"));
    EXPECT_EQ(limited_address("nonsense:"), "nonsense:");
}

} // namespace
} // namespace guildhall::http
