#pragma once
// Decimal numbers as STL and 3MF write them, read fast: most have few digits and a small exponent.
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace guildhall::geometry {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads a decimal number at the front of [begin, end): sign, digits, fraction, exponent; no "inf", "nan" or
// hexadecimal. Returns where it ends, or nullptr when there is none or it does not fit a double.
//
// With at most 15 digits and a power of ten up to 22 both factors are exact doubles, so one multiplication or division
// rounds correctly (W. D. Clinger, "How to read floating point numbers accurately", 1990); the rest goes to from_chars.
inline char const* read_decimal(char const* begin, char const* end, double& value)
{
    static constexpr std::array<double, 23> powers{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
        1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    auto at = begin;
    bool const negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) ++at;
    auto const unsigned_begin = at;

    std::uint64_t digits = 0;
    int significant = 0;
    int exponent = 0;
    bool any = false;
    auto const take_digit = [&] {
        digits = digits * 10 + static_cast<std::uint64_t>(*at++ - '0');
        significant += digits != 0;
        any = true;
    };
    while (at < end && is_digit(*at)) take_digit();
    if (at < end && *at == '.') {
        ++at;
        auto const fraction = at;
        while (at < end && is_digit(*at)) take_digit();
        exponent = -static_cast<int>(at - fraction < 100'000 ? at - fraction : 100'000);
    }
    if (!any) return nullptr;
    if (at < end && (*at == 'e' || *at == 'E')) {
        auto after = at + 1;
        bool const down = after < end && *after == '-';
        if (after < end && (*after == '-' || *after == '+')) ++after;
        if (after == end || !is_digit(*after)) return nullptr;
        int written = 0;
        for (; after < end && is_digit(*after); ++after)
            if (written < 100'000) written = written * 10 + (*after - '0');
        exponent += down ? -written : written;
        at = after;
    }
    if (significant <= 15 && exponent >= -22 && exponent <= 22) {
        auto const whole = static_cast<double>(digits);
        auto const scale = powers[static_cast<std::size_t>(exponent < 0 ? -exponent : exponent)];
        value = exponent < 0 ? whole / scale : whole * scale;
    } else if (digits == 0 && significant == 0) {
        value = 0;
    } else if (auto const [stop, error] = std::from_chars(unsigned_begin, at, value); error != std::errc{}) {
        // Too small is as good as zero; too large is not a coordinate.
        if (error != std::errc::result_out_of_range || significant + exponent > 0) return nullptr;
        value = 0;
    }
    if (negative) value = -value;
    return at;
}

} // namespace guildhall::geometry
