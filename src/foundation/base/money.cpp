#include "base/money.hpp"
#include "base/outcome.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall {
namespace {

std::int64_t power_of_ten(int digits)
{
    std::int64_t power = 1;
    for (int i = 0; i < digits; ++i) power *= 10;
    return power;
}

} // namespace

std::string to_string(Currency c) { return {c.code.data(), c.code.size()}; }

std::optional<Currency> parse_currency(std::string_view text)
{
    if (text.size() != 3 || !std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return std::nullopt;
    return Currency{{text[0], text[1], text[2]}};
}

int minor_digits(Currency currency)
{
    static constexpr std::string_view none[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
        "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
    static constexpr std::string_view three[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    std::string_view const code{currency.code.data(), currency.code.size()};
    if (std::ranges::find(none, code) != std::end(none)) return 0;
    return std::ranges::find(three, code) != std::end(three) ? 3 : 2;
}

Money& Money::operator+=(Money other)
{
    check(!__builtin_add_overflow(minor, other.minor, &minor), "money overflow");
    return *this;
}
Money& Money::operator-=(Money other)
{
    check(!__builtin_sub_overflow(minor, other.minor, &minor), "money overflow");
    return *this;
}
Money operator+(Money a, Money b) { return a += b; }
Money operator-(Money a, Money b) { return a -= b; }
Money operator-(Money a) { return Money{} - a; }
Money operator*(Money a, std::int64_t times)
{
    check(!__builtin_mul_overflow(a.minor, times, &a.minor), "money overflow");
    return a;
}

std::string to_decimal(Money money, int digits)
{
    auto const negative = money.minor < 0;
    auto magnitude = negative ? 0 - static_cast<std::uint64_t>(money.minor) : static_cast<std::uint64_t>(money.minor);
    auto text = std::to_string(magnitude);
    auto const places = static_cast<std::size_t>(digits);
    if (places > 0) {
        if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
        text.insert(text.size() - places, 1, '.');
    }
    return negative ? "-" + text : text;
}

std::optional<Money> parse_money(std::string_view text, int digits)
{
    auto const negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    auto const point = text.find('.');
    auto const whole = text.substr(0, point);
    auto const fraction = point == text.npos ? std::string_view{} : text.substr(point + 1);
    auto const digits_only = [](std::string_view s) { return s.find_first_not_of("0123456789") == s.npos; };
    if (whole.empty() || whole.size() > 15 || !digits_only(whole) || !digits_only(fraction)) return std::nullopt;
    if (point != text.npos && fraction.empty()) return std::nullopt;
    auto const significant = fraction.find_last_not_of('0');
    if (significant != fraction.npos && significant >= static_cast<std::size_t>(digits)) return std::nullopt;
    std::int64_t minor = 0;
    for (char c : whole) minor = minor * 10 + (c - '0');
    for (int i = 0; i < digits; ++i) {
        auto const at = static_cast<std::size_t>(i);
        minor = minor * 10 + (at < fraction.size() ? fraction[at] - '0' : 0);
    }
    return Money{negative ? -minor : minor};
}

std::int64_t scale_half_even(std::int64_t value, std::int64_t numerator, std::int64_t denominator)
{
    check(denominator > 0, "denominator must be positive");
    __extension__ using Wide = __int128;
    auto const product = static_cast<Wide>(value) * numerator;
    auto quotient = product / denominator;
    auto const rest = product % denominator;
    auto const twice = 2 * (rest < 0 ? -rest : rest);
    if (twice > denominator || (twice == denominator && quotient % 2 != 0)) quotient += product < 0 ? -1 : 1;
    auto const result = static_cast<std::int64_t>(quotient);
    check(result == quotient, "money overflow");
    return result;
}

Money round_to_money(double amount_in_major_units, int digits) // tidy: allow-double
{
    auto const scaled = amount_in_major_units * static_cast<double>(power_of_ten(digits));
    check(std::isfinite(scaled) && std::fabs(scaled) < 9e18, "amount is not finite or too large");
    return Money{static_cast<std::int64_t>(std::nearbyint(scaled))}; // default rounding mode: half to even
}

} // namespace guildhall
