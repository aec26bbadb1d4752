#pragma once
// Points spread over the surface of a part, each standing for a piece of it.
#include "bvh.hpp"

namespace guildhall::geometry {

struct SurfaceSample {
    Vec3 position;
    Vec3 normal; // outwards
    double area = 0;
};

// About `count` samples, at most three times as many. Large triangles are divided evenly, whatever their order in the
// file. Of a mesh of very many triangles, those below half of a sample's share are represented by one of their
// neighbours along the space-filling curve.
std::vector<SurfaceSample> sample_surface(BoxedPart const& part, Bvh const& bvh, std::size_t count);

} // namespace guildhall::geometry
