#pragma once
// Bodies whose measures are known, and ways to change a mesh without changing the part.
#include "geometry/mesh.hpp"
#include <cstddef>
#include <cstdint>

namespace guildhall::geometry::solids {

// With one corner at `low`; `outward` false turns it inside out, as the wall of a cavity is.
Mesh box(Vec3 size, Vec3 low = {}, bool outward = true);

// About the origin; 4 * rings^2 triangles. `bump` makes it uneven.
Mesh sphere(double radius, int rings, double bump = 0);

// Along z from 0, with `sides` flat sides.
Mesh tube(double outer_radius, double inner_radius, double height, int sides);

// A right triangle of the given legs in the x-y plane, extruded along z.
Mesh wedge(double leg_x, double leg_y, double height);

// Both in one mesh, vertices not shared.
Mesh together(Mesh first, Mesh const& second);

// Turned about a random axis and moved by several times its size.
Mesh moved(Mesh mesh, std::uint32_t seed);

// Triangles in another order, each beginning at another corner.
Mesh shuffled(Mesh mesh, std::uint32_t seed);

std::vector<std::byte> to_binary_stl(Mesh const& mesh);

} // namespace guildhall::geometry::solids
