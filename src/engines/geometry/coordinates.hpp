#pragma once
// The range of coordinates the engine computes with.
#include "geometry/analysis.hpp"
#include <array>
#include <expected>
#include <vector>

namespace guildhall::geometry {

// 1000 km. Nothing beyond is a part, and squares and cubes of what is within stay far from overflow in doubles.
inline constexpr double largest_coordinate_mm = 1e9;

// Multiplies every coordinate by `factor`; damaged_file if one leaves the range.
std::expected<void, Failure> scale_positions(std::vector<std::array<float, 3>>& positions, double factor);

} // namespace guildhall::geometry
