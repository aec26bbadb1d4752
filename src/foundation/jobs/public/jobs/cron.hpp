#pragma once
// Cron expressions: minute, hour, day of month, month, day of week; `*`, lists, ranges, steps and English names.
#include "jobs/zone.hpp"
#include <bitset>
#include <expected>

namespace guildhall::jobs {

class Cron {
public:
    // The fields as crontab(5) knows them: "*/5 8-18 * * mon-fri", "0 2 1,15 jan *". 7 is Sunday too. When both days
    // are restricted, either suffices. The error is a sentence that names the field.
    static std::expected<Cron, std::string> parse(std::string_view text);

    // Reads a local clock: does the expression name this minute?
    bool names_day(std::chrono::year_month_day day) const;
    bool names_hour(unsigned hour) const { return hours_.test(hour); }
    bool names_minute(unsigned minute) const { return minutes_.test(minute); }
    bool names_month(unsigned month) const { return months_.test(month); }
    bool every_hour() const { return hours_.count() == 24; }

private:
    std::bitset<60> minutes_;
    std::bitset<24> hours_;
    std::bitset<32> days_;
    std::bitset<13> months_;
    std::bitset<7> weekdays_;
    bool any_day_ = false, any_weekday_ = false;
};

// The first named minute after `after`; nothing when there is none within nine years (31 February).
// A time that the zone's clock skips is taken as much later as the clock jumps; one that it shows twice counts once,
// unless the expression names every hour.
std::optional<Time> next_time(Cron const& cron, Zone const& zone, Time after);
std::optional<Time> next_time(Cron const& cron, Time after); // UTC

} // namespace guildhall::jobs
