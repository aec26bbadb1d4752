#pragma once
// The values that attributes of a 3MF model hold.
#include "transform.hpp"
#include <cstdint>
#include <optional>
#include <string_view>

namespace guildhall::geometry::threemf {

// A decimal number with blanks round it at most: not "1,5", "nan" or "1.0mm".
std::optional<double> number_in(std::string_view text);

// A resource number or an index.
std::optional<std::uint32_t> index_in(std::string_view text);

// Twelve finite numbers.
std::optional<Transform> transform_in(std::string_view text);

// "#RRGGBB" or "#RRGGBBAA", sRGB, as linear RGBA.
std::optional<std::array<float, 4>> color_in(std::string_view text);

} // namespace guildhall::geometry::threemf
