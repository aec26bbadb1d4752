// What files are, told by their bytes.
#include "corpus.hpp"
#include "geometry/file_kind.hpp"
#include "package_builder.hpp"
#include "solids.hpp"
#include <gtest/gtest.h>

namespace guildhall::geometry {
namespace {

FileKind kind_of(std::string_view text)
{
    return file_kind_of({reinterpret_cast<std::byte const*>(text.data()), text.size()});
}

TEST(FileKind, EveryFileOfTheCorpus)
{
    for (auto const& row : corpus::rows())
        EXPECT_EQ(to_string(file_kind_of(corpus::bytes_of(row.text("file")))), row.text("kind")) << row.text("file");
}

TEST(FileKind, ByTheirFirstBytes)
{
    EXPECT_EQ(kind_of("%PDF-1.7\n"), FileKind::pdf);
    EXPECT_EQ(kind_of("\x89PNG\r\n\x1A\n...."), FileKind::png);
    EXPECT_EQ(kind_of("\xFF\xD8\xFF\xE0...."), FileKind::jpeg);
    EXPECT_EQ(kind_of("AC1027....."), FileKind::dwg);
    EXPECT_EQ(kind_of("ISO-10303-21;\nHEADER;"), FileKind::step);
    EXPECT_EQ(kind_of("/* by hand */ ISO-10303-21;\nHEADER;"), FileKind::step);
    EXPECT_EQ(kind_of("  0\r\nSECTION\r\n  2\r\nHEADER\r\n"), FileKind::dxf);
    EXPECT_EQ(kind_of("999\nmade by hand\n0\nSECTION\n2\nHEADER\n"), FileKind::dxf);
    EXPECT_EQ(kind_of(std::string_view("AutoCAD Binary DXF\r\n\x1A\0....", 26)), FileKind::dxf);
}

TEST(FileKind, PackagesByTheirMembers)
{
    EXPECT_EQ(file_kind_of(zipped({{"[Content_Types].xml", ""}, {"word/document.xml", ""}})), FileKind::docx);
    EXPECT_EQ(file_kind_of(zipped({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}})), FileKind::xlsx);
    EXPECT_EQ(file_kind_of(zipped({{"[Content_Types].xml", ""}, {"ppt/presentation.xml", ""}})), FileKind::pptx);
    EXPECT_EQ(file_kind_of(zipped({{"3D/3dmodel.model", ""}})), FileKind::threemf);
    EXPECT_EQ(file_kind_of(zipped({{"holiday.txt", "3D/3dmodel.model"}})), FileKind::zip);
    auto cut = zipped({{"3D/3dmodel.model", std::string(100, 'x')}});
    cut.resize(80);
    EXPECT_EQ(file_kind_of(cut), FileKind::threemf) << "a damaged package is still one";
}

TEST(FileKind, TextIsTextAndNoiseIsUnknown)
{
    EXPECT_EQ(kind_of("Dear Sir,\nplease make two of these.\n"), FileKind::txt);
    EXPECT_EQ(kind_of("\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"), FileKind::txt);
    EXPECT_EQ(kind_of("solid evidence of nothing"), FileKind::txt);
    std::string table;
    for (int i = 0; i < 100; ++i) table += "0.5,1.25,300\n";
    EXPECT_EQ(kind_of(table), FileKind::txt) << "numbers as text are no floats";
    EXPECT_EQ(kind_of(std::string_view("\x01\x02\x00\x03", 4)), FileKind::unknown);
    EXPECT_EQ(kind_of(""), FileKind::unknown);
}

TEST(FileKind, CutBinaryStlIsStillStl)
{
    auto stl = solids::to_binary_stl(solids::box({30, 20, 10}));
    stl.resize(400);
    EXPECT_EQ(file_kind_of(stl), FileKind::stl);
}

TEST(FileKind, WordsGoBothWays)
{
    EXPECT_EQ(to_string(FileKind::threemf), "3mf");
    EXPECT_EQ(file_kind_named("3mf"), FileKind::threemf);
    EXPECT_EQ(file_kind_named("exe"), std::nullopt);
}

} // namespace
} // namespace guildhall::geometry
