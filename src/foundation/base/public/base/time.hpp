#pragma once
// Instants are UTC microseconds; people's zones come in only at the edges (libraries.md: no chrono zones in g++-12).
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

// RFC 3339 with Z, microseconds only where they are not zero: 2026-11-20T11:06:00Z, 2026-11-20T11:06:00.25Z.
std::string to_rfc3339(Time);
// The same, and a civil date as 2026-11-20, at the end of a text.
void append_rfc3339(std::string& text, Time);
void append_date(std::string& text, std::chrono::year_month_day date);

// RFC 3339 date-time with Z or an offset, years 1970 to 9999; a bare date means midnight UTC. Nothing when malformed.
std::optional<Time> parse_rfc3339(std::string_view text);

// The wall clock. Only the outermost layers ask it; use cases get `now` from their Actor.
Time system_now();

} // namespace guildhall
