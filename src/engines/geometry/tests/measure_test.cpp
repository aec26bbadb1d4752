// Volumes, areas and centres of bodies that are known, and what is said about damaged ones.
#include "geometry/measure.hpp"
#include "problem_count.hpp"
#include "solids.hpp"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace guildhall::geometry {
namespace {

using solids::box;

Mesh without_triangle(Mesh mesh, std::size_t triangle)
{
    auto const first = mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * triangle);
    mesh.indices.erase(first, first + 3);
    return mesh;
}

TEST(Measure, BoxIsExact)
{
    auto const analysis = measure(box({30, 20, 10}, {100, -50, 7}));
    EXPECT_DOUBLE_EQ(analysis.volume_mm3, 6000);
    EXPECT_DOUBLE_EQ(analysis.surface_area_mm2, 2200);
    EXPECT_DOUBLE_EQ(analysis.bounding_box_mm.x, 30);
    EXPECT_DOUBLE_EQ(analysis.bounding_box_mm.z, 10);
    EXPECT_NEAR(analysis.center_of_mass_mm[0], 115, 1e-9);
    EXPECT_NEAR(analysis.center_of_mass_mm[1], -40, 1e-9);
    EXPECT_NEAR(analysis.center_of_mass_mm[2], 12, 1e-9);
    EXPECT_EQ(analysis.bodies, 1);
    EXPECT_EQ(analysis.triangles, 12);
    EXPECT_TRUE(analysis.watertight);
    EXPECT_TRUE(analysis.volume_reliable);
    EXPECT_TRUE(analysis.problems.empty());
}

TEST(Measure, FineSphereComesNearTheFormula)
{
    auto const analysis = measure(solids::sphere(20, 200));
    EXPECT_NEAR(analysis.volume_mm3, 4.0 / 3 * std::numbers::pi * 8000, 15);
    EXPECT_NEAR(analysis.surface_area_mm2, 4 * std::numbers::pi * 400, 1.5);
    EXPECT_TRUE(analysis.watertight);
}

TEST(Measure, TubeHasTheAreaOfItsPolygonTimesItsHeight)
{
    auto const analysis = measure(solids::tube(20, 10, 50, 64));
    auto const polygon = 64.0 / 2 * std::sin(2 * std::numbers::pi / 64);
    EXPECT_NEAR(analysis.volume_mm3, polygon * (400 - 100) * 50, 0.1);
    EXPECT_EQ(analysis.bodies, 1);
    EXPECT_TRUE(analysis.watertight);
}

TEST(Measure, CavityIsTakenOffAndCountsAsAShell)
{
    auto const analysis = measure(solids::together(box({40, 40, 40}), box({20, 20, 20}, {10, 10, 10}, false)));
    EXPECT_DOUBLE_EQ(analysis.volume_mm3, 64000 - 8000);
    EXPECT_EQ(analysis.bodies, 2);
    EXPECT_TRUE(analysis.watertight);
    EXPECT_TRUE(analysis.problems.empty());
}

TEST(Measure, MissingFacetMakesTheVolumeUnreliable)
{
    auto const analysis = measure(without_triangle(box({30, 20, 10}), 3));
    EXPECT_FALSE(analysis.watertight);
    EXPECT_FALSE(analysis.volume_reliable);
    EXPECT_EQ(count_of(analysis, "open_edges"), 3);
    EXPECT_EQ(count_of(analysis, "hairline_cracks"), 0);
}

// The area vectors of its two openings cancel, which a test on their sum alone would take for closed.
TEST(Measure, TubeWithoutEndsIsNotReliable)
{
    auto mesh = solids::tube(20, 10, 50, 32);
    std::vector<std::uint32_t> outer_wall;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 24) // 8 triangles per side, the outer two first
        outer_wall.insert(outer_wall.end(), mesh.indices.begin() + static_cast<std::ptrdiff_t>(i),
            mesh.indices.begin() + static_cast<std::ptrdiff_t>(i) + 6);
    mesh.indices = outer_wall;
    auto const analysis = measure(mesh);
    EXPECT_EQ(count_of(analysis, "open_edges"), 64);
    EXPECT_FALSE(analysis.volume_reliable);
}

TEST(Measure, UnsharedVerticesAreHairlineCracks)
{
    auto mesh = box({30, 20, 10});
    for (std::size_t i = 6; i < 12; ++i) { // the top face gets vertices of its own, a hair away
        auto position = mesh.positions[mesh.indices[i]];
        position[0] += 1e-5F;
        mesh.indices[i] = static_cast<std::uint32_t>(mesh.positions.size());
        mesh.positions.push_back(position);
    }
    auto const analysis = measure(mesh);
    EXPECT_FALSE(analysis.watertight);
    EXPECT_TRUE(analysis.volume_reliable);
    EXPECT_NEAR(analysis.volume_mm3, 6000, 0.1);
    EXPECT_GT(count_of(analysis, "hairline_cracks"), 0);
}

TEST(Measure, TurnedFacetIsInconsistent)
{
    auto mesh = box({30, 20, 10});
    std::swap(mesh.indices[0], mesh.indices[1]);
    auto const analysis = measure(mesh);
    EXPECT_EQ(count_of(analysis, "inconsistent_winding"), 3);
    EXPECT_FALSE(analysis.volume_reliable);
}

TEST(Measure, InsideOutBoxHasItsVolumeAndIsReported)
{
    auto const analysis = measure(box({30, 20, 10}, {}, false));
    EXPECT_DOUBLE_EQ(analysis.volume_mm3, 6000);
    EXPECT_EQ(count_of(analysis, "inside_out"), 1);
}

TEST(Measure, RepeatedAndFlatFacetsAreCounted)
{
    auto mesh = box({30, 20, 10});
    for (int i = 0; i < 3; ++i) mesh.indices.push_back(mesh.indices[static_cast<std::size_t>(i)]);
    mesh.indices.insert(mesh.indices.end(), {0, 0, 1});
    auto const analysis = measure(mesh);
    EXPECT_EQ(count_of(analysis, "duplicate_facets"), 1);
    EXPECT_EQ(count_of(analysis, "non_manifold_edges"), 3);
    EXPECT_EQ(count_of(analysis, "degenerate_facets"), 1);
}

TEST(Measure, SheetWithoutThicknessEnclosesNothing)
{
    Mesh sheet;
    sheet.positions = {{0, 0, 0}, {10, 0, 0}, {0, 10, 0}};
    sheet.indices = {0, 1, 2, 0, 2, 1};
    auto const analysis = measure(sheet);
    EXPECT_TRUE(analysis.watertight);
    EXPECT_FALSE(analysis.volume_reliable);
    EXPECT_EQ(count_of(analysis, "no_volume"), 1);
}

TEST(Measure, DoubtfulSizesAreReported)
{
    EXPECT_EQ(count_of(measure(box({0.03, 0.02, 0.01})), "suspicious_size_small"), 1);
    EXPECT_EQ(count_of(measure(box({6000, 2000, 10})), "suspicious_size_large"), 1);
    EXPECT_TRUE(measure(box({1, 1, 1})).problems.empty());
    EXPECT_TRUE(measure(box({5000, 1, 1})).problems.empty());
}

TEST(Measure, AuxiliaryPartsAreSeenButNotMade)
{
    auto mesh = solids::together(box({10, 10, 10}), box({5, 5, 5}, {20, 0, 0}));
    mesh.parts = {{.name = "part", .first_triangle = 0, .triangle_count = 12},
        {.name = "support", .first_triangle = 12, .triangle_count = 12, .auxiliary = true}};
    auto const analysis = measure(mesh);
    EXPECT_DOUBLE_EQ(analysis.volume_mm3, 1000);
    EXPECT_DOUBLE_EQ(analysis.surface_area_mm2, 750);
    EXPECT_DOUBLE_EQ(analysis.auxiliary_area_mm2, 150);
    EXPECT_DOUBLE_EQ(analysis.bounding_box_mm.x, 25);
    EXPECT_EQ(analysis.bodies, 1);
    EXPECT_EQ(analysis.triangles, 24);
}

TEST(Measure, MovingAndShufflingChangeNothing)
{
    for (auto const& mesh : {box({30, 20, 10}), solids::tube(20, 10, 50, 48), without_triangle(box({30, 20, 10}), 5)})
        for (std::uint32_t seed = 1; seed <= 5; ++seed) {
            auto const before = measure(mesh);
            auto const after = measure(solids::shuffled(solids::moved(mesh, seed), seed));
            EXPECT_NEAR(after.volume_mm3, before.volume_mm3, 1e-4 * before.volume_mm3);
            EXPECT_NEAR(after.surface_area_mm2, before.surface_area_mm2, 1e-4 * before.surface_area_mm2);
            EXPECT_EQ(after.watertight, before.watertight);
            EXPECT_EQ(after.volume_reliable, before.volume_reliable);
            EXPECT_EQ(after.bodies, before.bodies);
            EXPECT_EQ(after.problems.size(), before.problems.size());
        }
}

TEST(Measure, EmptyMeshIsNothing)
{
    auto const analysis = measure({});
    EXPECT_EQ(analysis.triangles, 0);
    EXPECT_EQ(analysis.volume_mm3, 0);
    EXPECT_FALSE(analysis.volume_reliable);
}

} // namespace
} // namespace guildhall::geometry
