#include "breakdown.hpp"
#include "explanation.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::pricing {
namespace {


constexpr double largest_share = 100;

// A share that is no number, negative or absurd does no harm; problems_of() reports it.
double share(double number) { return number > 0 ? std::min(number, largest_share) : 0; }

double margin_factor(Service const& service)
{
    return 1 / (1 - std::clamp(share(service.margin), 0.0, largest_margin));
}

Money to_money(Wide minor_units) { return Money{static_cast<std::int64_t>(minor_units)}; }

class Lines {
public:
    void add(std::string_view code, std::string_view label, Money amount)
    {
        if (amount == Money{}) return;
        lines_.push_back({std::string(code), std::string(label), amount, {}});
    }
    Money sum() const
    {
        Money total;
        for (auto const& line : lines_) total += line.amount;
        return total;
    }
    std::vector<CostLine> take() && { return std::move(lines_); }

private:
    std::vector<CostLine> lines_;
};

} // namespace

void add_choice_charges(Plan& plan, Job const& job)
{
    auto const& selection = job.selection;
    if (auto const* tolerance = selection.tolerance) {
        auto const time = std::ranges::find(plan.charges, charge::machine_time, &Charge::code);
        if (time != plan.charges.end() && tolerance->time_multiplier > 1)
            plan.charges.push_back({"tolerance", "Tolerance", time->cost.times(tolerance->time_multiplier - 1)});
        plan.charges.push_back({"inspection", "Inspection",
            QuantityCurve::highest_of({{tolerance->inspection_per_order, tolerance->inspection_per_piece}})});
    }
    if (auto const* finish = selection.finish) {
        auto const each = finish->cost_per_piece + finish->cost_per_cm2 * job.part.area_mm2 / mm2_per_cm2;
        plan.charges.push_back({"finish", "Finish",
            QuantityCurve::highest_of({{finish->lot_minimum, 0}, {finish->cost_per_order, each}})});
    }
    if (selection.special_color)
        plan.charges.push_back({"color", "Special colour", QuantityCurve::per_order(job.material().color_surcharge)});
}

Terms terms_for(Catalogue const& catalogue, Service const& service)
{
    Terms terms;
    terms.digits = minor_digits(parse_currency(catalogue.currency).value_or(Currency{}));
    terms.markup = (1 + share(service.overhead_share)) * (1 + share(service.risk_share)) * margin_factor(service);
    // A minimum that is no number, or absurd, is as good as none; problems_of() reports it.
    auto const minimum = service.minimum_charge;
    terms.minimum_charge = minimum > 0 && minimum < 1e9 ? round_to_money(minimum, terms.digits).minor : 0;
    for (auto const& step : catalogue.quantity_steps)
        if (step.active && step.service == service.code && step.discount_share > 0 && step.quantity > 0)
            terms.discounts.push_back(
                {std::min(step.quantity, largest_quantity), to_millionths(1 - step.discount_share)});
    return terms;
}

std::vector<CostLine> breakdown(
    Plan const& plan, Tariff const& tariff, Terms const& terms, Job const& job, Money subtotal)
{
    auto const quantity = job.selection.quantity;
    auto const& service = job.service();
    Lines lines;
    double direct_cost = 0;
    for (auto const& charge : plan.charges) {
        auto const cost = charge.cost.at(quantity);
        direct_cost += cost;
        lines.add(charge.code, charge.label, round_to_money(cost, terms.digits));
    }
    auto const overhead = direct_cost * share(service.overhead_share);
    auto const risk = (direct_cost + overhead) * share(service.risk_share);
    lines.add("overhead", "Overhead", round_to_money(overhead, terms.digits));
    lines.add("risk_reserve", "Reserve for failed pieces", round_to_money(risk, terms.digits));

    auto const discounted = to_money(tariff.discounted(quantity));
    auto const discount = discounted - to_money(tariff.list_price(quantity));
    auto const margin = discounted - discount - lines.sum();
    lines.add(service.margin > 0 ? "margin" : "rounding", service.margin > 0 ? "Margin" : "Rounding", margin);
    lines.add("quantity_discount", "Quantity discount", discount);
    lines.add("minimum_charge", "Up to the minimum charge", subtotal - discounted);
    auto made = std::move(lines).take();
    for (auto& cost : made)
        if (auto detail = explanation(cost.code, plan, job); !detail.empty()) cost.detail = std::move(detail);
    return made;
}

} // namespace guildhall::pricing
