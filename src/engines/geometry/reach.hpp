#pragma once
#include "surface_samples.hpp"

namespace guildhall::geometry {

struct Reach {
    std::int64_t setups = 0;      // least number of box-axis directions from which all reachable surface is reached
    double unreachable_share = 0; // of the surface
};

// A place is reached from a direction when nothing stands between it and the tool; walls along the direction count, as
// a cutter mills them with its side. Surface below 0.4 % of the whole does not make a set-up of its own.
Reach milling_reach(BoxedPart const& part, Bvh const& bvh, std::vector<SurfaceSample> const& samples);

} // namespace guildhall::geometry
