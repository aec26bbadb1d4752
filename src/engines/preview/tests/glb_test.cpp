#include "glb_reader.hpp"
#include "preview/glb.hpp"
#include "shapes.hpp"
#include <boost/json/src.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <random>
#include <span>

namespace guildhall::preview {
namespace {

using namespace shapes;
using testing::ElementsAre;

// Triangles as sorted lists of corners on a grid, so that sets of them can be compared.
template <class Positions> auto on_grid(Positions const& positions, std::span<std::uint32_t const> indices, double grid)
{
    using Corner = std::array<long, 3>;
    std::vector<std::array<Corner, 3>> triangles;
    for (std::size_t i = 0; i < indices.size(); i += 3) {
        auto& triangle = triangles.emplace_back();
        for (std::size_t k = 0; k < 3; ++k)
            for (std::size_t axis = 0; axis < 3; ++axis)
                triangle[k][axis] = std::lround(static_cast<double>(positions[indices[i + k]][axis]) / grid);
        std::ranges::rotate(triangle, std::ranges::min_element(triangle)); // keeps the winding
    }
    std::ranges::sort(triangles);
    return triangles;
}

double dot(std::array<float, 3> const& a, std::array<double, 3> const& b)
{
    return double{a[0]} * b[0] + double{a[1]} * b[1] + double{a[2]} * b[2];
}

TEST(Glb, GivesBackEveryTriangle)
{
    Mesh mesh; // corners on whole millimetres, far coarser than the quantisation
    std::mt19937 random{3};
    std::uniform_int_distribution<int> coordinate{-500, 500};
    for (int i = 0; i < 400; ++i)
        mesh.positions.push_back({static_cast<float>(coordinate(random)), static_cast<float>(coordinate(random)),
            static_cast<float>(coordinate(random))});
    for (std::uint32_t i = 0; i + 2 < 400; ++i)
        for (std::uint32_t const vertex : {i, i + 1, i + 2}) mesh.indices.push_back(vertex);
    auto const parts = GlbReader{write_glb(mesh)}.parts();
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(on_grid(parts[0].positions, parts[0].indices, 1), on_grid(mesh.positions, mesh.indices, 1));
    EXPECT_NEAR(parts[0].step, 1000.0 / 65535, 1e-3);
}

TEST(Glb, KeepsVerticesWithinHalfAStep)
{
    auto const mesh = sphere(50, 40);
    auto const parts = GlbReader{write_glb(mesh)}.parts();
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].indices.size(), mesh.indices.size());
    EXPECT_NEAR(parts[0].step, 100.0 / 65535, 1e-5);
    for (std::size_t i = 0; i < parts[0].positions.size(); ++i) {
        auto const& p = parts[0].positions[i];
        double const radius = std::hypot(p[0], p[1], p[2]);
        EXPECT_NEAR(radius, 50, parts[0].step);
        auto const& n = parts[0].normals[i];
        EXPECT_GT(dot(n, p) / radius / std::hypot(n[0], n[1], n[2]), 0.999) << "normals of a sphere point outwards";
    }
}

TEST(Glb, SplitsVerticesAtCreasesOnly)
{
    EXPECT_EQ(GlbReader{write_glb(box(1, 2, 3))}.parts().at(0).positions.size(), 24U);
    auto const ball = sphere(5, 30);
    EXPECT_EQ(GlbReader{write_glb(ball)}.parts().at(0).positions.size(), ball.positions.size());
}

TEST(Glb, TurnsMillimetresZUpIntoMetresYUp)
{
    auto const reader = GlbReader{write_glb(box(1, 2, 3))};
    auto const& root = reader.json.at("nodes").at(0);
    EXPECT_EQ(root.at("scale"), (boost::json::array{0.001, 0.001, 0.001}));
    // A quarter turn about X: (x, y, z) becomes (x, z, -y).
    EXPECT_NEAR(root.at("rotation").at(0).to_number<double>(), -std::numbers::sqrt2 / 2, 1e-12);
    EXPECT_NEAR(root.at("rotation").at(3).to_number<double>(), std::numbers::sqrt2 / 2, 1e-12);
}

TEST(Glb, HasANodePerPart)
{
    Mesh mesh;
    add_part(mesh, "plate \"A\"\n", {0, 0, 0}, {100, 100, 2}, {0.5F, 0.25F, 0.1F, 1});
    add_part(mesh, "болт", {10, 10, 2}, {1, 1, 1}, {0.1F, 0.1F, 0.1F, 1});
    mesh.parts.push_back({"empty", static_cast<std::uint32_t>(mesh.triangle_count()), 0, {}});
    add_part(mesh, "bad \xff\xc0 utf", {20, 10, 2}, {1, 1, 1}, {0.1F, 0.1F, 0.1F, 1});
    auto const reader = GlbReader{write_glb(mesh)};
    auto const parts = reader.parts();
    std::vector<std::string> names;
    for (auto const& part : parts) names.push_back(part.name);
    EXPECT_THAT(names, ElementsAre("plate \"A\"\n", "болт", "empty", "bad \xEF\xBF\xBD\xEF\xBF\xBD utf"));
    EXPECT_EQ(parts[2].indices.size(), 0U);
    EXPECT_EQ(reader.json.at("materials").as_array().size(), 3U + 3U) << "equal colours share a material";
    EXPECT_THAT(parts[1].step, testing::Lt(parts[0].step / 50)) << "small parts have a finer grid";
    EXPECT_NEAR(parts[3].positions[0][0], 20.5, 0.5001);
}

TEST(Glb, SimplifiesToTheBudgetAndSaysSo)
{
    auto const mesh = sphere(50, 100);
    ASSERT_EQ(mesh.triangle_count(), 40'000U);
    auto const whole = GlbReader{write_glb(mesh, {.simplify_to_triangles = 40'000})};
    EXPECT_EQ(whole.json.at("asset").at("extras"), (boost::json::object{{"triangles_original", 40'000},
                                                       {"triangles", 40'000}, {"simplified", false}, {"bodies", 1}}));
    auto const reduced = GlbReader{write_glb(mesh, {.simplify_to_triangles = 5'000})};
    auto const part = reduced.parts().at(0);
    EXPECT_NEAR(static_cast<double>(part.indices.size()) / 3, 5'000, 500);
    auto const& extras = reduced.json.at("asset").at("extras");
    EXPECT_EQ(extras.at("triangles_original"), 40'000);
    EXPECT_EQ(extras.at("triangles").to_number<std::size_t>(), part.indices.size() / 3);
    EXPECT_EQ(extras.at("simplified"), true);
    for (auto const& p : part.positions) EXPECT_NEAR(std::hypot(p[0], p[1], p[2]), 50, 0.5);
}

// A honeycomb of cubes: four walls meet in every edge, which leaves nothing that may be collapsed into its neighbour.
TEST(Glb, SimplifiesWhereNoEdgeIsAnOrdinaryOne)
{
    constexpr std::uint32_t cells = 12;
    Mesh honeycomb;
    for (std::uint32_t i = 0; i < (cells + 1) * (cells + 1) * (cells + 1); ++i)
        honeycomb.positions.push_back({static_cast<float>(i % (cells + 1)),
            static_cast<float>(i / (cells + 1) % (cells + 1)), static_cast<float>(i / (cells + 1) / (cells + 1))});
    std::array<std::uint32_t, 3> const steps{1, cells + 1, (cells + 1) * (cells + 1)};
    for (std::uint32_t i = 0; i < honeycomb.positions.size(); ++i)
        for (std::size_t axis = 0; axis < 3; ++axis) {
            auto const other = (axis + 1) % 3;
            if (honeycomb.positions[i][axis] == cells || honeycomb.positions[i][other] == cells) continue;
            auto const a = i + steps[axis], b = i + steps[other], c = a + steps[other];
            for (auto const vertex : {i, a, b, b, a, c}) honeycomb.indices.push_back(vertex);
        }
    ASSERT_EQ(honeycomb.triangle_count(), 11'232U);
    auto const part = GlbReader{write_glb(honeycomb, {.simplify_to_triangles = 2'000})}.parts().at(0);
    EXPECT_THAT(part.indices.size() / 3, testing::AllOf(testing::Ge(200U), testing::Le(4'000U)));
}

TEST(Glb, IsCompact)
{
    auto const mesh = sphere(50, 160);
    EXPECT_LT(static_cast<double>(write_glb(mesh).size()) / static_cast<double>(mesh.triangle_count()), 5);
}

TEST(Glb, BearsMeshesThatAreHardlyAny)
{
    auto const empty = GlbReader{write_glb(Mesh{})};
    EXPECT_EQ(empty.parts().size(), 1U);
    EXPECT_FALSE(empty.json.contains("meshes"));
    constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
    auto mesh = box(1, 1, 1);
    mesh.positions.push_back({not_a_number, 0, 0});
    for (std::uint32_t const vertex : {0U, 1U, 8U, 0U, 1U, 77U, 2U, 2U, 3U}) mesh.indices.push_back(vertex);
    auto const part = GlbReader{write_glb(mesh)}.parts().at(0);
    EXPECT_EQ(part.indices.size(), 36U);
    Mesh const lone_vertex{.positions = {{5, 5, 5}}, .indices = {0, 0, 0}, .parts = {}};
    EXPECT_FALSE(GlbReader{write_glb(lone_vertex)}.json.contains("meshes"));
}

TEST(Glb, PutsMorePartsThanATreeCanShowTogether)
{
    Mesh mesh;
    for (int i = 0; i < 10'000; ++i)
        add_part(mesh, "pin", {static_cast<float>(i % 100) * 3, static_cast<float>(i) / 100 * 3, 0}, {1, 1, 1},
            {0.1F, 0.2F, i < 5'000 ? 0.3F : 0.5F, 1});
    auto const reader = GlbReader{write_glb(mesh)};
    EXPECT_EQ(reader.parts().size(), 2U) << "one for each colour";
    EXPECT_EQ(reader.json.at("asset").at("extras").at("triangles"), 120'000);
}

TEST(Glb, DrawsCreasesAsLines)
{
    auto const reader = GlbReader{write_glb(box(1, 2, 3))};
    EXPECT_EQ(reader.lines("edges").size(), 12U) << "the diagonals of a box's sides are none";
    double length = 0;
    for (auto const& [from, to] : reader.lines("edges"))
        length += std::hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    EXPECT_NEAR(length, 4 * (1 + 2 + 3), 1e-3);
    EXPECT_TRUE(GlbReader{write_glb(sphere(5, 30))}.lines("edges").empty());
    EXPECT_TRUE(reader.lines("finding").empty());
}

TEST(Glb, LeavesOutTheCreasesOfNoise)
{
    auto scan = sphere(50, 200);
    std::mt19937 random{7};
    std::uniform_real_distribution<float> noise{0.97F, 1.03F};
    for (auto& position : scan.positions)
        for (auto& coordinate : position) coordinate *= noise(random);
    EXPECT_TRUE(GlbReader{write_glb(scan)}.lines("edges").empty());
}

TEST(Glb, ShowsWhereAMeshIsWrong)
{
    auto open = box(1, 2, 3);
    open.indices.resize(open.indices.size() - 3);
    EXPECT_EQ(GlbReader{write_glb(open)}.lines("finding", "open_edges").size(), 3U);

    auto misoriented = box(1, 2, 3);
    std::swap(misoriented.indices[0], misoriented.indices[1]);
    EXPECT_EQ(GlbReader{write_glb(misoriented)}.lines("finding", "inconsistent_winding").size(), 3U);
    EXPECT_EQ(GlbReader{write_glb(misoriented)}.lines("edges").size(), 12U) << "an overturned facet is no crease";

    auto finned = box(1, 2, 3); // two more facets on one edge
    finned.positions.push_back({5, 5, 5});
    auto const tip = static_cast<std::uint32_t>(finned.positions.size() - 1);
    for (auto const vertex : {finned.indices[0], finned.indices[1], tip, finned.indices[1], finned.indices[0], tip})
        finned.indices.push_back(vertex);
    auto const reader = GlbReader{write_glb(finned)};
    EXPECT_EQ(reader.lines("finding", "non_manifold_edges").size(), 1U);
    EXPECT_EQ(reader.json.at("meshes").at(0).at("primitives").as_array().size(), 3U) << "surface, edges, one finding";
}

// The browser's own reader, where its packages are installed.
TEST(Glb, OpensInThreeJs)
{
    std::filesystem::path const source = GUILDHALL_SOURCE_DIR;
    auto const modules = source / "web" / "node_modules";
    if (!std::filesystem::exists(modules / "three")) GTEST_SKIP() << "three is not installed in " << modules;
    Mesh mesh;
    add_part(mesh, "plate", {0, 0, 0}, {100, 40, 2});
    add_part(mesh, "post", {10, 10, 2}, {8, 8, 60});
    auto const file = std::filesystem::temp_directory_path() / "guildhall_preview_test.glb";
    std::ofstream{file, std::ios::binary} << write_glb(mesh);
    auto const answer = file.string() + ".json";
    auto const script = source / "tests" / "web" / "check_glb.mjs";
    auto const command =
        "node '" + script.string() + "' '" + modules.string() + "' '" + file.string() + "' > '" + answer + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream stream{answer};
    auto const seen = boost::json::parse(std::string{std::istreambuf_iterator<char>{stream}, {}});
    EXPECT_EQ(seen.at("triangles"), 24);
    EXPECT_EQ(seen.at("nodes"), (boost::json::array{"plate", "post"}));
    EXPECT_NEAR(seen.at("volume_m3").to_number<double>(), (100 * 40 * 2 + 8 * 8 * 60) * 1e-9, 5e-9);
    EXPECT_NEAR(seen.at("high_m").at(1).to_number<double>(), 0.062, 1e-5) << "up is Y";
    EXPECT_GT(seen.at("worst_normal").to_number<double>(), 0.999);
    std::filesystem::remove(file);
    std::filesystem::remove(answer);
}

} // namespace
} // namespace guildhall::preview
