#include "surface_samples.hpp"
#include <algorithm>

namespace guildhall::geometry {
namespace {

// The corners in an order that the shape of the triangle decides: by the length of the side opposite.
std::array<Vec3, 3> ordered_corners(BoxedPart const& part, std::uint32_t triangle)
{
    auto const& indices = part.triangles[triangle];
    std::array<std::pair<double, Vec3>, 3> corners;
    for (std::size_t i = 0; i < 3; ++i) {
        auto const side = part.vertex(indices[(i + 1) % 3]) - part.vertex(indices[(i + 2) % 3]);
        corners[i] = {dot(side, side), part.vertex(indices[i])};
    }
    std::ranges::sort(corners, {}, &std::pair<double, Vec3>::first);
    return {corners[0].second, corners[1].second, corners[2].second};
}

// One point in each of the m * m equal triangles into which lines parallel to the sides divide a triangle. Not in the
// centre but beside it, because centres fall into line with edges of other faces, and whether a ray along an edge hits
// is chance. Neighbours lie to opposite sides, so that sums over the triangle stay right.
void divide(BoxedPart const& part, std::uint32_t triangle, int m, std::vector<SurfaceSample>& samples)
{
    constexpr double beside_i = 1.0 / 3 + 0.0371, beside_j = 1.0 / 3 - 0.0193;
    auto const [a, b, c] = ordered_corners(part, triangle);
    auto const ab = (b - a) * (1.0 / m);
    auto const ac = (c - a) * (1.0 / m);
    auto const area = static_cast<double>(part.areas[triangle]) / (m * m);
    auto const add = [&](double i, double j) { samples.push_back({a + ab * i + ac * j, part.normal(triangle), area}); };
    for (int i = 0; i < m; ++i)
        for (int j = 0; i + j < m; ++j) {
            add(i + beside_i, j + beside_j);
            if (i + j + 1 < m) add(i + 1 - beside_i, j + 1 - beside_j);
        }
}

} // namespace

std::vector<SurfaceSample> sample_surface(BoxedPart const& part, Bvh const& bvh, std::size_t count)
{
    std::vector<SurfaceSample> samples;
    auto const step = part.area / static_cast<double>(count);
    if (!(step > 0)) return samples;
    samples.reserve(count + count / 2);
    // Where that is affordable every triangle has a sample of its own, and nothing is left to chance.
    auto const least_area = part.triangles.size() <= 2 * count ? 0 : step / 2;
    double gathered = step / 2; // by smaller triangles since the last sample
    for (auto const triangle : bvh.order()) {
        auto const area = static_cast<double>(part.areas[triangle]);
        if (area >= least_area) {
            divide(part, triangle, std::max(1, static_cast<int>(std::lround(std::sqrt(area / step)))), samples);
            continue;
        }
        gathered += area;
        if (gathered < step) continue;
        divide(part, triangle, 1, samples);
        samples.back().area = step;
        gathered -= step;
    }
    return samples;
}

} // namespace guildhall::geometry
