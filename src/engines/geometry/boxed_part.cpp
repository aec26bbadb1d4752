#include "boxed_part.hpp"
#include "made_parts.hpp"

namespace guildhall::geometry {
BoxedPart lay_into(OrientedBox const& box, Mesh const& mesh)
{
    BoxedPart part;
    part.half_size = Vec3{box.size[0], box.size[1], box.size[2]} * 0.5;
    part.diagonal = 2 * length(part.half_size);
    part.vertices.reserve(mesh.positions.size());
    for (auto const& position : mesh.positions) part.vertices.push_back(to_point(box.to_box(to_vec3(position))));
    part.triangles.reserve(mesh.triangle_count());
    part.normals.reserve(mesh.triangle_count());
    part.areas.reserve(mesh.triangle_count());
    for_each_made_range(mesh, [&](std::size_t first, std::size_t end) {
        for (auto triangle = first; triangle < end; ++triangle) {
            std::array const corners{
                mesh.indices[3 * triangle], mesh.indices[3 * triangle + 1], mesh.indices[3 * triangle + 2]};
            auto const a = part.vertex(corners[0]);
            auto const normal = cross(part.vertex(corners[1]) - a, part.vertex(corners[2]) - a);
            auto const twice_area = length(normal);
            if (twice_area == 0) continue;
            part.triangles.push_back(corners);
            part.normals.push_back(to_point(normal * (1 / twice_area)));
            part.areas.push_back(static_cast<float>(twice_area / 2));
            part.area += twice_area / 2;
        }
    });
    return part;
}

} // namespace guildhall::geometry
