#pragma once
// The JSON half of a GLB file.
#include "vector.hpp"
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guildhall::preview {

// What a primitive is for a viewer; written as extras.role, nothing for surfaces.
enum class GltfRole { surface, edges, smooth_edges, finding };

// Some triangles or lines, as a piece of the common streams.
struct GltfPrimitive {
    GltfRole role = GltfRole::surface;
    std::string code; // of a finding, as in the problems of the analysis
    std::size_t first_vertex = 0, vertex_count = 0;
    std::size_t first_normal = 0; // surfaces only
    std::size_t first_index = 0, index_count = 0;
    std::array<int, 3> lowest{65535, 65535, 65535}, highest{}; // of the quantised positions
};

struct GltfMesh {
    struct Use {
        std::size_t primitive = 0;
        std::size_t material = 0;
    };
    std::string name;
    std::vector<Use> primitives;
};

struct GltfNode {
    std::string name;
    std::optional<std::size_t> parent; // an earlier node; none: the root
    std::optional<std::size_t> mesh;
    std::array<double, 16> matrix{}; // from quantised positions to millimetres; written where there is a mesh
    bool moved_only = false;         // the matrix is a translation and one scale
    bool auxiliary = false;          // in the file, but no part of what is made
    bool finding = false;            // no part at all: shows where something is the matter
};

struct GltfMaterial {
    char const* name = "surface";
    Vector color; // linear
};

// A compressed stream: where it stands in the file's buffer, and what it becomes when decoded.
struct GltfStream {
    std::size_t offset = 0, bytes = 0;
    std::size_t count = 0; // elements, each `stride` bytes when decoded
    std::size_t stride = 0;
};

struct GltfDocument {
    std::vector<GltfPrimitive> primitives;
    std::vector<GltfMesh> meshes;
    std::vector<GltfNode> nodes;
    std::vector<GltfMaterial> materials;
    GltfStream triangles, positions, normals, lines; // an empty stream is not written
    std::size_t buffer_bytes = 0;
    std::size_t triangles_original = 0, triangles_drawn = 0; // every instance counted
    std::size_t bodies = 0;
    bool simplified = false;
};

// Positions are 16-bit integers padded to 8 bytes, normals octahedral in 4 bytes, indices 4 bytes.
std::string write_json(GltfDocument const& document);

} // namespace guildhall::preview
