#pragma once
// Reads the text structure of a STEP file (ISO 10303-21) before anything else touches it. OpenCASCADE trusts its input:
// a dangling reference or a cyclic assembly is a null pointer or an endless recursion there. What can be judged by
// the text alone is judged here, in one pass, with a sentence that says what is wrong and in which line.
#include "geometry/analysis.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace guildhall::step {

// Beyond these a file is refused. Real files of the corpus stay far below each of them.
struct Limits {
    std::size_t nesting = 32;                // parentheses inside one statement
    std::size_t statement_bytes = 4'000'000; // OpenCASCADE's parser is quadratic in very long lists
    std::size_t string_bytes = 65'536;
    std::size_t entities = 3'000'000;
    double magnitude = 1e7;              // of coordinates, directions and radii, in the unit of the file
    std::size_t reference_chain = 1'000; // entities referring to entities, longest path
    std::size_t assembly_depth = 200;
    std::size_t instances = 20'000; // parts of an assembly when everything is counted out
};

struct ByteRange {
    std::size_t begin = 0, end = 0;
};

// What a file holds, judged by the names of its entities.
struct Outline {
    std::string schema; // first name in FILE_SCHEMA, upper case, without the object identifier
    std::int64_t entities = 0;
    std::int64_t solids = 0;         // B-rep solids, each counted once however often it is used
    std::int64_t surface_models = 0; // shells that do not claim to be solids
    std::int64_t tessellations = 0;  // bodies given as triangles only
    std::int64_t external_files = 0;
    std::int64_t finite_elements = 0;
    std::vector<ByteRange> dispensable; // ends of lists of triangles; without() gives the file without them
};

// Checks header, sections, quotes, comments, nesting, numbers, duplicate and dangling ids, cyclic references, cyclic
// and exploding assemblies. Fails with damaged_file, unknown_format, empty_file or too_complex; the detail names the
// line.
std::expected<Outline, geometry::Failure> prescan(std::span<std::byte const> file, Limits const& limits = {});

// The file without the given parts, which are ascending and do not overlap.
std::string without(std::span<std::byte const> file, std::span<ByteRange const> parts);

} // namespace guildhall::step
