#pragma once
// What a piece takes of a powder build.
#include "plan.hpp"

namespace guildhall::pricing {

// Chamber volume a piece keeps from others: its box and gap, at the usual packing.
double powder_chamber_used(Part const& part, PowderParameters const& parameters);

// Powder fused into the piece, and powder round it that is too old to be used again.
double powder_grams(
    Part const& part, double chamber_used_mm3, Material const& material, PowderParameters const& parameters);

} // namespace guildhall::pricing
