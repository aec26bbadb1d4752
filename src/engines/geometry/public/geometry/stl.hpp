#pragma once
// Reads STL, binary or ASCII, into an indexed mesh.
#include "geometry/analysis.hpp"
#include "geometry/mesh.hpp"
#include <cstddef>
#include <expected>
#include <span>

namespace guildhall::geometry {

struct StlOptions {
    double millimetres_per_unit = 1.0;      // STL carries no unit
    std::size_t max_triangles = 10'000'000; // more is Defect::too_complex
};

// Bit-identical corners become one vertex. Each named `solid` of an ASCII file becomes a MeshPart; a binary file has
// none. Stored normals are ignored: the winding decides.
// Errors: no_geometry (no facet at all), damaged_file (with line or byte offset), too_complex.
std::expected<Mesh, Failure> read_stl(std::span<std::byte const> bytes, StlOptions const& options = {});

} // namespace guildhall::geometry
