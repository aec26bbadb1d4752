#include "habit.hpp"
#include <gtest/gtest.h>

namespace guildhall::notifications {
namespace {

Time at(std::string_view text) { return parse_rfc3339(text).value(); }
jobs::Zone zone(std::string_view name) { return jobs::Zone::parse(name).value(); }
std::string text_of(std::optional<Time> time) { return time ? to_rfc3339(*time) : "none"; }

TEST(QuietHours, EndInTheMorningOverMidnight)
{
    Quiet const night{22 * 60, 8 * 60};
    auto const almaty = zone("Asia/Almaty"); // UTC+5
    EXPECT_EQ(text_of(quiet_until(night, almaty, at("2026-11-27T16:59:59Z"))), "none");
    EXPECT_EQ(text_of(quiet_until(night, almaty, at("2026-11-27T17:00:00Z"))), "2026-11-28T03:00:00Z");
    EXPECT_EQ(text_of(quiet_until(night, almaty, at("2026-11-27T19:30:00Z"))), "2026-11-28T03:00:00Z");
    EXPECT_EQ(text_of(quiet_until(night, almaty, at("2026-11-28T02:59:59Z"))), "2026-11-28T03:00:00Z");
    EXPECT_EQ(text_of(quiet_until(night, almaty, at("2026-11-28T03:00:00Z"))), "none");
}

TEST(QuietHours, MayLieWithinADay)
{
    Quiet const noon{12 * 60, 13 * 60};
    EXPECT_EQ(text_of(quiet_until(noon, jobs::Zone::utc(), at("2026-11-27T12:30:00Z"))), "2026-11-27T13:00:00Z");
    EXPECT_EQ(text_of(quiet_until(noon, jobs::Zone::utc(), at("2026-11-27T11:59:00Z"))), "none");
    EXPECT_EQ(text_of(quiet_until({60, 60}, jobs::Zone::utc(), at("2026-11-27T01:00:00Z"))), "none");
}

// Berlin: the clock jumps from 2 to 3 on 29 March 2026, and shows 2 to 3 twice on 25 October.
TEST(QuietHours, FollowTheClockThroughSummerTime)
{
    Quiet const night{22 * 60, 7 * 60};
    auto const berlin = zone("Europe/Berlin");
    EXPECT_EQ(text_of(quiet_until(night, berlin, at("2026-03-28T22:00:00Z"))), "2026-03-29T05:00:00Z"); // 7:00 CEST
    EXPECT_EQ(text_of(quiet_until(night, berlin, at("2026-10-24T22:00:00Z"))), "2026-10-25T06:00:00Z"); // 7:00 CET
    // Until an hour that is skipped: over when it would have begun.
    EXPECT_EQ(text_of(quiet_until({22 * 60, 150}, berlin, at("2026-03-29T00:30:00Z"))), "2026-03-29T01:30:00Z");
    // Until an hour that is shown twice: quiet both times.
    Quiet const early{60, 150};
    EXPECT_EQ(text_of(quiet_until(early, berlin, at("2026-10-25T00:15:00Z"))), "2026-10-25T00:30:00Z");
    EXPECT_EQ(text_of(quiet_until(early, berlin, at("2026-10-25T01:15:00Z"))), "2026-10-25T01:30:00Z");
}

TEST(Digest, ComesAtItsHourOfTheZone)
{
    auto const almaty = zone("Asia/Almaty");
    auto const daily = [&](std::string_view now) {
        return to_rfc3339(next_digest(DigestRhythm::daily, 480, 1, almaty, at(now)));
    };
    EXPECT_EQ(daily("2026-11-27T02:59:59Z"), "2026-11-27T03:00:00Z");
    EXPECT_EQ(daily("2026-11-27T03:00:00Z"), "2026-11-28T03:00:00Z");
    auto const monday = [&](std::string_view now) {
        return to_rfc3339(next_digest(DigestRhythm::weekly, 480, 1, almaty, at(now)));
    };
    EXPECT_EQ(monday("2026-11-27T10:00:00Z"), "2026-11-30T03:00:00Z"); // a Friday
    EXPECT_EQ(monday("2026-11-30T02:00:00Z"), "2026-11-30T03:00:00Z");
    EXPECT_EQ(monday("2026-11-30T03:00:00Z"), "2026-12-07T03:00:00Z");
}

TEST(Digest, KeepsItsHourThroughSummerTime)
{
    auto const berlin = zone("Europe/Berlin");
    auto const next = [&](std::string_view now) {
        return to_rfc3339(next_digest(DigestRhythm::daily, 480, 1, berlin, at(now)));
    };
    EXPECT_EQ(next("2026-03-28T08:00:00Z"), "2026-03-29T06:00:00Z"); // 8:00 CET, then 8:00 CEST
    EXPECT_EQ(next("2026-10-24T07:00:00Z"), "2026-10-25T07:00:00Z");
}

TEST(Clock, IsReadAndWritten)
{
    EXPECT_EQ(parse_clock("22:30"), 22 * 60 + 30);
    EXPECT_EQ(parse_clock("00:00"), 0);
    EXPECT_EQ(clock_text(8 * 60 + 5), "08:05");
    for (auto const* bad : {"", "8:00", "24:00", "12:60", "12-30", "ab:cd", "12:3x"})
        EXPECT_FALSE(parse_clock(bad)) << bad;
}

} // namespace
} // namespace guildhall::notifications
