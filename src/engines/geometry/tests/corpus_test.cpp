// Every STL and 3MF file of the corpus gets the verdict and the numbers of truth.csv.
#include "corpus.hpp"
#include "geometry/mesh_file.hpp"
#include "problem_count.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace guildhall::geometry {
namespace {

std::vector<corpus::Row> mesh_rows()
{
    std::vector<corpus::Row> rows;
    for (auto const& row : corpus::rows())
        if (row.text("kind") != "step") rows.push_back(row);
    return rows;
}

// A doubtful size is no defect of the mesh (a part given in metres is a sound part), nor are triangles without area in
// a surface that is closed without them.
bool reports_a_mesh_defect(Analysis const& analysis)
{
    return std::ranges::any_of(analysis.problems, [](Problem const& problem) {
        return !problem.code.starts_with("suspicious_size") && problem.code != "degenerate_facets";
    });
}

void expect_relative(double actual, double expected, double tolerance, char const* what)
{
    EXPECT_NEAR(actual, expected, tolerance * std::abs(expected)) << what;
}

void expect_measures(Analysis const& analysis, corpus::Row const& row)
{
    bool const watertight = row.text("watertight") == "yes";
    auto const tolerance = watertight ? 1e-4 : 5e-3;
    EXPECT_EQ(analysis.watertight, watertight);
    EXPECT_EQ(analysis.volume_reliable, row.text("volume_reliable") == "yes");
    EXPECT_EQ(analysis.triangles, row.number("triangles"));
    if (analysis.volume_reliable) expect_relative(analysis.volume_mm3, *row.number("volume_mm3"), tolerance, "volume");
    expect_relative(analysis.surface_area_mm2, *row.number("area_mm2"), tolerance, "area");
    auto const extent = [&](std::string const& axis) { return *row.number(axis + "max") - *row.number(axis + "min"); };
    EXPECT_NEAR(analysis.bounding_box_mm.x, extent("x"), 0.01 + 1e-5 * extent("x"));
    EXPECT_NEAR(analysis.bounding_box_mm.y, extent("y"), 0.01 + 1e-5 * extent("y"));
    EXPECT_NEAR(analysis.bounding_box_mm.z, extent("z"), 0.01 + 1e-5 * extent("z"));
}

void expect_defects(Analysis const& analysis, corpus::Row const& row)
{
    EXPECT_EQ(count_of(analysis, "open_edges"), row.defect("boundary_edges"));
    EXPECT_EQ(count_of(analysis, "non_manifold_edges"), row.defect("nonmanifold_edges"));
    EXPECT_EQ(count_of(analysis, "inconsistent_winding"), row.defect("inconsistent_edges"));
    EXPECT_EQ(count_of(analysis, "degenerate_facets"), row.defect("degenerate"));
    EXPECT_EQ(count_of(analysis, "duplicate_facets") > 0, row.defect("duplicate") > 0);
}

class Corpus : public testing::TestWithParam<corpus::Row> {};

TEST_P(Corpus, HasTheTrueVerdictAndMeasures)
{
    auto const& row = GetParam();
    auto const bytes = corpus::bytes_of(row.text("file"));
    auto const kind = file_kind_of(bytes);
    EXPECT_EQ(to_string(kind), row.text("kind"));
    auto const answer = analyze_mesh_file(bytes, kind);
    auto const& verdict = row.text("expect");

    if (verdict == "reject" || verdict == "no_mesh") {
        ASSERT_FALSE(answer.has_value());
        EXPECT_GT(answer.error().detail.size(), 15U) << "a sentence for people";
        bool const no_mesh =
            answer.error().defect == Defect::no_geometry || answer.error().defect == Defect::unsupported_feature;
        EXPECT_TRUE(no_mesh || verdict == "reject") << answer.error().detail;
        return;
    }
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    auto const& analysis = answer->analysis;
    EXPECT_EQ(reports_a_mesh_defect(analysis), verdict == "warn");
    expect_measures(analysis, row);
    if (kind == FileKind::stl) {
        EXPECT_EQ(analysis.bodies, row.number("parts"));
        expect_defects(analysis, row);
    } else {
        std::int64_t items = 0;
        for (auto const& part : analysis.parts) items += part.count;
        EXPECT_EQ(items, row.number("parts"));
    }
}

std::string test_name(testing::TestParamInfo<corpus::Row> const& info)
{
    auto name = info.param.text("file");
    std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Corpus, testing::ValuesIn(mesh_rows()), test_name);

} // namespace
} // namespace guildhall::geometry
