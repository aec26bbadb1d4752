#pragma once
// Edges worth a line: where a surface bends sharply, where a B-rep has an edge, and where a mesh is not as it should
// be.
#include "geometry/assembly.hpp"
#include "vector.hpp"
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace guildhall::preview {

struct Segment {
    std::uint32_t from = 0, to = 0;
    std::uint32_t triangle = 0; // one that has this edge
};

struct FeatureEdges {
    std::vector<Segment> sharp;        // the surface bends by more than crease_degrees
    std::vector<Segment> smooth;       // edges of a B-rep over which the surface goes on smoothly
    std::vector<Segment> open;         // used by one triangle only
    std::vector<Segment> non_manifold; // used by more than two
    std::vector<Segment> misoriented;  // of two triangles that disagree about the outside
};

// Edges of a mesh. Creases of noisy meshes (scans), where more than a third of all edges of a large mesh would be one,
// are left out.
FeatureEdges find_feature_edges(std::span<Vector const> positions, std::span<std::uint32_t const> indices);

// Edges of a triangulated B-rep, told apart into sharp and smooth ones.
FeatureEdges classify_edges(std::span<Vector const> positions, std::span<std::uint32_t const> indices,
    std::span<geometry::VertexPair const> edges);

} // namespace guildhall::preview
