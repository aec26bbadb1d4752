#pragma once
// Shading normals that are smooth over curved faces and sharp at creases.
#include "vector.hpp"
#include <cstdint>
#include <span>
#include <vector>

namespace guildhall::preview {

// Two faces that meet at less than this angle belong to one smooth surface.
constexpr float crease_degrees = 32;

// One unit normal per triangle corner: the area-weighted mean of the faces round the vertex that are smooth with the
// corner's own face. Weighting by area keeps flat faces flat where they run into fillets. Neighbours wound the other
// way round are turned over, so that a patch with inconsistent winding is shaded smoothly as well.
std::vector<Vector> corner_normals(std::span<Vector const> positions, std::span<std::uint32_t const> indices);

} // namespace guildhall::preview
