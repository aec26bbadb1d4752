#include "habit.hpp"
#include "base/outcome.hpp"

namespace guildhall::notifications {
namespace {

using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

LocalTime local_at(jobs::Zone const& zone, Time instant)
{
    return LocalTime(instant.time_since_epoch() + zone.offset_at(instant));
}

} // namespace

std::optional<Time> quiet_until(Quiet const& quiet, jobs::Zone const& zone, Time now)
{
    if (quiet.from == quiet.until) return std::nullopt;
    auto const local = local_at(zone, now);
    auto const day = std::chrono::floor<std::chrono::days>(local);
    auto const minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
    auto const over_midnight = quiet.until < quiet.from;
    auto const is_quiet =
        over_midnight ? minute >= quiet.from || minute < quiet.until : minute >= quiet.from && minute < quiet.until;
    if (!is_quiet) return std::nullopt;
    auto const last_day = over_midnight && minute >= quiet.from ? day + std::chrono::days(1) : day;
    auto end = zone.instant_of(LocalTime(last_day) + std::chrono::minutes(quiet.until));
    if (end <= now) end += std::chrono::hours(1); // the clock shows this hour a second time
    return end;
}

Time next_digest(DigestRhythm rhythm, std::int64_t minute, std::int64_t weekday, jobs::Zone const& zone, Time now)
{
    auto day = std::chrono::floor<std::chrono::days>(local_at(zone, now));
    for (int i = 0; i < 9; ++i, day += std::chrono::days(1)) {
        if (rhythm == DigestRhythm::weekly &&
            std::chrono::weekday(day).iso_encoding() != static_cast<unsigned>(weekday))
            continue;
        auto const at = zone.instant_of(LocalTime(day) + std::chrono::minutes(minute));
        if (at > now) return at;
    }
    throw Bug("within nine days there is every weekday");
}

std::optional<std::int64_t> parse_clock(std::string_view text)
{
    auto const digit = [&](std::size_t at) -> std::int64_t {
        return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100;
    };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    auto const hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
    if (hours > 23 || minutes > 59) return std::nullopt;
    return hours * 60 + minutes;
}

std::string clock_text(std::int64_t minute)
{
    auto const two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + ":" + two(minute % 60);
}

} // namespace guildhall::notifications
