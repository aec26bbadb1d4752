#include "base/actor.hpp"
#include "base/money.hpp"
#include "base/outcome.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include <gtest/gtest.h>
#include <limits>
#include <set>

namespace guildhall {
namespace {

TEST(Uuid, TravelsThroughTextAndSortsByTime)
{
    auto const early = make_uuid(Time{std::chrono::seconds{1'700'000'000}});
    auto const late = make_uuid(Time{std::chrono::seconds{1'700'000'001}});
    EXPECT_LT(early, late);
    EXPECT_EQ(parse_uuid(to_string(early)), early);
    EXPECT_EQ(to_string(early)[14], '7');
    std::set<Uuid> seen;
    Uuid before = make_uuid(Time{std::chrono::seconds{1}});
    for (int i = 0; i < 3'000; ++i) {
        auto const next = make_uuid(Time{std::chrono::seconds{1}});
        EXPECT_LT(before, next);
        before = next;
    }
    for (int i = 0; i < 10'000; ++i) seen.insert(make_uuid(Time{std::chrono::seconds{1}}));
    EXPECT_EQ(seen.size(), 10'000u);
}

TEST(Uuid, RefusesEverythingButTheCanonicalForm)
{
    for (auto const* bad : {"", "0", "018c2f3a-1111-7abc-8def-00112233445", "018c2f3a-1111-7abc-8def-0011223344556",
             "018c2f3a+1111-7abc-8def-001122334455", "{18c2f3a-1111-7abc-8def-001122334455",
             "018c2f3a11117abc8def001122334455"})
        EXPECT_FALSE(parse_uuid(bad)) << bad;
}

TEST(Money, ReadsAndWritesDecimalText)
{
    EXPECT_EQ(parse_money("120.50", 2), Money{12050});
    EXPECT_EQ(parse_money("120", 2), Money{12000});
    EXPECT_EQ(parse_money("0.500", 2), Money{50});
    EXPECT_EQ(parse_money("-0.05", 2), Money{-5});
    EXPECT_EQ(to_decimal(Money{-5}, 2), "-0.05");
    EXPECT_EQ(to_decimal(Money{1200}, 0), "1200");
    EXPECT_EQ(to_decimal(Money{std::numeric_limits<std::int64_t>::min()}, 2), "-92233720368547758.08");
    for (auto const* bad : {"", "-", ".", "1.", ".5", "1.005", "1e5", " 1", "1 ", "NaN", "1,00", "12345678901234567"})
        EXPECT_FALSE(parse_money(bad, 2)) << bad;
}

TEST(Money, RoundsHalfToEven)
{
    EXPECT_EQ(scale_half_even(5, 1, 2), 2);
    EXPECT_EQ(scale_half_even(7, 1, 2), 4);
    EXPECT_EQ(scale_half_even(-5, 1, 2), -2);
    EXPECT_EQ(scale_half_even(-7, 1, 2), -4);
    EXPECT_EQ(scale_half_even(10, 1, 3), 3);
    EXPECT_EQ(round_to_money(0.125, 2), Money{12});
    EXPECT_EQ(round_to_money(0.375, 2), Money{38});
    EXPECT_THROW(round_to_money(std::numeric_limits<double>::quiet_NaN(), 2), Bug);
    EXPECT_THROW(Money{std::numeric_limits<std::int64_t>::max()} + Money{1}, Bug);
    EXPECT_EQ(minor_digits(*parse_currency("JPY")), 0);
    EXPECT_EQ(minor_digits(*parse_currency("KZT")), 2);
    EXPECT_EQ(minor_digits(*parse_currency("KWD")), 3);
    EXPECT_FALSE(parse_currency("usd"));
}

TEST(Time, TravelsThroughRfc3339)
{
    auto const time = parse_rfc3339("2026-11-20T11:06:00.250Z");
    ASSERT_TRUE(time);
    EXPECT_EQ(to_rfc3339(*time), "2026-11-20T11:06:00.25Z");
    EXPECT_EQ(parse_rfc3339("2026-11-20T16:06:00.25+05:00"), time);
    EXPECT_EQ(to_rfc3339(*parse_rfc3339("2024-02-29")), "2024-02-29T00:00:00Z");
    for (auto const* bad : {"", "2026", "2026-13-01", "2025-02-29", "2026-11-20T25:00:00Z", "2026-11-20T11:06:00",
             "2026-11-20T11:06:00.Z", "1969-12-31T23:59:59Z", "2026-11-20T11:06:00Zx"})
        EXPECT_FALSE(parse_rfc3339(bad)) << bad;
}

TEST(Rights, FollowFromTheRole)
{
    EXPECT_TRUE(rights_of(Role::customer).has(Right::quotes_create));
    EXPECT_FALSE(rights_of(Role::customer).has(Right::quotes_read));
    EXPECT_TRUE(rights_of(Role::owner).covers(rights_of(Role::manager)));
    EXPECT_FALSE(rights_of(Role::manager).covers(rights_of(Role::owner)));
    EXPECT_EQ(dotted(Right::quotes_manage), "quotes.manage");
    EXPECT_EQ(role_of("operator"), Role::operator_);
    EXPECT_FALSE(role_of("operator_"));
}

} // namespace
} // namespace guildhall
