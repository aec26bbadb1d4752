#include "corner_normals.hpp"
#include "fill.hpp"
#include "scene.hpp"
#include "shapes.hpp"
#include <gmock/gmock.h>
#include <limits>
#include <random>

namespace guildhall::preview {
namespace {

using namespace shapes;

TEST(Scene, PutsTheMeshIntoAUnitBox)
{
    auto mesh = box(300, 400, 1200);
    for (auto& position : mesh.positions) position[1] += 5000;
    Scene const scene{mesh};
    EXPECT_DOUBLE_EQ(scene.size(), 1300);
    EXPECT_EQ(scene.center(), (std::array{150.0, 5200.0, 600.0}));
    EXPECT_FLOAT_EQ(scene.low().x, -150.0F / 1300);
    EXPECT_FLOAT_EQ(scene.high().z, 600.0F / 1300);
}

TEST(Scene, CoversAllTrianglesWithPartsWhateverTheMeshSays)
{
    auto mesh = box(1, 1, 1);
    EXPECT_EQ(Scene{mesh}.parts().size(), 1U);
    mesh.parts = {{"first", 7, 4, {}}, {"second", 0, 4'000'000'000U, {}}, {"third", 0, 3, {}}};
    Scene const scene{mesh};
    std::uint32_t next = 0;
    for (auto const& part : scene.parts()) {
        EXPECT_EQ(part.first_triangle, next);
        next += part.triangle_count;
    }
    EXPECT_EQ(next, mesh.triangle_count());
    EXPECT_EQ(scene.part_of(3), 0U);
    EXPECT_EQ(scene.part_of(4), 1U);
    EXPECT_EQ(scene.part_of(11), 1U);
}

TEST(Scene, IgnoresVerticesNoTriangleUses)
{
    auto mesh = box(3, 4, 12);
    mesh.positions.push_back({1e9F, 1e9F, 1e9F});
    EXPECT_DOUBLE_EQ(Scene{mesh}.size(), 13);
}

TEST(CornerNormals, AreSharpAtCreasesAndSmoothOverCurves)
{
    auto const cube = box(1, 1, 1);
    Scene const sharp{cube};
    for (auto const normal : corner_normals(sharp.positions(), sharp.indices()))
        EXPECT_FLOAT_EQ(std::max({std::fabs(normal.x), std::fabs(normal.y), std::fabs(normal.z)}), 1);

    auto const ball = sphere(1, 24);
    Scene const smooth{ball};
    auto const normals = corner_normals(smooth.positions(), smooth.indices());
    for (std::size_t i = 0; i < normals.size(); ++i)
        EXPECT_GT(dot(normals[i], normalized(smooth.positions()[smooth.indices()[i]])), 0.995F);
}

// A square cut into random triangles: every sample belongs to exactly one of them, however they are turned.
TEST(FillTriangle, LeavesNoGapsAndNoOverlaps)
{
    std::mt19937 random{5};
    std::uniform_real_distribution<float> shift{-0.45F, 0.45F};
    constexpr int cells = 12, cell_size = 5, size = cells * cell_size;
    std::vector<Vector> points;
    for (int y = 0; y <= cells; ++y)
        for (int x = 0; x <= cells; ++x) {
            bool const inner = x > 0 && y > 0 && x < cells && y < cells;
            float const dx = inner ? shift(random) : 0, dy = inner ? shift(random) : 0;
            points.push_back({(static_cast<float>(x) + dx) * cell_size, (static_cast<float>(y) + dy) * cell_size, 0});
        }
    std::vector<int> hits(size * size);
    auto const count = [&](int row, int first, int last, float, float) {
        for (int column = first; column < last; ++column) ++hits[static_cast<std::size_t>(row * size + column)];
    };
    for (int y = 0; y < cells; ++y)
        for (int x = 0; x < cells; ++x) {
            auto const at = [&](int dx, int dy) {
                return points[static_cast<std::size_t>((y + dy) * (cells + 1) + x + dx)];
            };
            auto const offset = [](int row) { return (static_cast<float>(row % 3) + 0.5F) / 3; };
            fill_triangle(at(0, 0), at(1, 0), at(0, 1), size, size, offset, count);
            fill_triangle(at(1, 1), at(0, 1), at(1, 0), size, size, offset, count);
        }
    EXPECT_THAT(hits, testing::Each(1));
}

} // namespace
} // namespace guildhall::preview
