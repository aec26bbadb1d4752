#include "totp.hpp"
#include "crypto/crypto.hpp"
#include "http/uri.hpp"

namespace guildhall::identity {

std::string hotp(std::string_view key, std::int64_t counter, int digits)
{
    std::string message(8, '\0');
    for (int i = 7; i >= 0; --i, counter >>= 8)
        message[static_cast<std::size_t>(i)] = static_cast<char>(counter & 0xFF);
    auto const mac = crypto::hmac_sha1(key, message);
    auto const offset = static_cast<std::size_t>(mac.back() & 0x0F);
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(mac[offset + i]);
    number &= 0x7FFFFFFF;
    std::string code;
    for (int i = 0; i < digits; ++i, number /= 10) code.insert(code.begin(), static_cast<char>('0' + number % 10));
    return code;
}

std::int64_t totp_step(Time now)
{
    return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / 30;
}

std::optional<std::int64_t> totp_step_of(std::string_view key, std::string_view code, Time now, std::int64_t last_step)
{
    std::optional<std::int64_t> found;
    auto const present = totp_step(now);
    for (auto step = present - 1; step <= present + 1; ++step)
        if (crypto::equal_in_constant_time(hotp(key, step, 6), code) && step > last_step) found = step;
    return found;
}

std::string otpauth_url(std::string_view issuer, std::string_view account, std::string_view key)
{
    auto const name = http::percent_encode(issuer);
    return "otpauth://totp/" + name + ":" + http::percent_encode(account) + "?secret=" + crypto::base32(key) +
           "&issuer=" + name + "&algorithm=SHA1&digits=6&period=30";
}

} // namespace guildhall::identity
