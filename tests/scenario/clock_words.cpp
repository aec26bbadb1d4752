// What a scenario says of time: how far its clock turns, and what an authenticator app shows then.
#include "clock_words.hpp"
#include "base/outcome.hpp"
#include "crypto/crypto.hpp"
#include <sstream>

namespace guildhall::scenario {

std::optional<std::chrono::microseconds> span_named(std::string const& words)
{
    std::istringstream in(words);
    long amount = 0;
    std::string unit;
    in >> amount >> unit;
    if (unit.starts_with("second")) return std::chrono::seconds(amount);
    if (unit.starts_with("minute")) return std::chrono::minutes(amount);
    if (unit.starts_with("hour")) return std::chrono::hours(amount);
    if (unit.starts_with("day")) return std::chrono::days(amount);
    return std::nullopt;
}

// RFC 6238 once more, from the secret in the letters in which it is typed into an app.
std::string app_code(std::string const& base32, Time now)
{
    std::string key;
    unsigned buffer = 0;
    int bits = 0;
    for (char c : base32) {
        buffer = buffer << 5 | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
        if ((bits += 5) >= 8) key += static_cast<char>(buffer >> (bits -= 8) & 0xFF);
    }
    auto const step = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / 30;
    std::string counter;
    for (int shift = 56; shift >= 0; shift -= 8) counter += static_cast<char>(step >> shift & 0xFF);
    auto const mac = crypto::hmac_sha1(key, counter);
    auto const at = static_cast<std::size_t>(mac[19] & 15);
    unsigned number = 0;
    for (std::size_t i = at; i < at + 4; ++i) number = number << 8 | static_cast<unsigned char>(mac[i]);
    return std::to_string(1'000'000 + (number & 0x7FFFFFFF) % 1'000'000).substr(1);
}

} // namespace guildhall::scenario
