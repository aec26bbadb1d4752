#pragma once
// What a resin printer cures for one piece, and how long a plate takes.
#include "plan.hpp"

namespace guildhall::pricing {

struct SlaResin {
    double part_mm3 = 0;
    double support_mm3 = 0;
    double film_mm3 = 0; // washed off
    double cured_mm3() const { return part_mm3 + support_mm3; }
};
SlaResin sla_resin(Part const& part, SlaParameters const& parameters);

// Seconds for a plate of any number of pieces this high; `filled_share` is the cured share of a middle layer.
double sla_plate_time(double height_mm, double filled_share, SlaProfile const& profile, double exposure_factor);

} // namespace guildhall::pricing
