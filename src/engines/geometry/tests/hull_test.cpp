#include "hull.hpp"
#include "oriented_box.hpp"
#include "planar.hpp"
#include "solids.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace guildhall::geometry {
namespace {

std::vector<std::array<float, 3>> random_points(std::size_t count, std::uint32_t seed, double flatness)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::vector<std::array<float, 3>> points(count);
    for (auto& point : points)
        point = {uniform(random), uniform(random), static_cast<float>(flatness) * uniform(random)};
    return points;
}

// No point outside of any facet, and every edge shared by two facets.
void expect_hull_of(ConvexHull const& hull, std::vector<std::array<float, 3>> const& points)
{
    for (auto const& facet : hull.facets) {
        auto const on_facet = hull.vertices[facet.corners[0]];
        for (auto const& point : points)
            ASSERT_LE(dot(facet.normal, to_vec3(point) - on_facet), 2e-5) << "a point lies outside";
    }
    EXPECT_EQ(hull.facets.size(), 2 * hull.vertices.size() - 4) << "Euler";
}

TEST(Hull, OfRandomPointsEnclosesThem)
{
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        auto const points = random_points(30 * seed, seed, seed % 3 == 0 ? 0.01 : 1);
        expect_hull_of(convex_hull(points), points);
    }
}

TEST(Hull, OfAGridIsItsCube)
{
    std::vector<std::array<float, 3>> points;
    for (int x = 0; x < 10; ++x)
        for (int y = 0; y < 10; ++y)
            for (int z = 0; z < 10; ++z)
                points.push_back({static_cast<float>(x), static_cast<float>(y), static_cast<float>(z)});
    auto const hull = convex_hull(points);
    EXPECT_EQ(hull.vertices.size(), 8U);
    EXPECT_EQ(hull.facets.size(), 12U);
    EXPECT_NEAR(hull.volume, 729, 1e-9);
    EXPECT_NEAR(hull.area, 486, 1e-9);
}

TEST(Hull, OfManyPointsOnASphereIsNearlyItsVolume)
{
    auto const sphere = solids::sphere(1, 120);
    auto const hull = convex_hull(sphere.positions);
    EXPECT_LE(hull.vertices.size(), 3000U);
    EXPECT_NEAR(hull.volume, 4.18879, 0.003 * 4.18879);
}

TEST(Hull, IsTheSameEachTime)
{
    auto const points = random_points(500, 7, 1);
    auto const first = convex_hull(points), second = convex_hull(points);
    EXPECT_EQ(first.volume, second.volume);
    EXPECT_EQ(first.facets.size(), second.facets.size());
}

TEST(Hull, FlatStraightAndSinglePoints)
{
    auto const flat = convex_hull(random_points(5000, 3, 0));
    EXPECT_EQ(flat.volume, 0);
    EXPECT_NEAR(flat.area, 8, 0.1); // both sides of nearly the whole square
    std::vector<std::array<float, 3>> const line{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}};
    EXPECT_TRUE(convex_hull(line).facets.empty());
    EXPECT_EQ(convex_hull(line).vertices.size(), 2U);
    EXPECT_LE(convex_hull(std::vector<std::array<float, 3>>(5, {1, 2, 3})).vertices.size(), 1U);
    EXPECT_TRUE(convex_hull({}).vertices.empty());
}

TEST(Planar, PolygonAndItsRectangles)
{
    std::vector<Point2> points;
    for (int i = 0; i <= 20; ++i)
        for (int j = 0; j <= 10; ++j) points.push_back({i * 1.0, j * 1.0});
    auto const polygon = convex_polygon(points);
    EXPECT_EQ(polygon.size(), 4U);
    for (auto const& rectangle : flush_rectangles(polygon)) EXPECT_NEAR(rectangle.area(), 200, 1e-9);
}

TEST(Planar, RectanglesEncloseThePolygon)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> uniform(-1, 1);
    for (int round = 0; round < 50; ++round) {
        std::vector<Point2> points(40);
        for (auto& point : points) point = {uniform(random), uniform(random) * 0.3};
        auto const polygon = convex_polygon(points);
        auto const rectangles = flush_rectangles(polygon);
        ASSERT_EQ(rectangles.size(), polygon.size());
        for (auto const& rectangle : rectangles) {
            auto const extent = [&](double x, double y) {
                auto const along = [&](Point2 p) { return p.x * x + p.y * y; };
                auto const [low, high] = std::ranges::minmax(points, {}, along);
                return along(high) - along(low);
            };
            auto const [x, y] = rectangle.direction;
            EXPECT_NEAR(rectangle.along, extent(x, y), 1e-9);
            EXPECT_NEAR(rectangle.across, extent(-y, x), 1e-9);
        }
    }
}

TEST(OrientedBox, FindsATurnedBox)
{
    auto const mesh = solids::moved(solids::box({30, 20, 10}), 9);
    auto const box = smallest_box(convex_hull(mesh.positions), surface_directions(mesh));
    EXPECT_NEAR(box.size[0], 30, 1e-3);
    EXPECT_NEAR(box.size[1], 20, 1e-3);
    EXPECT_NEAR(box.size[2], 10, 1e-3);
    EXPECT_NEAR(dot(cross(box.axes[0], box.axes[1]), box.axes[2]), 1, 1e-9) << "right-handed";
}

} // namespace
} // namespace guildhall::geometry
