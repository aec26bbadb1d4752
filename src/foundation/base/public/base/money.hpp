#pragma once
// Exact money: integer minor units. No floating point touches an amount once it is Money.
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall {

// ISO 4217 alphabetic code, e.g. USD.
struct Currency {
    std::array<char, 3> code{'U', 'S', 'D'};
    friend auto operator<=>(Currency const&, Currency const&) = default;
};
std::string to_string(Currency);
// Three capital letters; nothing otherwise. Whether the code is in use is the company's business.
std::optional<Currency> parse_currency(std::string_view text);
// Decimal places of the minor unit by ISO 4217: 2 for most, 0 for JPY and its like, 3 for KWD and its like.
int minor_digits(Currency);

// An amount in minor units of the currency that stands on the same object.
struct Money {
    std::int64_t minor = 0;
    friend auto operator<=>(Money, Money) = default;
    Money& operator+=(Money other);
    Money& operator-=(Money other);
};
Money operator+(Money, Money);
Money operator-(Money, Money);
Money operator-(Money);
// Amount times a count. Throws Bug on overflow, like the other operators.
Money operator*(Money, std::int64_t times);

// Decimal text with exactly `digits` places: {12050}, 2 → "120.50".
std::string to_decimal(Money, int digits);
// Reads decimal text such as "120.5" or "-3"; nothing when malformed, too large, or finer than the minor unit.
std::optional<Money> parse_money(std::string_view text, int digits);

// value·numerator/denominator rounded half to even, exact for every 64-bit input; denominator > 0. Throws Bug on
// overflow.
std::int64_t scale_half_even(std::int64_t value, std::int64_t numerator, std::int64_t denominator);

// A computed cost becomes money here and only here: rounded half-even to the minor unit. Throws Bug when not finite or
// too large.
Money round_to_money(double amount_in_major_units, int digits); // tidy: allow-double

} // namespace guildhall
