#pragma once
// How a file puts its bodies together: shapes that are stored once, and the tree that says where each of them stands.
// Beside the mesh, which holds the same triangles counted out and placed, this is what a viewer shows as a tree.
#include "geometry/mesh.hpp"
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guildhall::geometry {

using VertexPair = std::array<std::uint32_t, 2>;

// One shape in coordinates of its own, millimetres.
struct AssemblyBody {
    std::string name;
    Mesh mesh;                     // a part for each of its colours
    bool exact = false;            // made from a B-rep, so that `edges` are its edges
    std::vector<VertexPair> edges; // straight pieces of the B-rep's edges, seams left out; vertices of `mesh`
};

// A column-major affine map without its last row: three directions, then the origin.
using Placement = std::array<double, 12>;
constexpr Placement unmoved{1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};

struct AssemblyNode {
    std::string name;
    std::optional<std::uint32_t> parent; // an earlier node; none: the file itself
    std::optional<std::uint32_t> body;   // none: a group
    Placement placement = unmoved;       // of a body: from its own coordinates to the file's, whatever stands between
    std::array<float, 4> color{0, 0, 0, 0}; // of this occurrence, linear RGBA; alpha 0: the body's own
    bool auxiliary = false;                 // a support or modifier: in the file, but no part of what is made
};

struct Assembly {
    std::vector<AssemblyBody> bodies;
    std::vector<AssemblyNode> nodes; // parents before their children; none: the file has no structure worth a tree
};

// Trees with more occurrences are left out: no viewer draws them one by one, and nobody reads them.
constexpr std::size_t most_assembly_nodes = 4'000;

} // namespace guildhall::geometry
