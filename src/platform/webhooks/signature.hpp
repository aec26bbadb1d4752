#pragma once
// How a receiver knows that a delivery is ours and fresh. docs/webhooks.md shows how to check it. Pure.
#include "base/time.hpp"
#include <string>
#include <string_view>

namespace guildhall::webhooks {

inline constexpr std::string_view secret_opening = "whsec_";

// Seconds since 1970, as in the header Guildhall-Timestamp.
std::string timestamp_of(Time now);
// "v1=" and the HMAC-SHA256 of "timestamp.body" in hexadecimal digits; the key is the secret as it was shown.
std::string signature_of(std::string_view secret, std::string_view timestamp, std::string_view body);

} // namespace guildhall::webhooks
