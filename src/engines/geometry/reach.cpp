#include "reach.hpp"
#include <algorithm>
#include <bit>

namespace guildhall::geometry {
namespace {

constexpr std::array<Point, 6> directions{
    Point{1, 0, 0}, Point{-1, 0, 0}, Point{0, 1, 0}, Point{0, -1, 0}, Point{0, 0, 1}, Point{0, 0, -1}};

constexpr double steepest_overhang = -0.02; // a wall leaning over by a degree is still milled
constexpr double neglected_share = 0.004;
constexpr double lift_share = 2e-4; // of the diagonal: how far above the surface the way must be free

using DirectionSet = unsigned; // one bit per direction

DirectionSet reached_from(SurfaceSample const& sample, Bvh const& bvh, double lift)
{
    DirectionSet set = 0;
    auto const origin = to_point(sample.position + sample.normal * lift);
    for (unsigned i = 0; i < directions.size(); ++i)
        if (dot(sample.normal, to_vec3(directions[i])) >= steepest_overhang && !bvh.is_hit(origin, directions[i]))
            set |= 1U << i;
    return set;
}

} // namespace

Reach milling_reach(BoxedPart const& part, Bvh const& bvh, std::vector<SurfaceSample> const& samples)
{
    constexpr DirectionSet all = (1U << directions.size()) - 1;
    std::array<double, all + 1> area_by_set{}; // surface that is reached from exactly these directions
    double total = 0;
    for (auto const& sample : samples) {
        area_by_set[reached_from(sample, bvh, lift_share * part.diagonal)] += sample.area;
        total += sample.area;
    }
    if (total == 0) return {};

    auto const missed_by = [&](DirectionSet chosen) {
        double missed = 0;
        for (DirectionSet set = 1; set <= all; ++set)
            if ((set & chosen) == 0) missed += area_by_set[set];
        return missed;
    };
    int fewest = static_cast<int>(directions.size());
    for (DirectionSet chosen = 0; chosen <= all; ++chosen)
        if (std::popcount(chosen) < fewest && missed_by(chosen) <= neglected_share * total)
            fewest = std::popcount(chosen);
    return {std::max(fewest, 1), area_by_set[0] / total};
}

} // namespace guildhall::geometry
