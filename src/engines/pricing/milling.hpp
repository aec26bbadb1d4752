#pragma once
// What a mill removes from the stock for one piece, and how long that takes.
#include "plan.hpp"

namespace guildhall::pricing {

struct MillingWork {
    geometry::Dimensions stock_mm;
    double stock_mm3 = 0;
    double removed_mm3 = 0;
    double finished_mm2 = 0; // surface that is not stock
    double setups = 1;
};
MillingWork milling_work(Part const& part, MillingParameters const& parameters);

// 1 for stout and reachable parts, more for thin walls and undercuts; steady, so that near-equal parts cost nearly the
// same.
double milling_difficulty(Part const& part, double thin_wall_mm, MillingParameters const& parameters);

// Stock for any number of pieces: the first kilograms of an order cost more, those of a large lot less.
QuantityCurve stock_cost(double kg_each, double price_per_kg, MillingParameters const& parameters);

} // namespace guildhall::pricing
