#pragma once
#include "surface_samples.hpp"

namespace guildhall::geometry {

struct WallThickness {
    double thin_mm = 0;             // 0.5 % of the surface has thinner walls
    double median_mm = 0;           // 0 for both when no wall was found
    std::vector<ThinWall> thinnest; // in the coordinates of the box, see shape_of()
};

// Looks from each sample straight into the material, to the surface that faces away on the other side.
WallThickness wall_thickness(BoxedPart const& part, Bvh const& bvh, std::vector<SurfaceSample> const& samples);

} // namespace guildhall::geometry
