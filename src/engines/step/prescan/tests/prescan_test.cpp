#include "step/prescan.hpp"
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>

namespace guildhall::step {
namespace {

using geometry::Defect;
using ::testing::HasSubstr;

std::string read_text(std::filesystem::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

auto scan(std::string_view text, Limits const& limits = {}) { return prescan(std::as_bytes(std::span(text)), limits); }

std::string file_with(std::string_view data)
{
    return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_SCHEMA(('AUTOMOTIVE_DESIGN { 1 0 10303 214 1 1 "
           "1 1 }'));\n"
           "ENDSEC;\nDATA;\n" +
           std::string(data) + "\nENDSEC;\nEND-ISO-10303-21;\n";
}

TEST(Prescan, AcceptsEveryFileOfTheCorpus)
{
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(GUILDHALL_SOURCE_DIR "/tests/data/cad/step")) {
        auto const outline = scan(read_text(entry.path()));
        ASSERT_TRUE(outline) << entry.path() << ": " << outline.error().detail;
        EXPECT_FALSE(outline->schema.empty()) << entry.path();
        EXPECT_GT(outline->entities, 0) << entry.path();
        ++files;
    }
    EXPECT_GE(files, 20u);
}

TEST(Prescan, TellsWhatAFileHolds)
{
    auto const outline = scan(file_with("#1=CARTESIAN_POINT('it''s /* no comment */',(1.,-2.5E-3,3));/* a comment */\n"
                                        "#2 = MANIFOLD_SOLID_BREP ( 'x' , #1 ) ;\n"
                                        "#3=(NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.)LENGTH_UNIT());\n"
                                        "#4=DOCUMENT_FILE('a.stp','','',$,\"0F\",LENGTH_MEASURE(0.5));\n"
                                        "#5=!VENDOR_THING(#4,(#1,#2),());"));
    ASSERT_TRUE(outline) << outline.error().detail;
    EXPECT_EQ(outline->schema, "AUTOMOTIVE_DESIGN");
    EXPECT_EQ(outline->entities, 5);
    EXPECT_EQ(outline->solids, 1);
    EXPECT_EQ(outline->external_files, 1);
}

struct BadFile {
    char const* name;
    std::string text;
    Defect defect;
    char const* says;
};
void PrintTo(BadFile const& file, std::ostream* out) { *out << file.name; }

class PrescanRefuses : public ::testing::TestWithParam<BadFile> {};

TEST_P(PrescanRefuses, WithTheReason)
{
    auto const outline = scan(GetParam().text);
    ASSERT_FALSE(outline);
    EXPECT_EQ(outline.error().defect, GetParam().defect) << outline.error().detail;
    EXPECT_THAT(outline.error().detail, HasSubstr(GetParam().says));
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

// Six levels, each of ten uses of the next: a million parts in a few lines.
std::string assembly_bomb()
{
    std::string data;
    for (int level = 0; level <= 6; ++level)
        data += "#" + std::to_string(level + 1) + "=PRODUCT_DEFINITION('','',$,$);\n";
    int id = 100;
    for (int level = 0; level < 6; ++level)
        for (int copy = 0; copy < 10; ++copy)
            data += "#" + std::to_string(id++) + "=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#" +
                    std::to_string(level + 1) + ",#" + std::to_string(level + 2) + ",$);\n";
    return file_with(data);
}

std::string long_chain()
{
    std::string data = "#1=A($);\n";
    for (int i = 2; i < 2000; ++i) data += "#" + std::to_string(i) + "=A(#" + std::to_string(i - 1) + ");\n";
    return file_with(data);
}

INSTANTIATE_TEST_SUITE_P(Files, PrescanRefuses,
    ::testing::Values(BadFile{"empty", "", Defect::empty_file, "empty"},
        BadFile{"blank", " \r\n", Defect::empty_file, "empty"},
        BadFile{"other_kind", "solid cube\nendsolid", Defect::unknown_format, "not a STEP file"},
        BadFile{"no_data", "ISO-10303-21;\nHEADER;\nENDSEC;\nEND-ISO-10303-21;", Defect::damaged_file, "no DATA"},
        BadFile{"cut_in_header", "ISO-10303-21;\nHEADER;\nFILE_NAME('x'", Defect::damaged_file, "line 3"},
        BadFile{"cut_in_data", "ISO-10303-21;\nDATA;\n#1=A();\n", Defect::damaged_file, "ends inside its DATA"},
        BadFile{"cut_in_list", "ISO-10303-21;\nDATA;\n#1=A((1,2", Defect::damaged_file, "ends inside a list"},
        BadFile{"open_text", file_with("#1=A('x);"), Defect::damaged_file, "apostrophe"},
        BadFile{"open_comment", file_with("#1=A();/* "), Defect::damaged_file, "comment"},
        BadFile{"missing_parenthesis", file_with("#1=A((1,2);\n#2=B();"), Defect::damaged_file, "closing parenthesis"},
        BadFile{"extra_parenthesis", file_with("#1=A(1));"), Defect::damaged_file, "(line 7)"},
        BadFile{"deep", file_with("#1=A(" + repeated("(", 2'000'000)), Defect::damaged_file, "nested"},
        BadFile{"long_statement", file_with("#1=A((" + repeated("#1,", 2'000'000)), Defect::too_complex, "4 MB"},
        BadFile{"long_text", file_with("#1=A('" + repeated("x", 70'000) + "');"), Defect::damaged_file, "64 kB"},
        BadFile{"binary", file_with(std::string("#1=A(\x01);")), Defect::damaged_file, "binary"},
        BadFile{"nul", file_with(std::string("#1=A(") + '\0' + ");"), Defect::damaged_file, "binary"},
        BadFile{"not_a_number", file_with("#1=A(1.5x);"), Defect::damaged_file, "number is malformed"},
        BadFile{"nan", file_with("#1=CARTESIAN_POINT('',(0.,NAN,0.));"), Defect::damaged_file, "value was expected"},
        BadFile{"id_overflow", file_with("#4294967297=A();"), Defect::damaged_file, "entity number"},
        BadFile{"no_id", file_with("#=A();"), Defect::damaged_file, "entity number"},
        BadFile{"no_equals", file_with("#1 A();"), Defect::damaged_file, "'='"},
        BadFile{"duplicate", file_with("#7=A();\n#7=B();"), Defect::damaged_file, "#7 (line 7) and #7 (line 8)"},
        BadFile{"dangling", file_with("#1=A(#2);"), Defect::damaged_file, "refers to #2"},
        BadFile{"circle", file_with("#1=A(#2);\n#2=B((#3));\n#3=C(#1);"), Defect::damaged_file, "refers to itself"},
        BadFile{"self", file_with("#1=A(#1);"), Defect::damaged_file, "refers to itself"},
        BadFile{"chain", long_chain(), Defect::too_complex, "too deeply"},
        BadFile{"huge_coordinate", file_with("#1=CARTESIAN_POINT('',(0.,1.E300,0.));"), Defect::damaged_file, "1.E300"},
        BadFile{
            "beyond_double", file_with("#1=CARTESIAN_POINT('',(0.,-1.E999,0.));"), Defect::damaged_file, "absurdly"},
        BadFile{"huge_radius", file_with("#1=CIRCLE('',$,99999999.);"), Defect::damaged_file, "99999999."},
        BadFile{"cyclic_assembly",
            file_with("#1=PRODUCT_DEFINITION();\n#2=PRODUCT_DEFINITION();\n"
                      "#3=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#1,#2,$);\n"
                      "#4=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#2,#1,$);"),
            Defect::damaged_file, "contains itself"},
        BadFile{"assembly_bomb", assembly_bomb(), Defect::too_complex, "20000 parts"}),
    [](auto const& test) { return std::string(test.param.name); });

TEST(Prescan, LeavesOutTheTailOfTriangleLists)
{
    auto const text =
        file_with("#1=COORDINATES_LIST('a,b,c,d',9,((0.,0.,0.),(1.,0.,0.),(0.,1.,0.),(0.,0.,1.),(2.,2.,2.)));\n"
                  "#2=TRIANGULATED_FACE('',#1,1,2,3,((1,2,3,4)),());\n"
                  "#3=OTHER(((1,2,3,4,5)));");
    auto const outline = scan(text);
    ASSERT_TRUE(outline) << outline.error().detail;
    EXPECT_EQ(without(std::as_bytes(std::span(text)), outline->dispensable),
        file_with("#1=COORDINATES_LIST('a,b,c,d',9,((0.,0.,0.),(1.,0.,0.),(0.,1.,0.)));\n"
                  "#2=TRIANGULATED_FACE('',#1,1,2,3,((1,2,3)),());\n"
                  "#3=OTHER(((1,2,3,4,5)));"));
}

TEST(Prescan, LetsTinyAndOrdinaryNumbersPass)
{
    auto const outline = scan(file_with("#1=CARTESIAN_POINT('',(1.E-999,+9999999.,-1.E7));\n"
                                        "#2=UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E300),$,'','');"));
    EXPECT_TRUE(outline) << outline.error().detail;
}

TEST(Prescan, CountsUpToTheLimitsGiven)
{
    Limits limits;
    limits.entities = 2;
    EXPECT_TRUE(scan(file_with("#1=A();#2=A();"), limits));
    auto const outline = scan(file_with("#1=A();#2=A();#3=A();"), limits);
    ASSERT_FALSE(outline);
    EXPECT_EQ(outline.error().defect, Defect::too_complex);
}

TEST(Prescan, SurvivesATruncationAnywhere)
{
    auto const whole = read_text(GUILDHALL_SOURCE_DIR "/tests/data/cad/step/cuboid.step");
    for (std::size_t size = 0; size + 30 < whole.size(); size += 7) {
        auto const outline = scan(std::string_view(whole).substr(0, size));
        ASSERT_FALSE(outline) << "at " << size;
        EXPECT_FALSE(outline.error().detail.empty());
    }
}

} // namespace
} // namespace guildhall::step
