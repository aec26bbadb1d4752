#pragma once
// A part laid into its smallest box: the axes of the box are the axes of space, its centre is the origin. Whatever is
// computed from here on does not know how the part lay in its file.
#include "oriented_box.hpp"

namespace guildhall::geometry {

using Point = std::array<float, 3>;

inline Point to_point(Vec3 v) { return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)}; }

struct BoxedPart {
    std::vector<Point> vertices;
    std::vector<std::array<std::uint32_t, 3>> triangles; // auxiliary parts and triangles without area left out
    std::vector<Point> normals;                          // one per triangle, unit length
    std::vector<float> areas;                            // one per triangle
    double area = 0;
    Vec3 half_size;      // of the box
    double diagonal = 0; // of the box

    Vec3 vertex(std::uint32_t index) const { return to_vec3(vertices[index]); }
    Vec3 normal(std::size_t triangle) const { return to_vec3(normals[triangle]); }
};

BoxedPart lay_into(OrientedBox const& box, Mesh const& mesh);

} // namespace guildhall::geometry
