// What 3MF packages may look like, and what damaged and hostile ones are answered with.
#include "corpus.hpp"
#include "geometry/measure.hpp"
#include "geometry/mesh_file.hpp"
#include "geometry/threemf.hpp"
#include "package_builder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guildhall::geometry {
namespace {

using testing::HasSubstr;

constexpr double tetrahedron_volume = 1000.0 / 6;
char const* const one_item = R"(<item objectid="1"/>)";

Failure failure_of(std::vector<std::byte> const& package, ThreemfLimits const& limits = {})
{
    auto const model = read_3mf(package, limits);
    return model ? Failure{Defect::analysis_crashed, "it was read"} : model.error();
}

void expect_damaged(std::string const& resources, std::string const& build, std::string const& words)
{
    auto const answer = failure_of(package_of(model_part(resources, build)));
    EXPECT_EQ(answer.defect, Defect::damaged_file) << answer.detail;
    EXPECT_THAT(answer.detail, HasSubstr(words));
}

double volume_of(std::string const& resources, std::string const& build, std::string const& attributes = "")
{
    auto const model = read_3mf(package_of(model_part(resources, build, attributes)));
    EXPECT_TRUE(model) << model.error().detail;
    return model ? measure(model->mesh).volume_mm3 : 0;
}

std::string component_of(int id, std::string const& attributes = "")
{
    return "<component objectid=\"" + std::to_string(id) + "\" " + attributes + "/>";
}

std::string assembly(int id, std::string const& components)
{
    return "<object id=\"" + std::to_string(id) + "\"><components>" + components + "</components></object>";
}

TEST(Threemf, UnitsScale)
{
    for (auto const& [unit, millimetres] : std::map<std::string, double>{{"micron", 0.001}, {"millimeter", 1},
             {"centimeter", 10}, {"inch", 25.4}, {"foot", 304.8}, {"meter", 1000}}) {
        auto const expected = tetrahedron_volume * millimetres * millimetres * millimetres;
        EXPECT_NEAR(volume_of(tetrahedron(1), one_item, "unit=\"" + unit + "\""), expected, 1e-5 * expected) << unit;
    }
    EXPECT_THAT(failure_of(package_of(model_part(tetrahedron(1), one_item, "unit=\"furlong\""))).detail,
        HasSubstr("\"furlong\" is no unit"));
}

TEST(Threemf, TransformsOfItemsAndComponentsAreChained)
{
    auto const scaled = R"(transform="2 0 0 0 1 0 0 0 1 0 0 0")";
    EXPECT_NEAR(volume_of(tetrahedron(1) + assembly(2, component_of(1, scaled)),
                    R"(<item objectid="2" transform="1 0 0 0 3 0 0 0 1 5 5 5"/>)"),
        6 * tetrahedron_volume, 1e-3);
}

TEST(Threemf, MirroredInstancesKeepTheirOutside)
{
    auto const package =
        package_of(model_part(tetrahedron(1), R"(<item objectid="1" transform="-1 0 0 0 1 0 0 0 1 0 0 0"/>)"));
    auto const model = read_3mf(package);
    ASSERT_TRUE(model);
    EXPECT_GT(signed_volume(model->mesh, 0, 4), 0);
}

TEST(Threemf, EqualItemsAreCounted)
{
    auto const build = std::string(one_item) + one_item + R"(<item objectid="1" transform="2 0 0 0 2 0 0 0 2 0 0 0"/>)";
    auto const model = read_3mf(package_of(model_part(tetrahedron(1, "name=\"A &amp; B\""), build)));
    ASSERT_EQ(model->items.size(), 2U);
    EXPECT_EQ(model->items[0].name, "A & B");
    EXPECT_EQ(model->items[0].count, 2);
    EXPECT_NEAR(model->items[1].volume_mm3, 8 * tetrahedron_volume, 1e-3);
}

TEST(Threemf, PathsLeadToOtherParts)
{
    auto const main = model_part(assembly(1, component_of(7, R"(p:path="/3D/other.model")")), one_item);
    auto const model = read_3mf(package_of(main, {{"3D/other.model", model_part(tetrahedron(7), "")}}));
    ASSERT_TRUE(model) << model.error().detail;
    EXPECT_EQ(model->mesh.triangle_count(), 4U);
    EXPECT_THAT(failure_of(package_of(main)).detail, HasSubstr("3D/other.model"));
}

TEST(Threemf, SupportsAreNotMade)
{
    auto const package = package_of(model_part(
        tetrahedron(1) + tetrahedron(2, "type=\"support\""), std::string(one_item) + R"(<item objectid="2"/>)"));
    auto const analyzed = analyze_mesh_file(package, FileKind::threemf);
    EXPECT_NEAR(analyzed->analysis.volume_mm3, tetrahedron_volume, 1e-3);
    EXPECT_EQ(analyzed->analysis.triangles, 8);
    EXPECT_TRUE(analyzed->mesh.parts[1].auxiliary);
}

TEST(Threemf, ColorsOfBaseMaterialsAreLinear)
{
    auto const materials = R"(<basematerials id="5"><base name="PLA" displaycolor="#FF8000"/></basematerials>)";
    auto const model = read_3mf(package_of(model_part(materials + tetrahedron(1, R"(pid="5" pindex="0")"), one_item)));
    auto const color = model->mesh.parts[0].color;
    EXPECT_FLOAT_EQ(color[0], 1);
    EXPECT_NEAR(color[1], 0.2159, 0.0001);
    EXPECT_FLOAT_EQ(color[2], 0);
    EXPECT_FLOAT_EQ(color[3], 1);
}

TEST(Threemf, ReferencesThatLeadNowhereAreRefused)
{
    expect_damaged(tetrahedron(1), R"(<item objectid="2"/>)", "object 2");
    expect_damaged(assembly(1, component_of(9)), one_item, "object 9");
    expect_damaged(R"(<object id="1"><mesh><vertices><vertex x="0" y="0" z="0"/></vertices><triangles>
<triangle v1="0" v2="0" v3="1"/></triangles></mesh></object>)",
        one_item, "line 4: a triangle refers to vertex \"1\"");
    expect_damaged(tetrahedron(1) + tetrahedron(1), one_item, "object 1 is there twice");
    expect_damaged(tetrahedron(1, "type=\"ghost\""), one_item, "\"ghost\"");
    expect_damaged(tetrahedron(1, "type=\"other\""), one_item, "\"other\"");
}

TEST(Threemf, NumbersAreChecked)
{
    auto const with_vertex = [](std::string const& x) {
        return R"(<object id="1"><mesh><vertices><vertex y="0" z="0" x=")" + x + R"("/></vertices></mesh></object>)";
    };
    for (auto const* number : {"1,5", "nan", "inf", "1e308", "1e39", "", "1 2", "0x1"})
        EXPECT_EQ(failure_of(package_of(model_part(with_vertex(number), one_item))).defect, Defect::damaged_file)
            << number;
    expect_damaged(
        R"(<object id="1"><mesh><vertices><vertex x="0" y="0"/></vertices></mesh></object>)", one_item, "x, y or z");
    expect_damaged(tetrahedron(1), R"(<item objectid="1" transform="1 0 0 0 1 0 0 0 1 0 0"/>)", "twelve numbers");
    expect_damaged(
        tetrahedron(1), R"(<item objectid="1" transform="1e300 0 0 0 1e300 0 0 0 1e300 0 0 0"/>)", "outside");
}

TEST(Threemf, CyclesAndExplosionsOfComponentsAreRefused)
{
    expect_damaged(assembly(1, component_of(2)) + assembly(2, component_of(1)), one_item, "contain themselves");
    auto resources = tetrahedron(1);
    for (int level = 2; level <= 30; ++level)
        resources += assembly(level, component_of(level - 1) + component_of(level - 1));
    auto const package = package_of(model_part(resources, R"(<item objectid="30"/>)"));
    EXPECT_EQ(failure_of(package, {.triangles = 1000}).defect, Defect::too_complex);
    EXPECT_EQ(failure_of(package, {.instances = 1000}).defect, Defect::too_complex);
}

TEST(Threemf, BombsAreDefused)
{
    auto const bomb = model_part(std::string(50'000'000, ' ') + tetrahedron(1), one_item);
    auto const answer = failure_of(package_of(bomb));
    EXPECT_EQ(answer.defect, Defect::too_complex);
    EXPECT_THAT(answer.detail, HasSubstr("200 times its size"));
    EXPECT_EQ(failure_of(package_of(model_part(tetrahedron(1), one_item)), {.unpacked_bytes = 500}).defect,
        Defect::too_complex);

    PackageParts many;
    for (int i = 0; i < 2100; ++i) many["junk/" + std::to_string(i)] = "";
    EXPECT_EQ(failure_of(package_of(model_part(tetrahedron(1), one_item), many)).defect, Defect::too_complex);

    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<metadatagroup>";
    EXPECT_EQ(failure_of(package_of(model_part(deep, ""))).defect, Defect::too_complex);
    auto const long_tag = model_part("<x y=\"" + std::string(5'000'000, 'z') + "\"/>", "");
    EXPECT_THAT(failure_of(package_of(long_tag), {.unpacked_per_packed_byte = 1'000'000}).detail, HasSubstr("4 MB"));
}

TEST(Threemf, EntitiesAndDocumentTypesAreRefused)
{
    auto const lol = R"(<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><model/>)";
    EXPECT_THAT(failure_of(package_of(lol)).detail, HasSubstr("document type"));
}

TEST(Threemf, BrokenXmlNamesTheLine)
{
    auto const answer = failure_of(package_of(model_part("\n\n<object id=1></object>", one_item)));
    EXPECT_THAT(answer.detail, HasSubstr("3D/3dmodel.model, line 5"));
    for (auto const* resources : {"</object>", "<object id=\"1\">", "<", "<a b>", "<a b=>", "<a b='1' b='2'/>", "<a/ >",
             "</>", "<!-- never closed", "<![CDATA[ never closed"})
        EXPECT_EQ(failure_of(package_of(model_part(resources, one_item))).defect, Defect::damaged_file) << resources;
}

TEST(Threemf, CommentsAndOddSpacingAreRead)
{
    EXPECT_NEAR(volume_of("<!-- <object id='1'> -->" + tetrahedron(1, "\n name = 'x>y' \t"),
                    "<!-- <item/> --><![CDATA[<item>]]><item\nobjectid\n=\n' 1 '></item>"),
        tetrahedron_volume, 1e-3);
}

TEST(Threemf, OtherFilesAreNotPackages)
{
    EXPECT_EQ(failure_of(std::vector<std::byte>{}).defect, Defect::empty_file);
    EXPECT_EQ(failure_of(std::vector<std::byte>(500, std::byte{'P'})).defect, Defect::damaged_file);
    EXPECT_THAT(failure_of(zipped({{"a.txt", "hello"}})).detail, HasSubstr("_rels/.rels"));
    EXPECT_EQ(failure_of(package_of(model_part("", ""))).defect, Defect::no_geometry);
}

class SmallThreemf : public testing::TestWithParam<std::string> {};

TEST_P(SmallThreemf, TruncationsAreRefused)
{
    auto const bytes = corpus::bytes_of(GetParam());
    for (std::size_t size = 0; size + 1 < bytes.size(); size += 7) {
        auto const model = read_3mf(std::span(bytes).first(size));
        EXPECT_FALSE(model.has_value()) << size;
    }
}

TEST_P(SmallThreemf, FlippedBytesNeverCrash)
{
    auto bytes = corpus::bytes_of(GetParam());
    std::size_t read = 0, refused = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        bytes[at] ^= std::byte{0x11};
        (read_3mf(bytes) ? read : refused) += 1;
        bytes[at] ^= std::byte{0x11};
    }
    EXPECT_EQ(read + refused, bytes.size());
    EXPECT_GT(refused, bytes.size() / 2) << "packed data is checked by its CRC";
}

INSTANTIATE_TEST_SUITE_P(
    Files, SmallThreemf, testing::Values("3mf/core_box.3mf", "3mf/pass_components.3mf", "3mf/components_wagon.3mf"));

// Behind the checksum of the zip: the model itself, one character changed at a time.
TEST(Threemf, ChangedCharactersOfTheModelNeverCrash)
{
    auto const model = model_part(tetrahedron(1) + assembly(2, component_of(1)), R"(<item objectid="2"/>)");
    std::size_t answers = 0;
    for (std::size_t at = 0; at < model.size(); ++at)
        for (auto const c : {'<', '"', '9', '-', '\0', '\xFF'}) {
            auto changed = model;
            changed[at] = c;
            if (auto const read = read_3mf(package_of(changed)))
                answers += !read->mesh.indices.empty();
            else
                answers += !read.error().detail.empty();
        }
    EXPECT_EQ(answers, 6 * model.size());
}

} // namespace
} // namespace guildhall::geometry
