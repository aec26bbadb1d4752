#include "oriented_box.hpp"
#include "planar.hpp"
#include <algorithm>
#include <limits>

namespace guildhall::geometry {
namespace {

using Axes = std::array<Vec3, 3>;

constexpr double near_tie = 1.005;
constexpr double cosine_of_one_degree = 0.99985;

struct Candidate {
    Axes axes;
    double volume = 0;
};

struct Interval {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    double size() const { return high - low; }
};

Interval extent_along(ConvexHull const& hull, Vec3 axis)
{
    Interval interval;
    for (auto const& vertex : hull.vertices) {
        auto const t = dot(vertex, axis);
        interval.low = std::min(interval.low, t);
        interval.high = std::max(interval.high, t);
    }
    return interval;
}

// A sheet without thickness counts as thin, so that its boxes can be compared.
double box_volume(std::array<double, 3> size)
{
    auto const thinnest = 1e-5 * std::ranges::max(size);
    return std::max(size[0], thinnest) * std::max(size[1], thinnest) * std::max(size[2], thinnest);
}

double volume_of(ConvexHull const& hull, Axes const& axes)
{
    return box_volume(
        {extent_along(hull, axes[0]).size(), extent_along(hull, axes[1]).size(), extent_along(hull, axes[2]).size()});
}

// No box with a side on this face can be smaller than the shadow times the height.
double least_volume(ConvexHull const& hull, Vec3 normal)
{
    double twice_shadow = 0;
    for (auto const& facet : hull.facets) twice_shadow += std::fabs(dot(facet.normal, normal)) * facet.area;
    return twice_shadow / 2 * extent_along(hull, normal).size();
}

void add_boxes_on(ConvexHull const& hull, Vec3 normal, std::vector<Candidate>& candidates)
{
    Plane const plane(normal);
    std::vector<Point2> shadow;
    shadow.reserve(hull.vertices.size());
    for (auto const& vertex : hull.vertices) shadow.push_back(plane.project(vertex));
    auto const height = extent_along(hull, normal).size();
    for (auto const& rectangle : flush_rectangles(convex_polygon(std::move(shadow)))) {
        auto const along = plane.lift(rectangle.direction);
        candidates.push_back(
            {{normal, along, cross(normal, along)}, box_volume({height, rectangle.along, rectangle.across})});
    }
}

double least_of(std::vector<Candidate> const& candidates)
{
    return std::ranges::min_element(candidates, {}, &Candidate::volume)->volume;
}

std::vector<Candidate> boxes_on_flat_faces(ConvexHull const& hull)
{
    // A hull of many small facets is smooth: its smallest box is found by refinement, not by trying them all.
    auto const most_faces = std::clamp<std::size_t>(150'000 / (hull.vertices.size() + 1), 48, 400);
    std::vector<std::pair<double, Vec3>> bounds;
    for (auto const& face : flat_faces(hull, most_faces))
        bounds.emplace_back(least_volume(hull, face.normal), face.normal);
    std::ranges::sort(bounds, {}, &std::pair<double, Vec3>::first);

    std::vector<Candidate> candidates;
    auto least = std::numeric_limits<double>::infinity();
    for (auto const& [bound, normal] : bounds) {
        if (bound > least * near_tie) break;
        add_boxes_on(hull, normal, candidates);
        least = least_of(candidates);
    }
    std::erase_if(candidates, [&](Candidate const& box) { return box.volume > least * near_tie; });
    return candidates;
}

Axes turned(Axes const& axes, std::size_t about, double angle)
{
    auto const c = std::cos(angle), s = std::sin(angle);
    auto const i = (about + 1) % 3, j = (about + 2) % 3;
    auto result = axes;
    result[i] = axes[i] * c + axes[j] * s;
    result[j] = axes[j] * c - axes[i] * s;
    return result;
}

// Turns the box about its own axes as long as that makes it smaller, in steps from six degrees to a minute of arc.
void refine(ConvexHull const& hull, Candidate& box)
{
    for (auto step = 0.1; step > 3e-4; step /= 2) {
        for (int turns = 0; turns < 20; ++turns) {
            auto best = box;
            for (std::size_t axis = 0; axis < 3; ++axis)
                for (auto const angle : {step, -step}) {
                    auto const axes = turned(box.axes, axis, angle);
                    if (auto const volume = volume_of(hull, axes); volume < best.volume) best = {axes, volume};
                }
            if (best.volume > box.volume * (1 - 1e-7)) break;
            box = best;
        }
    }
}

Candidate smoothest(ConvexHull const& hull, std::vector<Candidate> candidates)
{
    constexpr std::size_t refined = 4;
    std::ranges::sort(candidates, {}, &Candidate::volume);
    candidates.resize(std::min(candidates.size(), refined));
    for (auto& candidate : candidates) refine(hull, candidate);
    return *std::ranges::min_element(candidates, {}, &Candidate::volume);
}

Candidate choose(
    ConvexHull const& hull, std::vector<Candidate> const& candidates, std::vector<SurfaceDirection> const& directions)
{
    constexpr std::size_t most_compared = 500;
    double best_area = 0;
    auto best = candidates.front();
    for (std::size_t i = 0; i < std::min(candidates.size(), most_compared); ++i) {
        auto const& candidate = candidates[i];
        auto const area = area_along(candidate.axes, directions);
        bool const equal = std::fabs(area - best_area) <= 1e-3 * best_area;
        if ((equal && candidate.volume < best.volume) || (!equal && area > best_area)) {
            best = candidate;
            best_area = std::max(area, best_area);
        }
    }
    return best_area > 0 ? best : smoothest(hull, candidates);
}

// The sign of the third moment of the hull's surface tells the two ends of an axis apart.
Vec3 pointing_to_the_heavier_end(ConvexHull const& hull, Vec3 axis, double middle)
{
    double moment = 0;
    for (auto const& facet : hull.facets) {
        double sum = 0;
        for (auto const corner : facet.corners) sum += dot(hull.vertices[corner], axis) - middle;
        moment += facet.area * sum * sum * sum;
    }
    return moment < 0 ? -axis : axis;
}

OrientedBox finished(ConvexHull const& hull, Axes const& axes)
{
    std::array<std::pair<double, Vec3>, 3> sides;
    for (std::size_t i = 0; i < 3; ++i) sides[i] = {extent_along(hull, axes[i]).size(), axes[i]};
    std::ranges::sort(sides, std::greater<>(), &std::pair<double, Vec3>::first);
    OrientedBox box;
    for (std::size_t i = 0; i < 3; ++i) {
        auto const interval = extent_along(hull, sides[i].second);
        auto const middle = (interval.low + interval.high) / 2;
        box.size[i] = interval.size();
        box.center += sides[i].second * middle;
        if (i < 2) box.axes[i] = pointing_to_the_heavier_end(hull, sides[i].second, middle);
    }
    box.axes[2] = cross(box.axes[0], box.axes[1]); // right-handed, so that nothing is mirrored
    return box;
}

// Points on a line, or none at all.
OrientedBox box_of_a_line(ConvexHull const& hull)
{
    OrientedBox box;
    auto const along = hull.vertices.size() > 1 ? unit(hull.vertices[1] - hull.vertices[0]) : Vec3{1, 0, 0};
    Plane const plane(along);
    box.axes = {along, plane.lift({1, 0}), plane.lift({0, 1})};
    return hull.vertices.empty() ? box : finished(hull, box.axes);
}

} // namespace

std::vector<FlatFace> flat_faces(ConvexHull const& hull, std::size_t most)
{
    std::vector<std::size_t> order(hull.facets.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, std::greater<>(), [&](std::size_t i) { return hull.facets[i].area; });
    struct Group {
        Vec3 seed;
        Vec3 sum;
    };
    std::vector<Group> groups;
    for (auto const index : order) {
        auto const& facet = hull.facets[index];
        auto const group = std::ranges::find_if(
            groups, [&](Group const& known) { return dot(known.seed, facet.normal) > cosine_of_one_degree; });
        if (group != groups.end())
            group->sum += facet.normal * facet.area;
        else if (groups.size() < most && facet.area > 0)
            groups.push_back({facet.normal, facet.normal * facet.area});
    }
    std::vector<FlatFace> faces;
    for (auto const& group : groups) faces.push_back({unit(group.sum), length(group.sum)});
    std::ranges::sort(faces, std::greater<>(), &FlatFace::area);
    return faces;
}

OrientedBox smallest_box(ConvexHull const& hull, std::vector<SurfaceDirection> const& directions)
{
    if (hull.facets.empty()) return box_of_a_line(hull);
    return finished(hull, choose(hull, boxes_on_flat_faces(hull), directions).axes);
}

} // namespace guildhall::geometry
