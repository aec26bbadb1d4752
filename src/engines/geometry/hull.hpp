#pragma once
// The convex hull of a part: what its smallest box, its shadows and its resting faces are found from.
#include "vec3.hpp"
#include <span>

namespace guildhall::geometry {

struct HullFacet {
    std::array<std::uint32_t, 3> corners; // counter-clockwise from outside, into ConvexHull::vertices
    Vec3 normal;                          // unit length, outwards
    double area = 0;
};

struct ConvexHull {
    std::vector<Vec3> vertices;
    std::vector<HullFacet> facets; // none if all points lie on one line
    double volume = 0;
    double area = 0;
};

// Quickhull (Barber, Dobkin, Huhdanpaa 1996) on a grid of 2^26 steps, where the tests are exact: no input makes it
// fail, and equal input gives equal output. Points nearer to the hull than 2e-6 of its size are taken as inside; a
// smooth part of many vertices gets the 3000 that matter most, which is exact to about 0.2 % of the volume of a sphere.
// A flat part gives a hull with two sides and no volume.
ConvexHull convex_hull(std::span<std::array<float, 3> const> points);

} // namespace guildhall::geometry
