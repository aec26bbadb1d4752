#include "bodies.hpp"
#include "corpus.hpp"
#include "counted_out.hpp"
#include "document.hpp"
#include "label.hpp"
#include "step/step.hpp"
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numbers>

namespace guildhall::step {
namespace {

using geometry::Defect;
namespace corpus = geometry::corpus;
using std::numbers::pi;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;

std::vector<corpus::Row> step_rows()
{
    std::vector<corpus::Row> rows;
    for (auto const& row : corpus::rows())
        if (row.text("kind") == "step") rows.push_back(row);
    return rows;
}

StepModel model_of(std::string const& file)
{
    auto model = read_step(corpus::bytes_of(file));
    if (!model) throw std::runtime_error(file + ": " + model.error().detail);
    return std::move(*model);
}

// Six times the volume is the sum of the determinants.
double volume_of(geometry::Mesh const& mesh)
{
    double sum = 0;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        auto const &a = mesh.positions[mesh.indices[i]], &b = mesh.positions[mesh.indices[i + 1]],
                   &c = mesh.positions[mesh.indices[i + 2]];
        double const ax = a[0], ay = a[1], az = a[2], bx = b[0], by = b[1], bz = b[2], cx = c[0], cy = c[1], cz = c[2];
        sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    }
    return sum / 6;
}

class StepCorpus : public ::testing::TestWithParam<corpus::Row> {};

TEST_P(StepCorpus, AgreesWithTheTruth)
{
    auto const& row = GetParam();
    auto const model = read_step(corpus::bytes_of(row.text("file")));
    if (row.text("expect") == "no_geometry") {
        ASSERT_FALSE(model);
        EXPECT_EQ(model.error().defect, Defect::no_geometry) << model.error().detail;
        return;
    }
    ASSERT_TRUE(model) << model.error().detail;
    auto const tolerance = *row.number("tol_rel");
    EXPECT_NEAR(model->volume_mm3, *row.number("volume_mm3"), tolerance * *row.number("volume_mm3"));
    EXPECT_NEAR(model->surface_area_mm2, *row.number("area_mm2"), tolerance * *row.number("area_mm2"));
    EXPECT_EQ(model->solids, *row.number("parts"));
    EXPECT_EQ(model->faces, *row.number("faces"));
    EXPECT_TRUE(model->watertight);
    auto const near = [&](double value, char const* column) {
        auto const truth = *row.number(column);
        EXPECT_NEAR(value, truth, 0.01 + 1e-5 * std::fabs(truth)) << column;
    };
    near(model->box_min_mm.x, "xmin");
    near(model->box_min_mm.y, "ymin");
    near(model->box_min_mm.z, "zmin");
    near(model->box_max_mm.x, "xmax");
    near(model->box_max_mm.y, "ymax");
    near(model->box_max_mm.z, "zmax");
    EXPECT_NEAR(volume_of(model->mesh), model->volume_mm3, 0.02 * model->volume_mm3);
    auto const counted = geometry::counted_out(model->assembly);
    EXPECT_EQ(counted.triangle_count(), model->mesh.triangle_count()) << "the tree holds the same bodies";
    EXPECT_NEAR(volume_of(counted), volume_of(model->mesh), 1e-4 * model->volume_mm3);
}

INSTANTIATE_TEST_SUITE_P(Files, StepCorpus, ::testing::ValuesIn(step_rows()), [](auto const& test) {
    auto name = test.param.text("file");
    std::erase_if(name, [](char c) { return c == '/' || c == '.'; });
    return name;
});

// Parts whose volume is known in closed form.
TEST(StepExactness, OfAPlateWithHoles)
{
    for (auto const* file : {"made/plate_8_holes.step", "made/plate_8_holes_inch.step"}) {
        auto const model = model_of(file);
        EXPECT_NEAR(model.volume_mm3, 150 * 90 * 10 - 8 * pi * 9 * 10, 1e-3) << file;
        EXPECT_NEAR(
            model.surface_area_mm2, 2 * (150 * 90 + 150 * 10 + 90 * 10) - 16 * pi * 9 + 8 * 2 * pi * 3 * 10, 1e-3)
            << file;
        EXPECT_NEAR(model.center_of_mass_mm[0], 75, 1e-6) << file;
        EXPECT_NEAR(model.center_of_mass_mm[1], 45, 1e-6) << file;
        EXPECT_NEAR(model.center_of_mass_mm[2], 5, 1e-6) << file;
    }
    EXPECT_EQ(model_of("made/plate_8_holes.step").units, "mm");
    EXPECT_EQ(model_of("made/plate_8_holes_inch.step").units, "inch");
}

TEST(StepExactness, OfABlockWithBossAndCounterbore)
{
    auto const rounded_block = (100 * 60 - (4 - pi) * 25) * 30;
    auto const holes = pi * (16 * 20 + 7.5 * 7.5 * 10) + pi * 25 * 15 + pi * 6.25 * 12;
    auto const boss = pi * 64 * 15;
    EXPECT_NEAR(model_of("made/block_boss_counterbore.step").volume_mm3, rounded_block - holes + boss, 1e-3);
}

TEST(StepExactness, OfABentSheet)
{
    auto const legs = (55 + 35) * 50 * 2.0, bend = pi / 4 * (25 - 9) * 50, holes = 4 * pi * 6.25 * 2;
    EXPECT_NEAR(model_of("made/sheet_bracket.step").volume_mm3, legs + bend - holes, 1e-3);
}

TEST(StepAssembly, IsATreeOfGroupsAndBodies)
{
    auto const tree = model_of("step/as1_oc_214_assembly.stp").assembly;
    ASSERT_FALSE(tree.nodes.empty());
    EXPECT_FALSE(tree.nodes[0].parent);
    EXPECT_FALSE(tree.nodes[0].body) << "the assembly itself is a group";
    std::map<std::string, int> occurrences;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        EXPECT_LT(tree.nodes[i].parent.value_or(0), i + 1) << "parents come first";
        if (tree.nodes[i].body) ++occurrences[tree.nodes[i].name];
    }
    EXPECT_EQ(occurrences["nut"], 8);
    EXPECT_EQ(occurrences["bolt"], 6);
    EXPECT_EQ(tree.bodies.size(), 5U) << "plate, bracket, nut, bolt, rod are each stored once";
}

TEST(StepEdges, AreThoseOfTheBrepWithoutSeams)
{
    auto const model = model_of("made/plate_8_holes.step");
    ASSERT_EQ(model.assembly.bodies.size(), 1U);
    auto const& body = model.assembly.bodies[0];
    double length = 0;
    for (auto const& [from, to] : body.edges) {
        auto const &a = body.mesh.positions.at(from), &b = body.mesh.positions.at(to);
        length += std::hypot(double{b[0]} - double{a[0]}, double{b[1]} - double{a[1]}, double{b[2]} - double{a[2]});
    }
    // Twelve edges of the plate, two circles of each hole; chords are a little shorter. A seam would add 10 per hole.
    EXPECT_NEAR(length, 4 * (150 + 90 + 10) + 16 * 2 * pi * 3, 4);
}

TEST(StepAssembly, CountsDistinctPartsUnderTheirNames)
{
    auto const model = model_of("step/as1_oc_214_assembly.stp");
    std::map<std::string, std::int64_t> counts;
    for (auto const& part : model.parts) counts[part.name] = part.count;
    EXPECT_EQ(counts,
        (std::map<std::string, std::int64_t>{{"nut", 8}, {"bolt", 6}, {"rod", 1}, {"l-bracket", 2}, {"plate", 1}}));
    EXPECT_EQ(model.mesh.parts.size(), 5u);
    std::uint32_t triangles = 0;
    for (auto const& part : model.mesh.parts) {
        EXPECT_EQ(part.first_triangle, triangles);
        EXPECT_GT(part.color[3], 0) << part.name;
        triangles += part.triangle_count;
    }
    EXPECT_EQ(triangles, model.mesh.triangle_count());
}

TEST(StepAssembly, KeepsNamesAndColorsOf300Instances)
{
    auto const model = model_of("made/assembly_300_instances.step");
    EXPECT_EQ(model.solids, 300);
    ASSERT_EQ(model.parts.size(), 3u);
    EXPECT_EQ(model.parts[0].name, "Plate Ø6");
    EXPECT_EQ(model.parts[1].name, "Пластина-вал");
    EXPECT_EQ(model.parts[2].name, "Cube");
    auto const plate = 150 * 90 * 10 - 8 * pi * 9 * 10, shaft = pi * 25 * 40, cube = 8000.0;
    EXPECT_NEAR(model.volume_mm3, 100 * (plate + shaft + cube), 1);
    ASSERT_EQ(model.mesh.parts.size(), 3u);
    EXPECT_NEAR(model.mesh.parts[1].color[0], 0.5f, 1e-3f);
    EXPECT_NEAR(model.mesh.parts[2].color[0], 0.8f, 1e-3f);
}

TEST(StepAssembly, TakesTheNameOfTheProductAboveANamelessShape)
{
    EXPECT_EQ(model_of("step/motor_holder.step").parts.at(0).name, "Motor_holder_SO101_Base v1");
    EXPECT_EQ(model_of("step/nist_ctc_01_ap242.stp").parts.at(0).name, "NIST Complex Test Case 1");
}

TEST(StepAssembly, IsNotCountedOutBeyondTheLimit)
{
    auto const document = read_document(corpus::bytes_of("step/as1_oc_214_assembly.stp"));
    ASSERT_TRUE(document);
    EXPECT_TRUE(collect_bodies(document->shapes, 20));
    auto const bodies = collect_bodies(document->shapes, 10);
    ASSERT_FALSE(bodies);
    EXPECT_EQ(bodies.error().defect, Defect::too_complex);
}

TEST(StepColors, OfFacesMakeGroupsOfTriangles)
{
    auto const model = model_of("step/io1_cm_214.stp");
    ASSERT_EQ(model.mesh.parts.size(), 2u); // red with yellow faces
    EXPECT_NE(model.mesh.parts[0].color, model.mesh.parts[1].color);
    EXPECT_EQ(model.parts.size(), 1u);
}

TEST(StepTwin, AgreesWithTheTrianglesOfTheSamePart)
{
    auto const model = model_of("step/motor_holder.step");
    EXPECT_NEAR(model.volume_mm3, 13307.1914, 0.005 * 13307.1914); // stl/motor_holder.stl, by truth.csv
    EXPECT_NEAR(model.surface_area_mm2, 10043.9413, 0.005 * 10043.9413);
}

struct Substitution {
    char const* name;
    char const* file;
    std::string from, to;
    char const* says;
};
void PrintTo(Substitution const& test, std::ostream* out) { *out << test.name; }

class StepDamage : public ::testing::TestWithParam<Substitution> {};

// A reference to an entity of the wrong kind is a null pointer in OpenCASCADE.
TEST_P(StepDamage, IsNamed)
{
    auto const bytes = corpus::bytes_of(GetParam().file);
    std::string text(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    auto const at = text.find(GetParam().from);
    ASSERT_NE(at, text.npos);
    text.replace(at, GetParam().from.size(), GetParam().to);
    auto const model = read_step(std::as_bytes(std::span(text)));
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().defect, Defect::damaged_file);
    EXPECT_THAT(model.error().detail, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(Files, StepDamage,
    ::testing::Values(
        Substitution{"edge_that_is_a_point", "step/cuboid.step", "#20=ORIENTED_EDGE('',*,*,#44,.F.);",
            "#20=ORIENTED_EDGE('',*,*,#9999,.F.);#9999=CARTESIAN_POINT('',(0.,0.,0.));", "entity #20 (OrientedEdge)"},
        Substitution{"edge_with_too_few_values", "step/cuboid.step", "#20=ORIENTED_EDGE('',*,*,#44,.F.);",
            "#20=ORIENTED_EDGE('',#44,.F.);", "entity #20 (OrientedEdge)"},
        Substitution{"edge_that_is_missing", "step/cuboid.step", "#20=ORIENTED_EDGE('',*,*,#44,.F.);",
            "#20=ORIENTED_EDGE('',*,*,#9999,.F.);", "refers to #9999"}),
    [](auto const& test) { return std::string(test.param.name); });

TEST(StepDamage, OfTruncationIsNamedEverywhere)
{
    auto const bytes = corpus::bytes_of("step/cuboid.step");
    for (std::size_t size = 0; size + 40 < bytes.size(); size += 97) {
        auto const model = read_step(std::span(bytes).first(size));
        ASSERT_FALSE(model) << size;
        EXPECT_FALSE(model.error().detail.empty());
    }
}

TEST(StepNames, AreAlwaysValidUtf8)
{
    EXPECT_EQ(name_in_utf8(u"  Пластина \t Ø6 "), "Пластина   Ø6");
    EXPECT_EQ(name_in_utf8(u"\xD83D\xDE00"), "\U0001F600");
    EXPECT_EQ(name_in_utf8(u"\xD83D!"), "\uFFFD!");
    EXPECT_EQ(name_in_utf8(std::u16string(1000, u'x')).size(), 200u);
    EXPECT_EQ(name_in_utf8(u" \x01 "), "");
}

TEST(StepWarmUp, LeavesOpenCascadeReady)
{
    warm_up();
    EXPECT_NEAR(model_of("step/cuboid.step").volume_mm3, 50.8 * 25.4 * 76.2, 1e-6);
}

} // namespace
} // namespace guildhall::step
