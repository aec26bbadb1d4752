#pragma once
// When somebody wants to be told. Pure: instants in, instants out.
#include "base/time.hpp"
#include "jobs/zone.hpp"
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>

namespace guildhall::notifications {

BOOST_DEFINE_ENUM_CLASS(DigestRhythm, off, daily, weekly)

struct Quiet {
    std::int64_t from = 0, until = 0; // minutes of the day; over midnight when until is not after from
};
// The end of the quiet hours that `now` lies in; nothing when it lies in none. An hour that the clock skips is over
// when it would have begun; one that it shows twice is quiet both times.
std::optional<Time> quiet_until(Quiet const& quiet, jobs::Zone const& zone, Time now);

// The next time after `now` at which the zone's clock shows this minute of the day, on this weekday (1 Monday … 7
// Sunday) when weekly.
Time next_digest(DigestRhythm rhythm, std::int64_t minute, std::int64_t weekday, jobs::Zone const& zone, Time now);

// "22:30" as minutes of the day, and back.
std::optional<std::int64_t> parse_clock(std::string_view text);
std::string clock_text(std::int64_t minute);

} // namespace guildhall::notifications
