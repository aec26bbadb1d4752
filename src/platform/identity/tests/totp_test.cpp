// Official vectors of the authenticator codes.
#include "totp.hpp"
#include <gtest/gtest.h>

namespace guildhall::identity {
namespace {

constexpr std::string_view rfc_key = "12345678901234567890";

Time at(std::int64_t second) { return Time(std::chrono::seconds(second)); }

TEST(Hotp, MatchesRfc4226AppendixD)
{
    constexpr std::string_view codes[] = {
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"};
    for (int counter = 0; counter < 10; ++counter) EXPECT_EQ(hotp(rfc_key, counter, 6), codes[counter]) << counter;
}

TEST(Totp, MatchesRfc6238AppendixB)
{
    constexpr std::pair<std::int64_t, std::string_view> codes[] = {{59, "94287082"}, {1111111109, "07081804"},
        {1111111111, "14050471"}, {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (auto const& [second, code] : codes) EXPECT_EQ(hotp(rfc_key, totp_step(at(second)), 8), code) << second;
}

TEST(Totp, TakesACodeOnceAndOneStepEarlyOrLate)
{
    auto const moment = at(1'700'000'000);
    auto const step = totp_step(moment);
    for (int off = -3; off <= 3; ++off) {
        auto const taken = totp_step_of(rfc_key, hotp(rfc_key, step + off, 6), moment, 0);
        EXPECT_EQ(taken.has_value(), off >= -1 && off <= 1) << off;
    }
    auto const code = hotp(rfc_key, step, 6);
    EXPECT_EQ(totp_step_of(rfc_key, code, moment, step - 1), step);
    EXPECT_FALSE(totp_step_of(rfc_key, code, moment, step)) << "used before";
    EXPECT_FALSE(totp_step_of(rfc_key, code, moment - std::chrono::seconds(30), step)) << "the clock went back";
    for (auto const* bad : {"", "1", "12345", "1234567", "abcdef"}) EXPECT_FALSE(totp_step_of(rfc_key, bad, moment, 0));
}

TEST(Totp, IsReadByApps)
{
    EXPECT_EQ(otpauth_url("Iron & Thread", "ada@example.com", "12345678901234567890"),
        "otpauth://totp/Iron%20%26%20Thread:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"
        "issuer=Iron%20%26%20Thread&algorithm=SHA1&digits=6&period=30");
}

} // namespace
} // namespace guildhall::identity
