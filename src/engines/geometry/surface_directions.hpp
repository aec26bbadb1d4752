#pragma once
// Which way the surface of a part faces, and how much of it.
#include "made_parts.hpp"
#include "vec3.hpp"

namespace guildhall::geometry {

struct SurfaceDirection {
    Vec3 normal; // unit length
    double area = 0;
};

// Facets summed up by direction in cells of about half a degree; only directions with at least 0.1 % of the surface,
// so at most 1000. A flat face is one entry with its exact normal; a sphere has none.
std::vector<SurfaceDirection> surface_directions(Mesh const& mesh);

// Area that faces along one of the axes or against it, within about two degrees.
double area_along(std::array<Vec3, 3> const& axes, std::vector<SurfaceDirection> const& directions);

} // namespace guildhall::geometry
