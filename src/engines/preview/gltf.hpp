#pragma once
// The JSON half of a GLB file.
#include "vector.hpp"
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace guildhall::preview {

// One part's share of the common streams of vertices and indices.
struct GltfPart {
    std::string name;
    std::uint32_t material = 0;
    std::size_t first_vertex = 0, vertex_count = 0;
    std::size_t first_index = 0, index_count = 0;
    std::array<double, 3> origin{}; // millimetres of the quantised position 0, 0, 0
    double step = 1;                // millimetres per quantisation step
    std::array<int, 3> largest{};   // of the quantised positions
};

// A compressed stream: where it stands in the file's buffer, and what it becomes when decoded.
struct GltfStream {
    std::size_t offset = 0, bytes = 0;
    std::size_t count = 0; // elements, each `stride` bytes when decoded
    std::size_t stride = 0;
};

struct GltfDocument {
    std::vector<GltfPart> parts;
    std::vector<Vector> materials; // linear base colours
    GltfStream positions, normals, indices;
    std::size_t buffer_bytes = 0;
    std::size_t triangles_original = 0;
    bool simplified = false;
};

// Positions are 16-bit integers padded to 8 bytes, normals octahedral in 4 bytes, indices 4 bytes.
std::string write_json(GltfDocument const& document);

} // namespace guildhall::preview
