#pragma once
// From the bytes of an STL or 3MF file to everything known about it.
#include "geometry/analysis.hpp"
#include "geometry/assembly.hpp"
#include "geometry/file_kind.hpp"
#include "geometry/mesh.hpp"
#include "geometry/units.hpp"
#include <expected>
#include <optional>
#include <span>

namespace guildhall::geometry {

struct AnalyzedMesh {
    Analysis analysis;
    Mesh mesh;         // millimetres
    Assembly assembly; // the same as a tree, where the file has one
    std::vector<ThinWall> thin_walls;
};

// Only the triangles, for a picture of a file that has been measured before. Errors as below.
std::expected<Mesh, Failure> read_mesh_file(
    std::span<std::byte const> bytes, FileKind kind, std::optional<LengthUnit> unit = std::nullopt);

// Reads, measures and computes the shape. `unit` is what the user says an STL is in (millimetres are assumed
// otherwise); files that carry a unit of their own keep it.
// Errors: those of the readers; unknown_format when `kind` is neither stl nor threemf.
std::expected<AnalyzedMesh, Failure> analyze_mesh_file(
    std::span<std::byte const> bytes, FileKind kind, std::optional<LengthUnit> unit = std::nullopt);

} // namespace guildhall::geometry
