#include "jobs/cron.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <vector>

namespace guildhall::jobs {
namespace {

using LocalTime = std::chrono::local_time<std::chrono::microseconds>;
using std::chrono::days;
using std::chrono::minutes;

// Leap days of one weekday come round within 28 years at most, but with both day fields either suffices: eight years
// (over 2100) are the longest that a possible expression waits.
constexpr days longest_search{366 * 9};

constexpr std::array<std::string_view, 12> month_names{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> weekday_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct FieldFacts {
    std::string_view name;
    unsigned first = 0, last = 0;
    std::span<std::string_view const> words = {}; // the first one means `first`
};

constexpr FieldFacts minute_field{"minute", 0, 59};
constexpr FieldFacts hour_field{"hour", 0, 23};
constexpr FieldFacts day_field{"day of month", 1, 31};
constexpr FieldFacts month_field{"month", 1, 12, month_names};
constexpr FieldFacts weekday_field{"day of week", 0, 7, weekday_names}; // 7 is Sunday again

std::vector<std::string_view> pieces_of(std::string_view text, std::string_view separators)
{
    std::vector<std::string_view> pieces;
    for (;;) {
        auto const end = text.find_first_of(separators);
        pieces.push_back(text.substr(0, end));
        if (end == text.npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::optional<unsigned> parse_unsigned(std::string_view text)
{
    unsigned value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<unsigned> parse_bound(FieldFacts const& field, std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    auto const word = std::ranges::find(field.words, std::string_view(lower));
    if (word != field.words.end()) return field.first + static_cast<unsigned>(word - field.words.begin());
    auto const value = parse_unsigned(text);
    return value && *value >= field.first && *value <= field.last ? value : std::nullopt;
}

// One element of a list: `*`, `5`, `1-5`, each with `/step` or without.
std::optional<std::vector<unsigned>> parse_element(FieldFacts const& field, std::string_view text)
{
    auto const slash = text.find('/');
    unsigned step = 1;
    if (slash != text.npos) {
        auto const parsed = parse_unsigned(text.substr(slash + 1));
        if (!parsed || *parsed < 1 || *parsed > field.last) return std::nullopt;
        step = *parsed;
    }
    auto const range = text.substr(0, slash);
    unsigned from = field.first, to = field.last;
    if (range != "*") {
        auto const dash = range.find('-');
        auto const low = parse_bound(field, range.substr(0, dash));
        if (!low) return std::nullopt;
        from = *low;
        if (dash != range.npos) {
            auto const high = parse_bound(field, range.substr(dash + 1));
            if (!high || *high < from) return std::nullopt;
            to = *high;
        } else if (slash == text.npos)
            to = from; // "5" alone; "5/10" goes on to the end
    }
    std::vector<unsigned> values;
    for (auto value = from; value <= to; value += step) values.push_back(value);
    return values;
}

template <std::size_t Size>
std::optional<std::string> parse_field(FieldFacts const& field, std::string_view text, std::bitset<Size>& into)
{
    for (auto const element : pieces_of(text, ",")) {
        auto const values = parse_element(field, element);
        if (!values)
            return "the " + std::string(field.name) + " field does not understand \"" + std::string(element) + "\"";
        for (auto const value : *values) into.set(&field == &weekday_field ? value % 7 : value);
    }
    return std::nullopt;
}

// The first minute of `day`, from minute `from` on, that the expression names.
std::optional<minutes> first_minute(Cron const& cron, minutes from)
{
    auto const start = static_cast<unsigned>(from.count());
    for (auto hour = start / 60; hour < 24; ++hour) {
        if (!cron.names_hour(hour)) continue;
        for (auto minute = hour == start / 60 ? start % 60 : 0; minute < 60; ++minute)
            if (cron.names_minute(minute)) return minutes(hour * 60 + minute);
    }
    return std::nullopt;
}

// The first named minute after `after` on a clock without jumps.
std::optional<LocalTime> next_local(Cron const& cron, LocalTime after)
{
    auto const earliest = std::chrono::floor<minutes>(after) + minutes(1);
    auto day = std::chrono::floor<days>(earliest);
    auto from = earliest - day;
    auto const last_day = day + longest_search;
    while (day <= last_day) {
        std::chrono::year_month_day const date(day);
        if (!cron.names_month(static_cast<unsigned>(date.month()))) {
            auto const next_month = date.year() / date.month() / 1 + std::chrono::months(1);
            day = std::chrono::local_days(next_month);
        } else {
            if (cron.names_day(date))
                if (auto const minute = first_minute(cron, from)) return LocalTime(day + *minute);
            day += days(1);
        }
        from = minutes(0);
    }
    return std::nullopt;
}

LocalTime local_of(Time instant, std::chrono::seconds offset) { return LocalTime(instant.time_since_epoch() + offset); }

// For expressions of certain hours: people mean the time on the wall.
std::optional<Time> next_on_the_wall(Cron const& cron, Zone const& zone, Time after)
{
    auto const offset = zone.offset_at(after);
    for (auto local = next_local(cron, local_of(after, offset)); local; local = next_local(cron, *local)) {
        auto const instant = Time(local->time_since_epoch() - offset);
        if (zone.offset_at(instant) == offset) return instant;
        if (auto const moved = zone.instant_of(*local); moved > after) return moved; // the clock changes in between
    }
    return std::nullopt;
}

// For expressions of every hour: people mean the time that passes, also in the hour that the clock shows twice.
std::optional<Time> next_in_passing(Cron const& cron, Zone const& zone, Time after)
{
    auto offset = zone.offset_at(after);
    std::optional<Time> instant;
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto const local = next_local(cron, local_of(after, offset));
        if (!local) return std::nullopt;
        instant = Time(local->time_since_epoch() - offset);
        auto const offset_then = zone.offset_at(*instant);
        if (offset_then == offset) break;
        offset = offset_then;
    }
    return instant;
}

} // namespace

std::expected<Cron, std::string> Cron::parse(std::string_view text)
{
    std::vector<std::string_view> fields;
    for (auto const piece : pieces_of(text.substr(0, 500), " \t"))
        if (!piece.empty()) fields.push_back(piece);
    if (fields.size() != 5)
        return std::unexpected("a cron expression has five fields: minute, hour, day of month, month, day of week");
    Cron cron;
    for (auto const& fault : {parse_field(minute_field, fields[0], cron.minutes_),
             parse_field(hour_field, fields[1], cron.hours_), parse_field(day_field, fields[2], cron.days_),
             parse_field(month_field, fields[3], cron.months_), parse_field(weekday_field, fields[4], cron.weekdays_)})
        if (fault) return std::unexpected(*fault);
    cron.any_day_ = fields[2].find('*') != std::string_view::npos;
    cron.any_weekday_ = fields[4].find('*') != std::string_view::npos;
    return cron;
}

bool Cron::names_day(std::chrono::year_month_day date) const
{
    auto const day = days_.test(static_cast<unsigned>(date.day()));
    auto const weekday = weekdays_.test(std::chrono::weekday(std::chrono::local_days(date)).c_encoding());
    // crontab(5): when neither field holds a `*`, either may match.
    return any_day_ || any_weekday_ ? day && weekday : day || weekday;
}

std::optional<Time> next_time(Cron const& cron, Zone const& zone, Time after)
{
    return cron.every_hour() ? next_in_passing(cron, zone, after) : next_on_the_wall(cron, zone, after);
}

std::optional<Time> next_time(Cron const& cron, Time after) { return next_time(cron, Zone::utc(), after); }

} // namespace guildhall::jobs
