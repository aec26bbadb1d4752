#pragma once
// Triangles as every reader delivers them and every computation takes them: millimetres, right-handed, Z up.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace guildhall::geometry {

struct Vec3 {
    double x = 0, y = 0, z = 0;
};

// A place where a wall is thin: the points on its two sides, in the coordinates of the mesh.
struct ThinWall {
    Vec3 from, to;
    double thickness_mm = 0;
};

// One body type of an assembly, or the only part of a plain file.
struct MeshPart {
    std::string name;
    std::uint32_t first_triangle = 0; // into Mesh::indices / 3
    std::uint32_t triangle_count = 0;
    std::array<float, 4> color{0, 0, 0, 0}; // linear RGBA from the file; alpha 0 means the file gives none
    std::uint32_t body = 0;                 // parts of the same number are occurrences or colours of one body
    bool auxiliary = false; // a support or modifier of a 3MF project: in the file, but no part of what is made
};

// An indexed triangle mesh. Within a part, vertices that are bit-identical are one vertex.
struct Mesh {
    std::vector<std::array<float, 3>> positions;
    std::vector<std::uint32_t> indices; // three per triangle, counter-clockwise from outside
    std::vector<MeshPart> parts;        // in order, covering all triangles; empty means one nameless part
    std::size_t triangle_count() const { return indices.size() / 3; }
};

} // namespace guildhall::geometry
