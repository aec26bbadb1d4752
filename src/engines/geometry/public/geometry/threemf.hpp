#pragma once
// Reads 3MF (core 1.3 with the production and material extensions) into one mesh.
#include "geometry/analysis.hpp"
#include "geometry/assembly.hpp"
#include "geometry/mesh.hpp"
#include "geometry/units.hpp"
#include <cstddef>
#include <expected>
#include <span>

namespace guildhall::geometry {

// Everything that an untrusted package could use to exhaust the reader. Beyond any of them: Defect::too_complex.
struct ThreemfLimits {
    std::size_t package_entries = 2000;
    std::size_t unpacked_bytes = std::size_t{2} << 30;
    std::size_t unpacked_per_packed_byte = 200;   // looked at after
    std::size_t unpacked_before_ratio = 8U << 20; // so many bytes: small files may shrink by any ratio
    std::size_t vertices = 30'000'000;
    std::size_t triangles = 10'000'000; // with every instance counted
    std::size_t components = 200'000;
    std::size_t instances = 1'000'000;
    std::size_t component_depth = 32;
};

struct ThreemfModel {
    Mesh mesh;                        // millimetres; a part per instance of a meshed object
    LengthUnit unit = LengthUnit::mm; // of the file
    Assembly assembly;                // the same as a tree; empty when that would be too large
    std::vector<PartSummary> items;   // of the build, equal ones counted together; the first most_listed_parts
    std::int64_t distinct_items = 0;  // all of them; those that are not listed count each time they occur
    std::vector<Problem> remarks;     // what was in the file and could not be taken into account
};

// Errors: damaged_file (not a package, or against the specification: with part and line), unsupported_feature
// (encrypted, or an unknown required extension), no_geometry (no triangles in the build), too_complex.
std::expected<ThreemfModel, Failure> read_3mf(std::span<std::byte const> bytes, ThreemfLimits const& limits = {});

} // namespace guildhall::geometry
