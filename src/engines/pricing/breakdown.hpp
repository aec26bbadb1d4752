#pragma once
// From a plan's direct cost to the lines people read.
#include "plan.hpp"
#include "quantity.hpp"

namespace guildhall::pricing {

inline constexpr double largest_margin = 0.95;

// What finish, tolerance and colour add to any plan.
void add_choice_charges(Plan& plan, Job const& job);

// The price of all quantities before the choice of quantity and rush.
Terms terms_for(Catalogue const& catalogue, Service const& service);

// The lines of a subtotal at one quantity. They add up to it exactly: `margin` takes what rounding leaves over (at most
// a few minor units and, because a further piece costs whole minor units, about one per piece).
std::vector<CostLine> breakdown(
    Plan const& plan, Tariff const& tariff, Terms const& terms, Job const& job, Money subtotal);

} // namespace guildhall::pricing
