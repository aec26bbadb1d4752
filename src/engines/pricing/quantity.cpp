#include "quantity.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::pricing {
namespace {

constexpr double largest_coefficient = 1e10; // major units, seconds, grams

double sane(double coefficient)
{
    if (!(coefficient > 0)) return 0; // also not-a-number
    return std::min(coefficient, largest_coefficient);
}

Wide whole(double major, int digits) { return round_to_money(sane(major), digits).minor; }

} // namespace

QuantityCurve::QuantityCurve(bool highest, std::initializer_list<Line> lines)
    : count_(std::min(lines.size(), lines_.size()))
    , highest_(highest)
{
    std::transform(lines.begin(), lines.begin() + count_, lines_.begin(),
        [](Line line) { return Line{sane(line.fixed), sane(line.each)}; });
}

double QuantityCurve::at(std::int64_t quantity) const
{
    auto const value = [&](Line line) { return line.fixed + line.each * static_cast<double>(quantity); };
    auto result = value(lines_[0]);
    for (auto const& line : lines().subspan(1))
        result = highest_ ? std::max(result, value(line)) : std::min(result, value(line));
    return result;
}

QuantityCurve QuantityCurve::times(double factor) const
{
    auto result = *this;
    for (auto& line : result.lines_) line = {sane(line.fixed * factor), sane(line.each * factor)};
    return result;
}

Tariff::Tariff(std::span<QuantityCurve const> costs, Terms const& terms)
    : minimum_charge_(terms.minimum_charge)
    , list_(price_list(costs, terms, {}))
{
    for (auto const& step : terms.discounts) discounted_.push_back(price_list(costs, terms, step));
}

Tariff::PriceList Tariff::price_list(std::span<QuantityCurve const> costs, Terms const& terms, DiscountStep const& step)
{
    auto const factor = terms.markup * static_cast<double>(step.kept_millionths) / static_cast<double>(million);
    auto const in_minor_units = [&](Line line) {
        return WholeLine{whole(line.fixed * factor, terms.digits), whole(line.each * factor, terms.digits)};
    };
    PriceList list{.from = step.from, .straight = {}, .curves = {}};
    Line straight;
    for (auto const& cost : costs) {
        auto const lines = cost.lines();
        if (lines.size() == 1) {
            straight.fixed += lines[0].fixed;
            straight.each += lines[0].each;
            continue;
        }
        WholeCurve curve{.lines = {}, .count = lines.size(), .highest = cost.highest()};
        std::ranges::transform(lines, curve.lines.begin(), in_minor_units);
        list.curves.push_back(curve);
    }
    list.straight = in_minor_units(straight);
    return list;
}

Wide Tariff::at(PriceList const& list, std::int64_t quantity)
{
    auto const charged = std::max(quantity, list.from);
    auto const value = [&](WholeLine const& line) { return line.fixed + line.each * charged; };
    auto sum = value(list.straight);
    for (auto const& curve : list.curves) {
        auto chosen = value(curve.lines[0]);
        for (std::size_t i = 1; i < curve.count; ++i)
            chosen = curve.highest ? std::max(chosen, value(curve.lines[i])) : std::min(chosen, value(curve.lines[i]));
        sum += chosen;
    }
    return sum;
}

Wide Tariff::discounted(std::int64_t quantity) const
{
    auto lowest = list_price(quantity);
    for (auto const& list : discounted_) lowest = std::min(lowest, at(list, quantity));
    return lowest;
}

Wide Tariff::price(std::int64_t quantity) const { return std::max<Wide>(discounted(quantity), minimum_charge_); }

Money unit_price(Money subtotal, std::int64_t quantity) { return Money{scale_half_even(subtotal.minor, 1, quantity)}; }

Money rush_fee(Money subtotal, std::int64_t rush_millionths)
{
    return Money{scale_half_even(subtotal.minor, rush_millionths - million, million)};
}

std::int64_t to_millionths(double factor)
{
    if (std::isnan(factor)) return million;
    return std::llround(std::clamp(factor, 0.05, 10.0) * 1e6);
}

} // namespace guildhall::pricing
