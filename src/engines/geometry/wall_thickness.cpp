#include "wall_thickness.hpp"
#include "geometry/shape.hpp"
#include <algorithm>

namespace guildhall::geometry {
namespace {

constexpr double thin_share = 0.005;

// Beyond this the two sides form an edge rather than a wall: 60 degrees.
constexpr double least_opposed = 0.5;

struct Wall {
    double thickness, area;
    SurfaceSample const* sample;
};

std::vector<ThinWall> thinnest_of(std::vector<Wall> const& sorted, double thin_mm)
{
    constexpr double alike = 1.25;
    std::vector<ThinWall> thinnest;
    for (auto const& wall : sorted) {
        if (wall.thickness > alike * thin_mm || wall.thickness >= most_thin_mm || thinnest.size() == most_thin_walls)
            break;
        auto const& [position, normal, area] = *wall.sample;
        thinnest.push_back({position, position - normal * wall.thickness, wall.thickness});
    }
    return thinnest;
}

double quantile(std::vector<Wall> const& sorted, double share)
{
    double total = 0;
    for (auto const& wall : sorted) total += wall.area;
    double sum = 0;
    for (auto const& wall : sorted) {
        sum += wall.area;
        if (sum >= share * total) return wall.thickness;
    }
    return 0;
}

} // namespace

WallThickness wall_thickness(BoxedPart const& part, Bvh const& bvh, std::vector<SurfaceSample> const& samples)
{
    // Bodies of an assembly touch and overlap a little; walls as thin as this are never meant.
    auto const start_depth = 1e-4 * part.diagonal;
    std::vector<Wall> walls;
    walls.reserve(samples.size());
    for (auto const& sample : samples) {
        auto const hit =
            bvh.first_hit(to_point(sample.position - sample.normal * start_depth), to_point(-sample.normal));
        if (!hit || dot(part.normal(hit->triangle), sample.normal) > -least_opposed) continue;
        walls.push_back({static_cast<double>(hit->distance) + start_depth, sample.area, &sample});
    }
    std::ranges::sort(walls, {}, &Wall::thickness);
    auto const thin = quantile(walls, thin_share);
    return {thin, quantile(walls, 0.5), thinnest_of(walls, thin)};
}

} // namespace guildhall::geometry
