// Cron expressions as a table: expression, zone, instant, the next instants.
#include "base/outcome.hpp"
#include "jobs/cron.hpp"
#include <gtest/gtest.h>
#include <vector>

namespace guildhall::jobs {
namespace {

struct Case {
    std::string_view cron, zone, after;
    std::vector<std::string> next; // one after the other; the last "" means never again
};

std::vector<Case> const cases{
    {"* * * * *", "UTC", "2026-03-02T12:00:00Z", {"2026-03-02T12:01:00Z", "2026-03-02T12:02:00Z"}},
    {"* * * * *", "UTC", "2026-03-02T12:00:59.999999Z", {"2026-03-02T12:01:00Z"}},
    {"*/15 * * * *", "UTC", "2026-03-02T12:44:00Z", {"2026-03-02T12:45:00Z", "2026-03-02T13:00:00Z"}},
    {"5/20 * * * *", "UTC", "2026-03-02T12:00:00Z",
        {"2026-03-02T12:05:00Z", "2026-03-02T12:25:00Z", "2026-03-02T12:45:00Z", "2026-03-02T13:05:00Z"}},
    {"0 8-10,14 * * *", "UTC", "2026-03-02T09:00:00Z",
        {"2026-03-02T10:00:00Z", "2026-03-02T14:00:00Z", "2026-03-03T08:00:00Z"}},
    {"0 0-23/6 * * *", "UTC", "2026-03-02T12:00:00Z", {"2026-03-02T18:00:00Z", "2026-03-03T00:00:00Z"}},
    {"0 2 * * mon", "UTC", "2026-03-02T02:00:00Z", {"2026-03-09T02:00:00Z", "2026-03-16T02:00:00Z"}},
    {"0 2 * * MON-Fri", "UTC", "2026-03-06T02:00:00Z", {"2026-03-09T02:00:00Z"}},
    {"0 2 * * 5-7", "UTC", "2026-03-02T00:00:00Z",
        {"2026-03-06T02:00:00Z", "2026-03-07T02:00:00Z", "2026-03-08T02:00:00Z", "2026-03-13T02:00:00Z"}},
    {"0 2 * * 0", "UTC", "2026-03-02T00:00:00Z", {"2026-03-08T02:00:00Z"}},
    // Month ends: a month without the day is left out.
    {"0 0 31 * *", "UTC", "2026-01-31T00:00:00Z", {"2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z", "2026-07-31T00:00:00Z"}},
    {"0 0 30 * *", "UTC", "2026-01-30T12:00:00Z", {"2026-03-30T00:00:00Z", "2026-04-30T00:00:00Z"}},
    {"59 23 31 12 *", "UTC", "2026-12-31T23:58:59Z", {"2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z"}},
    {"0 0 1 jan,jul *", "UTC", "2026-03-02T12:00:00Z", {"2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z"}},
    // Leap days, and the century without one.
    {"0 0 29 2 *", "UTC", "2026-03-02T12:00:00Z", {"2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"}},
    {"0 0 29 feb *", "UTC", "2096-02-29T00:00:00Z", {"2104-02-29T00:00:00Z"}},
    {"0 0 28-29 2 *", "UTC", "2027-02-28T00:00:00Z", {"2028-02-28T00:00:00Z", "2028-02-29T00:00:00Z", "2029-02-28T00:00:00Z"}},
    {"0 0 31 2 *", "UTC", "2026-03-02T12:00:00Z", {""}},
    {"0 0 31 4,6,9,11 *", "UTC", "2026-03-02T12:00:00Z", {""}},
    // Both days restricted: either suffices (crontab(5)).
    {"0 0 13 * fri", "UTC", "2026-03-02T12:00:00Z",
        {"2026-03-06T00:00:00Z", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z"}},
    {"0 0 */10 * fri", "UTC", "2026-03-02T12:00:00Z", {"2026-07-31T00:00:00Z"}}, // a `*` in it: both
    // Zones.
    {"0 8 * * *", "+05:00", "2026-03-02T12:00:00Z", {"2026-03-03T03:00:00Z"}},
    {"30 23 31 * *", "-03:30", "2026-03-02T12:00:00Z", {"2026-04-01T03:00:00Z"}},
    {"0 8 * * *", "Asia/Almaty", "2026-03-02T12:00:00Z", {"2026-03-03T03:00:00Z"}},
    // 29 March 2026, Berlin: 02:00 becomes 03:00. A time in the gap is taken an hour later, once.
    {"30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z",
        {"2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"}},
    {"0 3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", {"2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"}},
    {"*/30 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", {"2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"}},
    // 25 October 2026, Berlin: 03:00 becomes 02:00 again. A time in that hour counts once …
    {"30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", {"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}},
    {"0 8 * * *", "Europe/Berlin", "2026-10-24T07:00:00Z", {"2026-10-25T07:00:00Z", "2026-10-26T07:00:00Z"}},
    // … but what runs every hour runs in every hour that passes.
    {"30 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z",
        {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"}},
    {"*/20 * * * *", "Europe/Berlin", "2026-10-25T00:40:00Z", {"2026-10-25T01:00:00Z", "2026-10-25T01:20:00Z"}},
};

TEST(Cron, NamesTheNextTime)
{
    for (auto const& c : cases) {
        SCOPED_TRACE(std::string(c.cron) + " " + std::string(c.zone) + " after " + std::string(c.after));
        auto const cron = Cron::parse(c.cron);
        auto const zone = Zone::parse(c.zone);
        ASSERT_TRUE(cron) << cron.error();
        ASSERT_TRUE(zone);
        auto at = parse_rfc3339(c.after).value();
        for (auto const& expected : c.next) {
            auto const next = next_time(*cron, *zone, at);
            ASSERT_EQ(next ? to_rfc3339(*next) : "", expected);
            if (next) at = *next;
        }
    }
}

// Whatever the zone does, times rise and none is found twice.
TEST(Cron, RisesThroughAWholeYearOfClockChanges)
{
    for (auto const* zone_name : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"})
        for (auto const* text : {"*/10 * * * *", "15 1-3 * * *", "45 2 * * *"}) {
            auto const cron = Cron::parse(text).value();
            auto const zone = Zone::parse(zone_name).value();
            auto at = parse_rfc3339("2026-01-01T00:00:00Z").value();
            auto const end = parse_rfc3339("2027-01-01T00:00:00Z").value();
            int count = 0;
            for (auto next = next_time(cron, zone, at); next && *next < end; next = next_time(cron, zone, at), ++count) {
                ASSERT_GT(*next, at) << text << " in " << zone_name;
                if (cron.every_hour()) {
                    ASSERT_EQ(*next - at, std::chrono::minutes(10)) << text << " in " << zone_name;
                }
                at = *next;
            }
            EXPECT_GE(count, 364) << text << " in " << zone_name;
        }
}

TEST(Cron, SaysWhatItDoesNotUnderstand)
{
    for (auto const* text : {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *",
             "* * * 13 *", "* * * * 8", "a * * * *", "* * * foo *", "5-1 * * * *", "*/0 * * * *", "*/99 * * * *",
             "1,,2 * * * *", "1- * * * *", "-1 * * * *", "1/ * * * *", "1.5 * * * *", "99999999999999999999 * * * *",
             "mon * * * *", "* * * * mon-sun", "@daily"})
        EXPECT_FALSE(Cron::parse(text)) << text;
    EXPECT_EQ(Cron::parse("* 25 * * *").error(), "the hour field does not understand \"25\"");
}

TEST(Zone, KnowsNamesAndOffsets)
{
    for (auto const* name : {"UTC", "+00:00", "-11:30", "+14:00", "Asia/Almaty", "America/Argentina/Buenos_Aires"})
        EXPECT_TRUE(Zone::parse(name)) << name;
    for (auto const* name : {"", "utc+5", "+5", "+05:60", "+16:00", "05:00", "Asia/Atlantis", "Etc/Unknown", "../etc/passwd"})
        EXPECT_FALSE(Zone::parse(name)) << name;
}

} // namespace
} // namespace guildhall::jobs
