#pragma once
// The numbers that prices are made from.
#include "geometry/analysis.hpp"
#include "geometry/mesh.hpp"

namespace guildhall::geometry {

// Independent of how the part is moved and turned and in which order its triangles come, to 0.5 % in what a price uses.
// Auxiliary parts are left out. Works on any mesh; open ones give walls and support volumes as far as rays meet
// anything. About 60 ms for 100,000 triangles, 300 ms for a million.
// `thin_walls`, where wanted, gets some of the places where walls are thinnest: those up to a quarter thicker than
// Shape::thin_wall_mm and thinner than most_thin_mm, the thinnest first.
Shape shape_of(Mesh const& mesh, std::vector<ThinWall>* thin_walls = nullptr);

constexpr double most_thin_mm = 3; // no process calls more than this thin
constexpr std::size_t most_thin_walls = 300;

} // namespace guildhall::geometry
