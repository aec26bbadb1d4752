// What STL files may look like, and what damaged and hostile ones are answered with.
#include "corpus.hpp"
#include "geometry/measure.hpp"
#include "geometry/mesh_file.hpp"
#include "geometry/stl.hpp"
#include "solids.hpp"
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

namespace guildhall::geometry {
namespace {

using testing::HasSubstr;

std::span<std::byte const> as_bytes(std::string_view text)
{
    return {reinterpret_cast<std::byte const*>(text.data()), text.size()};
}

std::string facet(std::string_view x = "1")
{
    return "facet normal 0 0 1\n outer loop\n  vertex 0 0 0\n  vertex " + std::string(x) +
           " 0 0\n  vertex 0 1 0\n endloop\nendfacet\n";
}

Failure failure_of(std::span<std::byte const> bytes)
{
    auto const mesh = read_stl(bytes);
    return mesh ? Failure{Defect::analysis_crashed, "it was read"} : mesh.error();
}

void set_coordinate(std::vector<std::byte>& stl, std::size_t facet_number, float value)
{
    std::memcpy(&stl[84 + 50 * facet_number + 12], &value, sizeof value);
}

TEST(Stl, BinaryVerticesAreWelded)
{
    auto const mesh = read_stl(solids::to_binary_stl(solids::box({30, 20, 10})));
    ASSERT_TRUE(mesh);
    EXPECT_EQ(mesh->positions.size(), 8U);
    EXPECT_EQ(mesh->triangle_count(), 12U);
    EXPECT_TRUE(mesh->parts.empty());
}

TEST(Stl, NegativeZeroIsZero)
{
    auto stl = solids::to_binary_stl(solids::box({30, 20, 10}));
    for (std::size_t i = 84; i + 50 <= stl.size(); i += 50)
        for (std::size_t k = 12; k < 48; k += 4) {
            float value = 0;
            std::memcpy(&value, &stl[i + k], 4);
            value = value == 0 && (i / 50) % 2 == 0 ? -0.0F : value;
            std::memcpy(&stl[i + k], &value, 4);
        }
    EXPECT_TRUE(measure(*read_stl(stl)).watertight);
}

TEST(Stl, TheUnitScalesLengths)
{
    auto const mesh = read_stl(solids::to_binary_stl(solids::box({1, 1, 1})), {.millimetres_per_unit = 25.4});
    EXPECT_NEAR(measure(*mesh).volume_mm3, 25.4 * 25.4 * 25.4, 0.01);
}

TEST(Stl, UnitsAreAssumedOnlyWhenNotGiven)
{
    auto const stl = solids::to_binary_stl(solids::box({1, 1, 1}));
    auto const assumed = analyze_mesh_file(stl, FileKind::stl);
    EXPECT_EQ(assumed->analysis.units, "mm");
    EXPECT_TRUE(assumed->analysis.units_assumed);
    auto const given = analyze_mesh_file(stl, FileKind::stl, LengthUnit::inch);
    EXPECT_EQ(given->analysis.units, "inch");
    EXPECT_FALSE(given->analysis.units_assumed);
    EXPECT_NEAR(given->analysis.bounding_box_mm.x, 25.4, 1e-5);
}

TEST(Stl, AsciiSolidsBecomeNamedParts)
{
    auto const mesh = read_stl(as_bytes(
        "solid left\r\n" + facet() + "endsolid left\r\nSOLID \xCC\xEE\n" + facet("2") + facet("3") + "ENDSOLID\n"));
    ASSERT_TRUE(mesh) << mesh.error().detail;
    ASSERT_EQ(mesh->parts.size(), 2U);
    EXPECT_EQ(mesh->parts[0].name, "left");
    EXPECT_EQ(mesh->parts[1].name, "\xEF\xBF\xBD\xEF\xBF\xBD") << "not UTF-8 in the file";
    EXPECT_EQ(mesh->parts[1].first_triangle, 1U);
    EXPECT_EQ(mesh->parts[1].triangle_count, 2U);
}

TEST(Stl, AsciiNumbersInAllTheirForms)
{
    for (auto const* number : {"+1.5", "1.5e0", "15E-1", "1.50000000000000000000000", ".15e1", "1500e-3", "001.5"}) {
        auto const mesh = read_stl(as_bytes("solid\n" + facet(number) + "endsolid"));
        ASSERT_TRUE(mesh) << number;
        EXPECT_EQ(mesh->positions[1][0], 1.5F) << number;
    }
}

TEST(Stl, AsciiComplaintsNameTheLine)
{
    auto const answer = failure_of(as_bytes("solid a\n" + facet() + facet("1,5") + "endsolid"));
    EXPECT_EQ(answer.defect, Defect::damaged_file);
    EXPECT_THAT(answer.detail, HasSubstr("Line 12"));
    EXPECT_THAT(answer.detail, HasSubstr("1,5"));
}

TEST(Stl, NumbersThatAreNoCoordinatesAreRefused)
{
    for (auto const* number : {"nan", "inf", "-inf", "1e308", "1e39", "0x10", "1.5mm", "--1", "1e", "."})
        EXPECT_EQ(failure_of(as_bytes("solid\n" + facet(number) + "endsolid")).defect, Defect::damaged_file) << number;
    auto const sound = solids::to_binary_stl(solids::box({30, 20, 10}));
    for (auto const value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 3e38F}) {
        auto stl = sound;
        set_coordinate(stl, 7, value);
        EXPECT_EQ(failure_of(stl).defect, Defect::damaged_file);
    }
    auto stl = sound;
    set_coordinate(stl, 7, std::numeric_limits<float>::quiet_NaN());
    EXPECT_THAT(failure_of(stl).detail, HasSubstr("Triangle 8 (byte 434)"));
}

TEST(Stl, ACountThatIsNotThereIsACutFile)
{
    auto stl = solids::to_binary_stl(solids::box({30, 20, 10}));
    stl[83] = std::byte{3}; // announces 50 million triangles: nothing may be set aside for them
    auto const answer = failure_of(stl);
    EXPECT_EQ(answer.defect, Defect::damaged_file);
    EXPECT_THAT(answer.detail, HasSubstr("cut short"));
}

TEST(Stl, EmptyFilesSaySo)
{
    EXPECT_EQ(failure_of(std::span<std::byte const>{}).defect, Defect::empty_file);
    EXPECT_EQ(failure_of(as_bytes("solid nothing\nendsolid nothing\n")).defect, Defect::no_geometry);
    EXPECT_EQ(failure_of(as_bytes("a letter to a friend")).defect, Defect::unknown_format);
}

TEST(Stl, TooManyTrianglesAreRefused)
{
    auto const binary = read_stl(solids::to_binary_stl(solids::box({1, 1, 1})), {.max_triangles = 11});
    EXPECT_EQ(binary.error().defect, Defect::too_complex);
    auto const text = "solid\n" + facet() + facet() + "endsolid";
    EXPECT_EQ(read_stl(as_bytes(text), {.max_triangles = 1}).error().defect, Defect::too_complex);
}

class SmallStl : public testing::TestWithParam<std::string> {};

// All a cut may leave out is whole solids of an ASCII file, after a line that ends one.
TEST_P(SmallStl, NoTruncationIsTakenForTheWholeFile)
{
    auto const bytes = corpus::bytes_of(GetParam());
    auto const whole = read_stl(bytes);
    ASSERT_TRUE(whole);
    std::string_view const text(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        auto const mesh = read_stl(std::span(bytes).first(size));
        if (!mesh) {
            EXPECT_FALSE(mesh.error().detail.empty()) << size;
            continue;
        }
        auto const last_end = text.substr(0, size).rfind("ndsolid");
        EXPECT_TRUE(mesh->triangle_count() == whole->triangle_count() ||
                    (last_end != std::string_view::npos && text.substr(last_end, size - last_end).size() < 40))
            << size;
    }
}

TEST_P(SmallStl, FlippedBytesNeverCrash)
{
    auto bytes = corpus::bytes_of(GetParam());
    std::size_t answered = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 3)
        for (auto const flip : {std::byte{0x01}, std::byte{0x80}, std::byte{0xFF}}) {
            bytes[at] ^= flip;
            auto const kind = file_kind_of(bytes);
            if (auto const mesh = read_stl(bytes)) {
                auto const analysis = measure(*mesh);
                answered += analysis.surface_area_mm2 >= 0;
            } else {
                answered += !mesh.error().detail.empty();
            }
            if (at % 60 == 0) (void)analyze_mesh_file(bytes, kind);
            bytes[at] ^= flip;
        }
    EXPECT_EQ(answered, (bytes.size() + 2) / 3 * 3);
}

INSTANTIATE_TEST_SUITE_P(Files, SmallStl,
    testing::Values("stl/cube_invalid_utf8_header.stl", "stl/two_solids_mixed_case_ascii.stl",
        "stl/two_boxes_shared_edge_nonmanifold.stl"));

} // namespace
} // namespace guildhall::geometry
