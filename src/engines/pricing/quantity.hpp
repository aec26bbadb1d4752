#pragma once
// How costs grow with the number of pieces, and how they become totals that behave.
//
// Every cost is a function f of the quantity q with two properties: f never falls, and f(q)/q never rises. Sums,
// maxima, minima, positive multiples and f(max(q, from)) of such functions have them too, and nothing else is built
// here. A price is such a function with whole minor units as coefficients: totals are integers without rounding, so
// nothing can break the two properties. People read it as "so much per order, so much per further piece".
#include "pricing/pricing.hpp"
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace guildhall::pricing {

__extension__ using Wide = __int128;

inline constexpr std::int64_t largest_quantity = 1'000'000;

// Starts at `fixed` and grows by `each` per piece; neither is negative.
struct Line {
    double fixed = 0;
    double each = 0;
};

// The highest or the lowest of up to three lines. In major currency units, seconds or grams.
class QuantityCurve {
public:
    QuantityCurve() = default;
    static QuantityCurve per_order(double fixed) { return highest_of({{fixed, 0}}); }
    static QuantityCurve per_piece(double each) { return highest_of({{0, each}}); }
    // Convex: e.g. one plate at least, then the pieces' share of plates.
    static QuantityCurve highest_of(std::initializer_list<Line> lines) { return {true, lines}; }
    // Concave: e.g. material that becomes cheaper by the hundredweight.
    static QuantityCurve lowest_of(std::initializer_list<Line> lines) { return {false, lines}; }

    double at(std::int64_t quantity) const;
    QuantityCurve times(double factor) const;
    bool highest() const { return highest_; }
    std::span<Line const> lines() const { return {lines_.data(), count_}; }

private:
    // Not-a-number and negative coefficients count as nothing, absurd ones as the largest allowed: a faulty
    // catalogue gives a refused price, never undefined arithmetic.
    QuantityCurve(bool highest, std::initializer_list<Line> lines);
    std::array<Line, 3> lines_{};
    std::size_t count_ = 1;
    bool highest_ = true;
};

inline constexpr std::int64_t million = 1'000'000;
// A factor as millionths, kept between 0.05 and 10; not-a-number counts as 1.
std::int64_t to_millionths(double factor);

// A commercial discount: from this quantity on, so many millionths of the price are kept.
struct DiscountStep {
    std::int64_t from = 1;
    std::int64_t kept_millionths = million;
};

// What turns the cost of a way of making something into its price; the same for all ways compared in one request.
struct Terms {
    double markup = 1;               // price before discounts / direct cost
    std::int64_t minimum_charge = 0; // minor units
    int digits = 2;                  // decimals of the currency
    std::vector<DiscountStep> discounts;
};

// The price of any quantity of one part made in one way. Minor units; Wide because a caller compares before it
// knows that the amount is one an invoice can hold (largest_price).
class Tariff {
public:
    Tariff(std::span<QuantityCurve const> costs, Terms const& terms);

    // Before discounts and minimum charge.
    Wide list_price(std::int64_t quantity) const { return at(list_, quantity); }
    // After discounts, before the minimum charge. Whoever orders fewer than a step never pays more than at the step.
    Wide discounted(std::int64_t quantity) const;
    // After the minimum charge.
    Wide price(std::int64_t quantity) const;

private:
    struct WholeLine {
        Wide fixed = 0;
        Wide each = 0;
    };
    struct WholeCurve {
        std::array<WholeLine, 3> lines{};
        std::size_t count = 0;
        bool highest = true;
    };
    struct PriceList {
        std::int64_t from = 1;
        WholeLine straight;             // the sum of all costs that are one line
        std::vector<WholeCurve> curves; // the rest
    };
    static PriceList price_list(std::span<QuantityCurve const> costs, Terms const& terms, DiscountStep const& step);
    static Wide at(PriceList const& list, std::int64_t quantity);

    std::int64_t minimum_charge_;
    PriceList list_;
    std::vector<PriceList> discounted_;
};

// Larger totals are refused.
inline constexpr Wide largest_price = largest_total.minor;

// subtotal / quantity, rounded half-even to the minor unit.
Money unit_price(Money subtotal, std::int64_t quantity);

// What a rush level adds to a subtotal, rounded half-even.
Money rush_fee(Money subtotal, std::int64_t rush_millionths);

} // namespace guildhall::pricing
