#include "planar.hpp"
#include <algorithm>

namespace guildhall::geometry {
namespace {

Point2 operator-(Point2 a, Point2 b) { return {a.x - b.x, a.y - b.y}; }
double dot(Point2 a, Point2 b) { return a.x * b.x + a.y * b.y; }
double cross(Point2 a, Point2 b) { return a.x * b.y - a.y * b.x; }

// Appends to a chain that turns left, taking back corners that would turn right or hardly at all.
void extend(std::vector<Point2>& chain, std::size_t fixed, Point2 next, double least_turn)
{
    while (chain.size() >= fixed + 2 &&
           cross(chain.back() - chain[chain.size() - 2], next - chain[chain.size() - 2]) <= least_turn)
        chain.pop_back();
    chain.push_back(next);
}

} // namespace

Plane::Plane(Vec3 unit_normal)
{
    // The axis least parallel to the normal gives the best conditioned cross product.
    auto const n = unit_normal;
    auto const ax = std::fabs(n.x), ay = std::fabs(n.y), az = std::fabs(n.z);
    Vec3 const helper = ax <= ay && ax <= az ? Vec3{1, 0, 0} : ay <= az ? Vec3{0, 1, 0} : Vec3{0, 0, 1};
    x_axis_ = unit(geometry::cross(helper, n));
    y_axis_ = geometry::cross(n, x_axis_);
}

std::vector<Point2> convex_polygon(std::vector<Point2> points)
{
    if (points.size() < 3) return points;
    std::ranges::sort(points, [](Point2 a, Point2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    auto const width = points.back().x - points.front().x;
    auto const [low, high] = std::ranges::minmax(points, {}, &Point2::y);
    auto const size = std::max(width, high.y - low.y);
    auto const least_turn = 1e-12 * size * size;

    std::vector<Point2> polygon;
    for (auto const point : points) extend(polygon, 0, point, least_turn);
    polygon.pop_back(); // the rightmost point begins the upper chain
    auto const lower = polygon.size();
    for (auto point = points.rbegin(); point != points.rend(); ++point) extend(polygon, lower, *point, least_turn);
    polygon.pop_back();
    return polygon;
}

std::vector<Rectangle> flush_rectangles(std::vector<Point2> const& polygon)
{
    std::vector<Rectangle> rectangles;
    auto const count = polygon.size();
    if (count < 2) return rectangles;
    // While the direction turns once round, so do the corners that lie farthest in it, across it and against it.
    std::size_t front = 0, side = 0, back = 0;
    for (std::size_t i = 0; i < count; ++i) {
        auto const edge = polygon[(i + 1) % count] - polygon[i];
        auto const size = std::sqrt(dot(edge, edge));
        if (size == 0) continue;
        Point2 const along{edge.x / size, edge.y / size};
        Point2 const across{-along.y, along.x};
        auto const advance = [&](std::size_t& corner, Point2 direction) {
            for (std::size_t steps = 0; steps < count; ++steps) {
                auto const next = (corner + 1) % count;
                if (dot(polygon[next], direction) < dot(polygon[corner], direction)) break;
                corner = next;
            }
        };
        if (i == 0) front = 1 % count;
        advance(front, along);
        if (i == 0) side = front;
        advance(side, across);
        if (i == 0) back = side;
        advance(back, {-along.x, -along.y});
        rectangles.push_back(
            {along, dot(polygon[front] - polygon[back], along), dot(polygon[side] - polygon[i], across)});
    }
    return rectangles;
}

} // namespace guildhall::geometry
