// Shape numbers of bodies that are known, and that they do not depend on how a part lies in its file.
#include "corpus.hpp"
#include "geometry/measure.hpp"
#include "geometry/mesh_file.hpp"
#include "geometry/shape.hpp"
#include "solids.hpp"
#include "vec3.hpp"
#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <numbers>
#include <random>

namespace guildhall::geometry {
namespace {

using solids::box;

Orientation const& standing_on(Shape const& shape, std::array<double, 3> up)
{
    for (auto const& orientation : shape.orientations) {
        auto const& u = orientation.up;
        if (u[0] * up[0] + u[1] * up[1] + u[2] * up[2] > 0.999) return orientation;
    }
    throw std::runtime_error("no such orientation");
}

TEST(ThinWalls, AreShownWhereTheyAre)
{
    // A thin fin on a block, the whole turned and moved in its file.
    auto const fin = solids::together(box({60, 60, 20}), box({0.8, 20, 20}, {20, 20, 20}));
    auto const mesh = solids::moved(fin, 3);
    std::vector<ThinWall> walls;
    auto const shape = shape_of(mesh, &walls);
    ASSERT_FALSE(walls.empty());
    EXPECT_LE(walls.size(), most_thin_walls);
    EXPECT_TRUE(std::ranges::is_sorted(walls, {}, &ThinWall::thickness_mm));
    auto const own = measure_piece(mesh, 12, 12);
    for (auto const& wall : walls) {
        EXPECT_NEAR(wall.thickness_mm, 0.8, 0.01);
        EXPECT_NEAR(length(wall.to - wall.from), wall.thickness_mm, 1e-6);
        for (auto const& end : {wall.from, wall.to}) { // inside the box of the fin, which is the second solid
            EXPECT_GE(end.x, own.low.x - 0.01);
            EXPECT_LE(end.x, own.high.x + 0.01);
            EXPECT_GE(end.y, own.low.y - 0.01);
            EXPECT_LE(end.y, own.high.y + 0.01);
            EXPECT_GE(end.z, own.low.z - 0.01);
            EXPECT_LE(end.z, own.high.z + 0.01);
        }
    }
    walls.clear();
    shape_of(box({60, 60, 20}), &walls);
    EXPECT_TRUE(walls.empty()) << "20 mm are not thin";
}

TEST(Shape, Box)
{
    auto const shape = shape_of(box({30, 20, 10}));
    EXPECT_NEAR(shape.oriented_box_mm.x, 30, 1e-4);
    EXPECT_NEAR(shape.oriented_box_mm.y, 20, 1e-4);
    EXPECT_NEAR(shape.oriented_box_mm.z, 10, 1e-4);
    EXPECT_NEAR(shape.convex_hull_volume_mm3, 6000, 0.01);
    EXPECT_NEAR(shape.box_face_area_mm2, 2200, 0.01);
    EXPECT_NEAR(shape.thin_wall_mm, 10, 0.001);
    EXPECT_NEAR(shape.median_wall_mm, 10, 0.001);
    EXPECT_EQ(shape.milling_setups, 2);
    EXPECT_EQ(shape.unreachable_area_share, 0);
    ASSERT_EQ(shape.orientations.size(), 6U);
    auto const& flattest = shape.orientations.front();
    EXPECT_NEAR(flattest.height_mm, 10, 1e-4);
    EXPECT_NEAR(flattest.length_mm, 30, 1e-4);
    EXPECT_NEAR(flattest.width_mm, 20, 1e-4);
    EXPECT_NEAR(flattest.up_area_mm2, 600, 0.01);
    EXPECT_NEAR(flattest.down_area_mm2, 600, 0.01);
    EXPECT_NEAR(flattest.contact_area_mm2, 600, 0.01);
    EXPECT_EQ(flattest.overhang_area_mm2, 0);
    EXPECT_EQ(flattest.support_volume_mm3, 0);
    EXPECT_NEAR(shape.orientations.back().height_mm, 30, 1e-4);
}

TEST(Shape, Sphere)
{
    auto const shape = shape_of(solids::sphere(20, 100));
    EXPECT_NEAR(shape.convex_hull_volume_mm3, 33510, 0.003 * 33510);
    EXPECT_NEAR(shape.oriented_box_mm.x, 40, 0.1);
    EXPECT_NEAR(shape.oriented_box_mm.z, 40, 0.1);
    EXPECT_NEAR(shape.thin_wall_mm, 40, 0.2);
    EXPECT_EQ(shape.milling_setups, 2);
    auto const& any = shape.orientations.front();
    auto const cap = std::numbers::pi * 400 * (1 - 0.7 * 0.7); // where the normal is within acos 0.7 of up
    EXPECT_NEAR(any.up_area_mm2, cap, 0.02 * cap);
    EXPECT_NEAR(any.down_area_mm2, cap, 0.02 * cap);
    // Between the overhang (normal within 44 degrees of down) and the plate: the integral of r - sqrt(r^2 - q^2).
    auto const s2 = 1 - 0.7193 * 0.7193;
    auto const support = std::numbers::pi * 8000 * (s2 - 2.0 / 3 * (1 - std::pow(1 - s2, 1.5)));
    EXPECT_NEAR(any.support_volume_mm3, support, 0.03 * support);
}

TEST(Shape, Tube)
{
    auto const shape = shape_of(solids::tube(20, 10, 50, 64));
    EXPECT_NEAR(shape.oriented_box_mm.x, 50, 0.001);
    EXPECT_NEAR(shape.oriented_box_mm.y, 40, 0.06); // over flats 39.95
    EXPECT_NEAR(shape.oriented_box_mm.z, 40, 0.06);
    EXPECT_NEAR(shape.thin_wall_mm, 10, 0.05);
    EXPECT_EQ(shape.milling_setups, 2);
    EXPECT_EQ(shape.unreachable_area_share, 0);
    auto const& upright = standing_on(shape, {0, 0, 1});
    EXPECT_NEAR(upright.height_mm, 50, 1e-3);
    EXPECT_EQ(upright.support_volume_mm3, 0);
    EXPECT_NEAR(upright.contact_area_mm2, upright.down_area_mm2, 1e-6);
}

TEST(Shape, HollowBoxCannotBeReachedInside)
{
    auto const shape = shape_of(solids::together(box({40, 40, 40}), box({20, 20, 20}, {10, 10, 10}, false)));
    EXPECT_NEAR(shape.thin_wall_mm, 10, 0.01);
    EXPECT_NEAR(shape.unreachable_area_share, 2400.0 / 12000, 0.002);
    EXPECT_EQ(shape.milling_setups, 2);
    EXPECT_NEAR(shape.box_face_area_mm2, 9600, 0.1);
    // The ceiling of the cavity hangs over its floor.
    EXPECT_NEAR(shape.orientations.front().overhang_area_mm2, 400, 0.1);
    EXPECT_NEAR(shape.orientations.front().support_volume_mm3, 8000, 80);
    EXPECT_NEAR(shape.orientations.front().contact_area_mm2, 1600, 0.1);
}

TEST(Shape, SupportsStandOnThePartBelow)
{
    auto const shape = shape_of(solids::together(box({20, 20, 10}), box({20, 20, 10}, {0, 0, 20})));
    EXPECT_NEAR(standing_on(shape, {0, 0, 1}).support_volume_mm3, 4000, 20);
}

TEST(Shape, ChamfersOf45DegreesNeedNoSupport)
{
    auto const shape = shape_of(solids::wedge(20, 20, 50));
    EXPECT_NEAR(standing_on(shape, {1, 0, 0}).overhang_area_mm2, 0, 1e-9);
}

TEST(Shape, ThinFinIsFoundOnABlock)
{
    // The fin has some 6 % of the surface.
    auto const shape = shape_of(solids::together(box({60, 60, 20}), box({0.8, 20, 20}, {20, 20, 20})));
    EXPECT_NEAR(shape.thin_wall_mm, 0.8, 0.01);
    EXPECT_GT(shape.median_wall_mm, 15);
}

// A box on the long side of the triangle has the same volume; the one along the legs is what a machinist would take.
TEST(Shape, BoxFollowsTheFacesOfThePart)
{
    auto const shape = shape_of(solids::wedge(100, 50, 20));
    EXPECT_NEAR(shape.oriented_box_mm.x, 100, 0.01);
    EXPECT_NEAR(shape.oriented_box_mm.y, 50, 0.01);
    EXPECT_NEAR(shape.oriented_box_mm.z, 20, 0.01);
}

TEST(Shape, AuxiliaryPartsHaveNone)
{
    auto mesh = solids::together(box({10, 10, 10}), box({5, 5, 5}, {20, 0, 0}));
    mesh.parts = {{.name = "part", .first_triangle = 0, .triangle_count = 12},
        {.name = "support", .first_triangle = 12, .triangle_count = 12, .auxiliary = true}};
    auto const shape = shape_of(mesh);
    EXPECT_NEAR(shape.oriented_box_mm.x, 10, 1e-4);
    EXPECT_NEAR(shape.box_face_area_mm2, 600, 0.01);
}

TEST(Shape, DegenerateMeshesHaveAShapeToo)
{
    EXPECT_EQ(shape_of({}).orientations.size(), 0U);
    Mesh mesh;
    mesh.positions = {{0, 0, 0}, {10, 0, 0}, {20, 0, 0}, {0, 0, 0}, {0, 20, 0}};
    mesh.indices = {0, 1, 2}; // a line
    EXPECT_EQ(shape_of(mesh).convex_hull_volume_mm3, 0);
    mesh.indices = {0, 1, 4}; // a sheet
    auto const sheet = shape_of(mesh);
    EXPECT_EQ(sheet.oriented_box_mm.z, 0);
    EXPECT_EQ(sheet.thin_wall_mm, 0);
    mesh.positions.assign(5, {3, 3, 3}); // a point
    EXPECT_EQ(shape_of(mesh).oriented_box_mm.x, 0);
}

// Every triangle passes through the middle, so that every ray meets all of them: the work must be cut off.
TEST(Shape, TangledMeshesHaveAnEnd)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0, 10);
    Mesh mesh;
    for (std::uint32_t i = 0; i < 150'000; ++i) {
        std::array<float, 3> const a{normal(random), normal(random), normal(random)};
        std::array<float, 3> const b{normal(random), normal(random), normal(random)};
        mesh.positions.insert(mesh.positions.end(), {a, b, {-a[0] - b[0], -a[1] - b[1], -a[2] - b[2]}});
        mesh.indices.insert(mesh.indices.end(), {3 * i, 3 * i + 1, 3 * i + 2});
    }
    auto const shape = shape_of(mesh);
    EXPECT_GT(shape.convex_hull_volume_mm3, 0);
    EXPECT_GT(shape.orientations.size(), 5U);
}

// The time an FDM machine would take, roughly: what makes one orientation better than another.
double cost_of(Orientation const& orientation)
{
    return orientation.height_mm * 25 + (orientation.up_area_mm2 + orientation.down_area_mm2) * 0.1 +
           orientation.support_volume_mm3 * 0.04;
}

double least_cost(Shape const& shape)
{
    auto least = std::numeric_limits<double>::infinity();
    for (auto const& orientation : shape.orientations) least = std::min(least, cost_of(orientation));
    return least;
}

struct Case {
    std::string name;
    std::function<Mesh()> mesh;
};

Mesh of_file(std::string const& file)
{
    auto const bytes = corpus::bytes_of(file);
    return analyze_mesh_file(bytes, file_kind_of(bytes))->mesh;
}

void PrintTo(Case const& part, std::ostream* out) { *out << part.name; }

class Invariance : public testing::TestWithParam<Case> {};

// calculator.md 3.8: rotation, translation and triangle order give the same price to 0.5 %.
TEST_P(Invariance, TurningMovingAndShufflingChangeNothing)
{
    auto const mesh = GetParam().mesh();
    auto const before = shape_of(mesh);
    auto const area = measure(mesh).surface_area_mm2;
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        auto const after = shape_of(solids::shuffled(solids::moved(mesh, seed), seed));
        auto const near = [&](double a, double b) { EXPECT_NEAR(a, b, 0.005 * b) << "seed " << seed; };
        near(after.oriented_box_mm.x, before.oriented_box_mm.x);
        near(after.oriented_box_mm.y, before.oriented_box_mm.y);
        near(after.oriented_box_mm.z, before.oriented_box_mm.z);
        near(after.convex_hull_volume_mm3, before.convex_hull_volume_mm3);
        near(least_cost(after), least_cost(before));
        near(area - after.box_face_area_mm2 + 1, area - before.box_face_area_mm2 + 1); // what milling has to finish
        EXPECT_NEAR(after.thin_wall_mm, before.thin_wall_mm, 0.02 * before.thin_wall_mm + 0.01);
        near(after.median_wall_mm, before.median_wall_mm);
        EXPECT_EQ(after.milling_setups, before.milling_setups);
        EXPECT_NEAR(after.unreachable_area_share, before.unreachable_area_share, 0.005);
    }
}

std::vector<Case> invariance_cases()
{
    return {{"box", [] { return box({30, 20, 10}); }}, {"cube", [] { return box({25, 25, 25}); }},
        {"tube", [] { return solids::tube(20, 10, 50, 64); }}, {"wedge", [] { return solids::wedge(100, 50, 20); }},
        {"hollow_box", [] { return solids::together(box({40, 40, 40}), box({20, 20, 20}, {10, 10, 10}, false)); }},
        {"bumpy_sphere", [] { return solids::sphere(40, 60, 0.2); }},
        {"motor_holder", [] { return of_file("stl/motor_holder.stl"); }},
        {"handle", [] { return of_file("stl/handle_clean.stl"); }},
        {"electronics_box", [] { return of_file("stl/electronics_box_cracks.stl"); }},
        {"unit_inch_adjmount", [] { return of_file("3mf/unit_inch_adjmount.3mf"); }},
        {"battery_stud", [] { return of_file("3mf/prusa_battery_stud.3mf"); }}};
}

std::string name_of(testing::TestParamInfo<Case> const& parameter) { return parameter.param.name; }

INSTANTIATE_TEST_SUITE_P(Parts, Invariance, testing::ValuesIn(invariance_cases()), name_of);

// calculator.md 3.8: twice the size gives four times the areas and eight times the volumes.
TEST(Shape, GrowsWithThePart)
{
    auto const small = shape_of(of_file("stl/motor_holder.stl"));
    auto mesh = of_file("stl/motor_holder.stl");
    for (auto& position : mesh.positions)
        for (auto& coordinate : position) coordinate *= 2;
    auto const large = shape_of(mesh);
    EXPECT_NEAR(large.oriented_box_mm.x, 2 * small.oriented_box_mm.x, 1e-4);
    EXPECT_NEAR(large.box_face_area_mm2, 4 * small.box_face_area_mm2, 1e-3);
    EXPECT_NEAR(large.convex_hull_volume_mm3, 8 * small.convex_hull_volume_mm3, 1e-2);
    EXPECT_NEAR(large.orientations[0].support_volume_mm3, 8 * small.orientations[0].support_volume_mm3, 1);
    EXPECT_EQ(large.milling_setups, small.milling_setups);
}

} // namespace
} // namespace guildhall::geometry
