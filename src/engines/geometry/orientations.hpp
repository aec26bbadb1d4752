#pragma once
#include "geometry/analysis.hpp"
#include "surface_samples.hpp"

namespace guildhall::geometry {

// The part standing in up to 12 ways: on the six sides of its box and on the largest flat faces of its hull. `hull` is
// laid into the box like the part; `up` of the answers is in file coordinates. Areas are exact, the support volume is
// found by rays from the samples.
std::vector<Orientation> orientations_of(BoxedPart const& part, ConvexHull const& hull, OrientedBox const& box,
    Bvh const& bvh, std::vector<SurfaceSample> const& samples);

} // namespace guildhall::geometry
