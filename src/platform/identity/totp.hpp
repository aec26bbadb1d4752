#pragma once
// One-time passwords of authenticator apps (RFC 4226, RFC 6238): SHA-1, steps of 30 seconds.
#include "base/time.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::identity {

std::string hotp(std::string_view key, std::int64_t counter, int digits);
std::int64_t totp_step(Time now);
// The step whose code this is: now, the one before or the one after, and later than `last_step`, so that no code counts
// twice, even when the clock goes back.
std::optional<std::int64_t> totp_step_of(std::string_view key, std::string_view code, Time now, std::int64_t last_step);
// What an app reads from a QR code.
std::string otpauth_url(std::string_view issuer, std::string_view account, std::string_view key);

} // namespace guildhall::identity
