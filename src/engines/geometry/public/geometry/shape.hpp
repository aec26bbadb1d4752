#pragma once
// The numbers that prices are made from.
#include "geometry/analysis.hpp"
#include "geometry/mesh.hpp"

namespace guildhall::geometry {

// Independent of how the part is moved and turned and in which order its triangles come, to 0.5 % in what a price uses.
// Auxiliary parts are left out. Works on any mesh; open ones give walls and support volumes as far as rays meet
// anything. About 60 ms for 100,000 triangles, 300 ms for a million.
Shape shape_of(Mesh const& mesh);

} // namespace guildhall::geometry
