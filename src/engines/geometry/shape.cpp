#include "geometry/shape.hpp"
#include "orientations.hpp"
#include "reach.hpp"
#include "wall_thickness.hpp"
#include <algorithm>

namespace guildhall::geometry {
namespace {

constexpr std::size_t sample_count = 10'000;

// Without auxiliary parts all vertices count, and need not be copied.
ConvexHull hull_of(Mesh const& mesh)
{
    if (std::ranges::none_of(mesh.parts, &MeshPart::auxiliary)) return convex_hull(mesh.positions);
    std::vector<bool> used(mesh.positions.size(), false);
    for_each_made_range(mesh, [&](std::size_t first, std::size_t end) {
        for (auto i = 3 * first; i < 3 * end; ++i) used[mesh.indices[i]] = true;
    });
    std::vector<Point> points;
    for (std::size_t i = 0; i < used.size(); ++i)
        if (used[i]) points.push_back(mesh.positions[i]);
    return convex_hull(points);
}

ConvexHull lay_into(OrientedBox const& box, ConvexHull hull)
{
    auto const direction = [&](Vec3 d) { return Vec3{dot(d, box.axes[0]), dot(d, box.axes[1]), dot(d, box.axes[2])}; };
    for (auto& vertex : hull.vertices) vertex = box.to_box(vertex);
    for (auto& facet : hull.facets) facet.normal = direction(facet.normal);
    return hull;
}

// Facets that lie in a side of the box, within two degrees and a thousandth of the diagonal.
double area_in_box_faces(BoxedPart const& part)
{
    constexpr float least_cosine = 0.9994F;
    auto const tolerance = static_cast<float>(1e-3 * part.diagonal);
    std::array const half{static_cast<float>(part.half_size.x), static_cast<float>(part.half_size.y),
        static_cast<float>(part.half_size.z)};
    double area = 0;
    for (std::size_t i = 0; i < part.triangles.size(); ++i)
        for (std::size_t axis = 0; axis < 3; ++axis) {
            if (std::fabs(part.normals[i][axis]) < least_cosine) continue;
            auto const sign = part.normals[i][axis] < 0 ? -1.0F : 1.0F;
            bool const in_face = std::ranges::all_of(part.triangles[i],
                [&](std::uint32_t corner) { return sign * part.vertices[corner][axis] >= half[axis] - tolerance; });
            if (in_face) area += static_cast<double>(part.areas[i]);
        }
    return area;
}

} // namespace

Shape shape_of(Mesh const& mesh, std::vector<ThinWall>* thin_walls)
{
    Shape shape;
    auto const hull = hull_of(mesh);
    auto const box = smallest_box(hull, surface_directions(mesh));
    shape.oriented_box_mm = {box.size[0], box.size[1], box.size[2]};
    shape.convex_hull_volume_mm3 = hull.volume;
    auto const part = lay_into(box, mesh);
    if (part.triangles.empty()) return shape;

    Bvh const bvh(part);
    auto const samples = sample_surface(part, bvh, sample_count);
    auto const walls = wall_thickness(part, bvh, samples);
    if (thin_walls)
        for (auto const& wall : walls.thinnest)
            thin_walls->push_back({box.from_box(wall.from), box.from_box(wall.to), wall.thickness_mm});
    auto const reach = milling_reach(part, bvh, samples);
    shape.box_face_area_mm2 = area_in_box_faces(part);
    shape.thin_wall_mm = walls.thin_mm;
    shape.median_wall_mm = walls.median_mm;
    shape.milling_setups = reach.setups;
    shape.unreachable_area_share = reach.unreachable_share;
    shape.orientations = orientations_of(part, lay_into(box, hull), box, bvh, samples);
    return shape;
}

} // namespace guildhall::geometry
