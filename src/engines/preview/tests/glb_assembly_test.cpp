// Assemblies in GLB files: the tree, what its nodes share, and the edges of B-reps.
#include "glb_reader.hpp"
#include "preview/glb.hpp"
#include "shapes.hpp"

namespace guildhall::preview {
namespace {

using namespace shapes;

geometry::Placement turned_and_moved()
{
    return {0, 1, 0, -1, 0, 0, 0, 0, 1, 100, 0, 0}; // a quarter turn about Z, then along X
}

geometry::Assembly two_blocks_and_a_plate()
{
    geometry::Assembly assembly;
    assembly.bodies.resize(2);
    assembly.bodies[0].name = "block";
    assembly.bodies[0].mesh = box(1, 2, 3);
    assembly.bodies[1].name = "plate";
    assembly.bodies[1].mesh = box(50, 50, 1);
    assembly.nodes.push_back({"machine", {}, {}});
    assembly.nodes.push_back({"pair", 0, {}});
    assembly.nodes.push_back({"left", 1, 0});
    assembly.nodes.push_back({"right", 1, 0, turned_and_moved()});
    assembly.nodes.push_back({"base", 0, 1, geometry::unmoved, {0.5F, 0.1F, 0.1F, 1}});
    return assembly;
}

TEST(GlbAssembly, IsATreeWhoseRepeatedBodiesShareAMesh)
{
    auto const reader = GlbReader{write_glb(two_blocks_and_a_plate())};
    auto const& nodes = reader.json.at("nodes").as_array();
    ASSERT_EQ(nodes.size(), 6U);
    EXPECT_EQ(nodes[0].at("children"), boost::json::array{1});
    EXPECT_EQ(nodes[1].at("children"), (boost::json::array{2, 5}));
    EXPECT_EQ(nodes[2].at("children"), (boost::json::array{3, 4}));
    EXPECT_EQ(nodes[2].at("name"), "pair");
    EXPECT_FALSE(nodes[2].as_object().contains("matrix")) << "groups move nothing";
    EXPECT_EQ(nodes[3].at("mesh"), nodes[4].at("mesh"));
    EXPECT_NE(nodes[3].at("mesh"), nodes[5].at("mesh"));
    EXPECT_EQ(reader.json.at("meshes").as_array().size(), 2U);
    auto const& extras = reader.json.at("asset").at("extras");
    EXPECT_EQ(extras.at("triangles"), 36);
    EXPECT_EQ(extras.at("bodies"), 2);
    EXPECT_EQ(reader.lines("edges").size(), 36U);
}

TEST(GlbAssembly, PutsEveryOccurrenceInItsPlace)
{
    auto const reader = GlbReader{write_glb(two_blocks_and_a_plate())};
    auto const corners = reader.corners(reader.json.at("nodes").at(4).as_object()); // 1 x 2 x 3, a quarter turn
    std::array<double, 3> low = corners.at(0), high = low;
    for (auto const& corner : corners)
        for (std::size_t axis = 0; axis < 3; ++axis) {
            low[axis] = std::min(low[axis], corner[axis]);
            high[axis] = std::max(high[axis], corner[axis]);
        }
    EXPECT_NEAR(high[0] - low[0], 2, 1e-3);
    EXPECT_NEAR(high[1] - low[1], 1, 1e-3);
    EXPECT_NEAR(high[2] - low[2], 3, 1e-3);
    EXPECT_NEAR(high[0], 100, 1e-3);
}

TEST(GlbAssembly, OccurrencesInAnotherColorShareTheSurface)
{
    auto assembly = two_blocks_and_a_plate();
    assembly.nodes[3].color = {0.1F, 0.5F, 0.1F, 1};
    auto const reader = GlbReader{write_glb(assembly)};
    auto const primitive = [&](std::size_t node) {
        auto const mesh = reader.json.at("nodes").at(node).at("mesh").to_number<std::size_t>();
        return reader.json.at("meshes").at(mesh).at("primitives").at(0);
    };
    EXPECT_EQ(primitive(3).at("attributes"), primitive(4).at("attributes"));
    EXPECT_NE(primitive(3).at("material"), primitive(4).at("material"));
    EXPECT_EQ(reader.json.at("meshes").as_array().size(), 3U);
}

TEST(GlbAssembly, TellsEdgesOfABrepApart)
{
    geometry::Assembly assembly;
    auto& body = assembly.bodies.emplace_back();
    body.mesh = sphere(5, 8);
    body.exact = true;
    body.edges = {{0, 1}, {1, 2}}; // an equator of two pieces: the surface goes on smoothly
    assembly.nodes.push_back({"ball", {}, 0});
    EXPECT_EQ(GlbReader{write_glb(assembly)}.lines("smooth_edges").size(), 2U);
    EXPECT_TRUE(GlbReader{write_glb(assembly)}.lines("edges").empty());
    body.mesh = box(1, 2, 3);
    body.edges = {{body.mesh.indices[0], 77}};
    for (std::uint32_t i = 0; i < 8; ++i)
        for (std::uint32_t k = i + 1; k < 8; ++k) {
            auto const &a = body.mesh.positions[i], &b = body.mesh.positions[k];
            if ((a[0] != b[0]) + (a[1] != b[1]) + (a[2] != b[2]) == 1) body.edges.push_back({i, k});
        }
    EXPECT_EQ(GlbReader{write_glb(assembly)}.lines("edges").size(), 12U) << "and indices out of range are left out";
}

TEST(GlbAssembly, ShowsThinWallsBesideTheParts)
{
    std::vector<geometry::ThinWall> const walls{{{1, 2, 3}, {1, 2, 3.5}, 0.5}, {{40, 2, 3}, {40, 2.25, 3}, 0.25}};
    auto const reader = GlbReader{write_glb(two_blocks_and_a_plate(), {.thin_walls = walls})};
    auto const& node = reader.json.at("nodes").as_array().back();
    EXPECT_EQ(node.at("extras").at("role"), "finding");
    auto const lines = reader.lines("finding", "thin_wall");
    ASSERT_EQ(lines.size(), 2U);
    std::array<double, 3> const begin{1, 2, 3}, end{40, 2.25, 3};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        EXPECT_NEAR(lines[0][0][axis], begin[axis], 1e-3);
        EXPECT_NEAR(lines[1][1][axis], end[axis], 1e-3);
    }
    EXPECT_EQ(GlbReader{write_glb(box(1, 2, 3), {.thin_walls = walls})}.lines("finding").size(), 2U);
}

TEST(GlbAssembly, SharesTheBudgetAmongAllOccurrences)
{
    geometry::Assembly assembly;
    assembly.bodies.emplace_back().mesh = sphere(50, 100);
    for (int i = 0; i < 4; ++i) assembly.nodes.push_back({"ball", {}, 0});
    auto const reader = GlbReader{write_glb(assembly, {.simplify_to_triangles = 16'000})};
    auto const& extras = reader.json.at("asset").at("extras");
    EXPECT_EQ(extras.at("triangles_original"), 160'000);
    EXPECT_EQ(extras.at("simplified"), true);
    EXPECT_NEAR(extras.at("triangles").to_number<double>(), 16'000, 1'600);
}

} // namespace
} // namespace guildhall::preview
