#include "geometry/measure.hpp"
#include "base/outcome.hpp"
#include "made_parts.hpp"
#include "problems.hpp"
#include "vec3.hpp"
#include <algorithm>
#include <limits>

namespace guildhall::geometry {
namespace {

// Openings beyond these shares of area and volume make the volume meaningless. Real exports with hairline cracks stay
// below 2e-4; one missing facet of a coarse mesh is above 1e-3.
constexpr double tolerated_missing_area = 1e-3;
constexpr double tolerated_missing_volume = 1e-3;

struct Bounds {
    Vec3 low{1e300, 1e300, 1e300};
    Vec3 high{-1e300, -1e300, -1e300};

    void include(Vec3 point)
    {
        low = {std::min(low.x, point.x), std::min(low.y, point.y), std::min(low.z, point.z)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y), std::max(high.z, point.z)};
    }
    Vec3 size() const { return high - low; }
    Vec3 center() const { return (low + high) * 0.5; }
};

Bounds bounds_of(Mesh const& mesh)
{
    Bounds bounds;
    for (auto const& position : mesh.positions) bounds.include(to_vec3(position));
    return bounds;
}

// Integrals over facets, with coordinates taken from `origin` so that a part far away loses no digits.
struct SurfaceSums {
    Vec3 origin;
    double twice_area = 0;
    Vec3 twice_area_vector; // zero for a closed surface
    Vec3 area_moment;       // of six times the area
    double six_volumes = 0;
    Vec3 volume_moment; // of 24 times the volume
    std::int64_t degenerate = 0;

    void add(Mesh const& mesh, std::size_t first, std::size_t end)
    {
        for (auto triangle = first; triangle < end; ++triangle) {
            auto const corner = [&](std::size_t k) {
                return to_vec3(mesh.positions[mesh.indices[3 * triangle + k]]) - origin;
            };
            auto const a = corner(0), b = corner(1), c = corner(2);
            auto const ab = b - a, ac = c - a;
            auto const normal = cross(ab, ac);
            auto const size = length(normal);
            auto const sum = a + b + c;
            auto const six_volume = dot(a, normal);
            twice_area += size;
            twice_area_vector += normal;
            area_moment += sum * size;
            six_volumes += six_volume;
            volume_moment += sum * six_volume;
            // Collinear corners rarely give an exact zero.
            degenerate += size <= 1e-12 * std::max(dot(ab, ab), dot(ac, ac));
        }
    }

    double area() const { return twice_area / 2; }
    double volume_from(Vec3 apex) const { return six_volumes / 6 - dot(apex - origin, twice_area_vector) / 6; }
    Vec3 surface_center() const { return twice_area > 0 ? origin + area_moment * (1 / (3 * twice_area)) : origin; }
    Vec3 volume_center() const { return origin + volume_moment * (1 / (4 * six_volumes)); }
};

SurfaceSums sums_over(Mesh const& mesh, Vec3 origin, bool auxiliary)
{
    SurfaceSums sums;
    sums.origin = origin;
    if (!auxiliary) {
        for_each_made_range(mesh, [&](std::size_t first, std::size_t end) { sums.add(mesh, first, end); });
        return sums;
    }
    for (auto const& part : mesh.parts)
        if (part.auxiliary) sums.add(mesh, part.first_triangle, std::size_t{part.first_triangle} + part.triangle_count);
    return sums;
}

} // namespace

double signed_volume(Mesh const& mesh, std::size_t first_triangle, std::size_t triangle_count)
{
    return measure_piece(mesh, first_triangle, triangle_count).signed_volume_mm3;
}

Dimensions PieceMeasures::box() const
{
    if (low.x > high.x) return {};
    return {high.x - low.x, high.y - low.y, high.z - low.z};
}

PieceMeasures measure_piece(Mesh const& mesh, std::size_t first_triangle, std::size_t triangle_count)
{
    PieceMeasures piece;
    Bounds bounds;
    for (auto i = 3 * first_triangle; i < 3 * (first_triangle + triangle_count); ++i)
        bounds.include(to_vec3(mesh.positions[mesh.indices[i]]));
    piece.low = bounds.low;
    piece.high = bounds.high;
    if (triangle_count == 0) return piece;
    SurfaceSums sums;
    sums.origin = bounds.center();
    sums.add(mesh, first_triangle, first_triangle + triangle_count);
    piece.area_mm2 = sums.area();
    piece.signed_volume_mm3 = sums.volume_from(sums.surface_center());
    return piece;
}

Analysis measure(Mesh const& mesh)
{
    check(mesh.positions.size() < (std::size_t{1} << 31), "vertex numbers fit 31 bits");
    Analysis analysis;
    analysis.triangles = static_cast<std::int64_t>(mesh.triangle_count());
    if (mesh.indices.empty()) {
        analysis.volume_reliable = false;
        return analysis;
    }
    auto const bounds = bounds_of(mesh);
    auto const made = sums_over(mesh, bounds.center(), false);
    auto const rest = sums_over(mesh, bounds.center(), true);
    auto const signed_sum = made.volume_from(made.surface_center());
    auto const area = made.area() + rest.area();

    MeshFindings findings;
    findings.topology = topology_of(mesh, made.surface_center());
    findings.degenerate_facets = made.degenerate + rest.degenerate;
    findings.flat = std::fabs(signed_sum) <= 1e-9 * std::pow(made.area(), 1.5);
    findings.inside_out = signed_sum < 0 && !findings.flat;
    findings.volume_reliable =
        !findings.flat && length(findings.topology.missing_area_vector) <= tolerated_missing_area * area &&
        std::fabs(findings.topology.missing_volume_mm3) <= tolerated_missing_volume * std::fabs(signed_sum);
    findings.largest_dimension_mm = std::max({bounds.size().x, bounds.size().y, bounds.size().z});

    analysis.volume_mm3 = std::fabs(signed_sum);
    analysis.volume_reliable = findings.volume_reliable;
    analysis.surface_area_mm2 = area;
    analysis.auxiliary_area_mm2 = rest.area();
    analysis.bounding_box_mm = {bounds.size().x, bounds.size().y, bounds.size().z};
    auto const center = findings.volume_reliable ? made.volume_center() : made.surface_center();
    analysis.center_of_mass_mm = {center.x, center.y, center.z};
    analysis.bodies = findings.topology.shells;
    analysis.watertight = findings.topology.watertight();
    analysis.problems = problems_in(findings);
    return analysis;
}

} // namespace guildhall::geometry
