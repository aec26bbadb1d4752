#include "breakdown.hpp"
#include "choice.hpp"
#include "findings.hpp"
#include "lead_time.hpp"
#include "plan.hpp"
#include "pricing/pricing.hpp"
#include "quantity.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace guildhall::pricing {
namespace {


// A plan with its price for any quantity.
struct Offer {
    Plan plan;
    Tariff tariff;
};

std::vector<Offer> offers_from(std::vector<Plan> plans, Job const& job, Terms const& terms)
{
    std::vector<Offer> offers;
    offers.reserve(plans.size());
    std::vector<QuantityCurve> costs;
    for (auto& plan : plans) {
        add_choice_charges(plan, job);
        costs.clear();
        for (auto const& charge : plan.charges) costs.push_back(charge.cost);
        offers.push_back({std::move(plan), Tariff(costs, terms)});
    }
    return offers;
}

Offer const& cheapest(std::vector<Offer> const& offers, std::int64_t quantity)
{
    return *std::ranges::min_element(offers, {}, [&](Offer const& offer) { return offer.tariff.price(quantity); });
}

// The lowest price of all offers; the lowest of well-behaved prices behaves as well. Nothing when no invoice can hold
// it.
std::optional<Money> subtotal_of(std::vector<Offer> const& offers, std::int64_t quantity)
{
    auto const lowest = cheapest(offers, quantity).tariff.price(quantity);
    if (lowest > largest_price) return std::nullopt;
    return Money{static_cast<std::int64_t>(lowest)};
}

std::vector<std::int64_t> table_quantities(Catalogue const& catalogue, Selection const& selection)
{
    std::vector<std::int64_t> quantities{selection.quantity};
    for (auto const& step : catalogue.quantity_steps)
        if (step.active && step.service == selection.service->code && step.quantity >= 1 &&
            step.quantity <= largest_quantity)
            quantities.push_back(step.quantity);
    std::ranges::sort(quantities);
    auto const repeated = std::ranges::unique(quantities);
    quantities.erase(repeated.begin(), repeated.end());
    return quantities;
}

std::vector<PriceBreak> price_table(
    std::vector<Offer> const& offers, Catalogue const& catalogue, Selection const& selection)
{
    std::vector<PriceBreak> table;
    for (auto const quantity : table_quantities(catalogue, selection)) {
        auto const total = subtotal_of(offers, quantity);
        if (!total) break; // nor can larger ones be priced
        table.push_back({quantity, unit_price(*total, quantity), *total});
    }
    return table;
}

// The machines that can make it, the cheapest first, then in the catalogue's order.
std::vector<SuitableMachine> suitable_machines(std::vector<Offer> const& offers, Machine const& chosen)
{
    std::vector<SuitableMachine> machines{{chosen.code, chosen.name}};
    for (auto const& offer : offers) {
        auto const& machine = *offer.plan.machine;
        auto const listed = std::ranges::find(machines, machine.code, &SuitableMachine::code) != machines.end();
        if (!listed) machines.push_back({machine.code, machine.name});
    }
    return machines;
}

} // namespace

std::expected<Price, Rejection> price(
    geometry::Analysis const& analysis, Choice const& choice, Catalogue const& catalogue)
{
    auto const selection = selected(choice, catalogue);
    if (!selection) return std::unexpected(selection.error());
    auto const part = checked_part(analysis);
    if (!part) return std::unexpected(part.error());
    Job const job{catalogue, *selection, *part};
    auto plans = feasible_plans(job);
    if (!plans) return std::unexpected(std::move(plans.error()));

    auto const terms = terms_for(catalogue, job.service());
    auto const offers = offers_from(*std::move(plans), job, terms);
    auto const quantity = selection->quantity;
    auto const subtotal = subtotal_of(offers, quantity);
    if (!subtotal)
        return std::unexpected(Rejection{Refusal::quantity_out_of_range, "quantity",
            "The price of so many pieces is beyond what can be written on an invoice."});

    auto const& best = cheapest(offers, quantity);
    Price price;
    price.choice = words_of(*selection);
    price.unit_price = unit_price(*subtotal, quantity);
    price.subtotal = *subtotal;
    if (selection->rush) price.rush_fee = rush_fee(price.subtotal, to_millionths(selection->rush->multiplier));
    price.total = price.subtotal + price.rush_fee;
    price.price_breaks = price_table(offers, catalogue, *selection);
    price.machine_minutes = best.plan.machine_seconds.at(quantity) / 60;
    price.material_grams = best.plan.grams.at(quantity);
    price.accuracy_percent = job.service().accuracy_percent;
    price.breakdown = breakdown(best.plan, best.tariff, terms, job, price.subtotal);
    price.suitable_machines = suitable_machines(offers, *best.plan.machine);

    auto found = findings(job, best.plan);
    auto const lead = lead_time(job, best.plan);
    price.lead_time_days = lead.days;
    if (!lead.rush_kept)
        found.blocking.push_back({"rush_capacity",
            fmt::format("Production alone takes longer than {} allows; a person has to confirm the date.",
                selection->rush->name)});
    price.warnings = std::move(found.warnings);
    price.blocking = std::move(found.blocking);
    return price;
}

std::optional<Money> rush_fee_for(Catalogue const& catalogue, std::string_view rush, Money subtotal)
{
    auto const* level = active_row(catalogue.rush_levels, rush);
    if (!level) return std::nullopt;
    return rush_fee(subtotal, to_millionths(level->multiplier));
}

} // namespace guildhall::pricing
