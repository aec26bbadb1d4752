#pragma once
#include "base/time.hpp"
#include <optional>
#include <string>

namespace guildhall::scenario {

// "+31 days", "-60 seconds"; nothing when the unit is none of seconds, minutes, hours and days.
std::optional<std::chrono::microseconds> span_named(std::string const& words);
// What an authenticator app shows at that time for the secret that was typed into it.
std::string app_code(std::string const& base32, Time now);

} // namespace guildhall::scenario
