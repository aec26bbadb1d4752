#include "surface_directions.hpp"
#include <algorithm>

namespace guildhall::geometry {
namespace {

constexpr int cells_per_side = 256;
constexpr double least_share = 1e-3;

// Octahedral map (Meyer et al. 2010): the sphere of directions unfolded into a square.
std::size_t cell_of(Vec3 direction)
{
    auto const scale = 1 / (std::fabs(direction.x) + std::fabs(direction.y) + std::fabs(direction.z));
    auto x = direction.x * scale, y = direction.y * scale;
    if (direction.z < 0) {
        auto const folded = (1 - std::fabs(y)) * (x < 0 ? -1 : 1);
        y = (1 - std::fabs(x)) * (y < 0 ? -1 : 1);
        x = folded;
    }
    auto const index = [](double coordinate) {
        return std::clamp(static_cast<int>((coordinate + 1) * (cells_per_side / 2)), 0, cells_per_side - 1);
    };
    return static_cast<std::size_t>(index(y) * cells_per_side + index(x));
}

} // namespace

std::vector<SurfaceDirection> surface_directions(Mesh const& mesh)
{
    std::vector<Vec3> cells(static_cast<std::size_t>(cells_per_side * cells_per_side));
    double total = 0;
    for_each_made_range(mesh, [&](std::size_t first, std::size_t end) {
        for (auto triangle = first; triangle < end; ++triangle) {
            auto const a = to_vec3(mesh.positions[mesh.indices[3 * triangle]]);
            auto const b = to_vec3(mesh.positions[mesh.indices[3 * triangle + 1]]);
            auto const c = to_vec3(mesh.positions[mesh.indices[3 * triangle + 2]]);
            auto const normal = cross(b - a, c - a) * 0.5;
            auto const area = length(normal);
            if (area == 0) continue;
            cells[cell_of(normal)] += normal;
            total += area;
        }
    });
    std::vector<SurfaceDirection> directions;
    for (auto const& cell : cells)
        if (auto const area = length(cell); area > least_share * total) directions.push_back({unit(cell), area});
    return directions;
}

double area_along(std::array<Vec3, 3> const& axes, std::vector<SurfaceDirection> const& directions)
{
    // Full weight when aligned, falling to nothing at two degrees: no sudden changes when the part is turned.
    constexpr double one_less_cosine_of_two_degrees = 6.1e-4;
    double area = 0;
    for (auto const& direction : directions)
        for (auto const& axis : axes) {
            auto const miss = 1 - std::fabs(dot(axis, direction.normal));
            area += direction.area * std::max(0.0, 1 - miss / one_less_cosine_of_two_degrees);
        }
    return area;
}

} // namespace guildhall::geometry
