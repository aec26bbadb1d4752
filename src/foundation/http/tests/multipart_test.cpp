#include "http/multipart.hpp"
#include <gmock/gmock.h>

namespace guildhall::http {
namespace {

using ::testing::HasSubstr;

constexpr auto type = "multipart/form-data; boundary=XX";

std::string part(std::string const& headers, std::string const& content)
{
    return "--XX\r\n" + headers + "\r\n\r\n" + content + "\r\n";
}

std::string field(std::string const& name, std::string const& content)
{
    return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
}

// The only part of a form whose Content-Disposition is as given.
std::expected<Part, std::string> parse_one(std::string const& disposition)
{
    auto const body = part("Content-Disposition: " + disposition, "") + "--XX--\r\n";
    auto parts = parse_multipart(type, body);
    if (!parts) return std::unexpected(parts.error());
    auto one = std::move(parts->at(0));
    one.content = {}; // the body dies here
    return one;
}

TEST(Multipart, ReadsFieldsAndFiles)
{
    auto const body = field("title", "bracket") +
                      part("content-disposition: form-data; name=\"file\"; filename=\"part.stl\"\r\nContent-Type: "
                           "model/stl\r\nX-Other: ignored",
                          std::string("solid\r\n--X\r\n\0--XY", 17)) +
                      field("empty", "") + "--XX--\r\n";
    auto const parts = parse_multipart(type, body);
    ASSERT_TRUE(parts) << parts.error();
    ASSERT_EQ(parts->size(), 3u);
    EXPECT_EQ((*parts)[0].name, "title");
    EXPECT_EQ((*parts)[0].content, "bracket");
    EXPECT_EQ((*parts)[0].content_type, "text/plain");
    EXPECT_FALSE((*parts)[0].file_name);
    EXPECT_EQ((*parts)[1].file_name, "part.stl");
    EXPECT_EQ((*parts)[1].content_type, "model/stl");
    EXPECT_EQ((*parts)[1].content, std::string_view("solid\r\n--X\r\n\0--XY", 17));
    EXPECT_EQ((*parts)[2].content, "");
}

TEST(Multipart, ReadsAnEmptyFormAndAQuotedBoundary)
{
    auto const none = parse_multipart(type, "--XX--\r\n");
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->empty());
    auto const quoted = parse_multipart("Multipart/Form-Data; charset=utf-8; Boundary=\"a b:c\"",
        "--a b:c\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--a b:c--");
    ASSERT_TRUE(quoted) << quoted.error();
    EXPECT_EQ(quoted->at(0).content, "1");
}

TEST(Multipart, ReadsFileNamesAsUntrustedText)
{
    EXPECT_EQ(parse_one("form-data; name=f; filename=\"../../etc/passwd\"")->file_name, "../../etc/passwd");
    EXPECT_EQ(parse_one("form-data; name=f; filename=\"C:\\parts\\new.stl\"")->file_name, "C:\\parts\\new.stl");
    EXPECT_EQ(parse_one("form-data; name=f; filename=\"a \\\"b\\\" \\\\c.stl\"")->file_name, "a \"b\" \\c.stl");
    EXPECT_EQ(parse_one("form-data; name=f; filename=\"деталь.stl\"")->file_name, "деталь.stl");
    EXPECT_EQ(parse_one("form-data; name=f; filename=x.stl; filename*=UTF-8''%D0%B4.stl")->file_name, "д.stl");
    EXPECT_EQ(parse_one("form-data; name=f; filename*=iso-8859-1'de'gr%FCn.stl")->file_name, "grün.stl");
    EXPECT_EQ(parse_one("form-data; name=f; filename=\"\"")->file_name, "");
    EXPECT_EQ(parse_one("form-data; name=f;")->file_name, std::nullopt);
    EXPECT_EQ(parse_one("form-data; name=\"a;b=c\"; filename=\"x;y=z\"")->name, "a;b=c");
}

TEST(Multipart, SaysWhatIsWrongWithADisposition)
{
    struct Case {
        char const* disposition;
        char const* sentence;
    };
    for (auto const& [disposition, sentence] :
        {Case{"attachment; name=a", "other than form-data"}, Case{"form-data", "has no name"},
            Case{"form-data; name=\"\"", "has no name"}, Case{"form-data; name", "malformed Content-Disposition"},
            Case{"form-data; name=\"a", "malformed Content-Disposition"},
            Case{"form-data name=a", "other than form-data"}, Case{"form-data; =a", "malformed"},
            Case{"form-data; name=\"a\" b", "malformed"}, Case{"form-data; name=\xFF", "not plain UTF-8"},
            Case{"form-data; name=a; filename=\"\xC0\xAF\"", "file name that is not plain UTF-8"},
            Case{"form-data; name=a; filename*=UTF-8''%0A", "file name that is not plain UTF-8"},
            Case{"form-data; name=a; filename*=UTF-8''%4", "malformed filename*"},
            Case{"form-data; name=a; filename*=koi8-r''a", "malformed filename*"},
            Case{"form-data; name=a; filename*=a", "malformed filename*"},
            Case{"form-data; name=a; filename=\"a\x01\"", "control characters"}}) {
        auto const one = parse_one(disposition);
        ASSERT_FALSE(one) << disposition;
        EXPECT_THAT(one.error(), HasSubstr(sentence)) << disposition;
    }
}

TEST(Multipart, SaysWhatIsWrongWithABody)
{
    struct Case {
        std::string content_type, body, sentence;
    };
    auto const end = std::string("--XX--\r\n");
    for (auto const& [content_type, body, sentence] : {Case{"application/json", end, "not multipart/form-data"},
             Case{"multipart/form-data", end, "names no boundary"},
             Case{"multipart/form-data; boundary=", end, "names no boundary"},
             Case{"multipart/form-data; boundary=" + std::string(71, 'b'), end, "longer than 70"},
             Case{type, "", "does not begin with the boundary"}, Case{type, "preamble\r\n" + end, "does not begin"},
             Case{type, field("a", "1") + "--XX", "Part 2 of the form does not begin on a line"},
             Case{type, "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n1", "cut short"},
             Case{type, "--XX\r\nContent-Disposition: form-data; name=a", "unfinished header"},
             Case{type, field("a", "1") + end + "more", "goes on after"},
             Case{type, part("X: 1", "1") + end, "Part 1 of the form has no Content-Disposition"},
             Case{type,
                 part("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b", "1") + end,
                 "two Content-Disposition"},
             Case{type, part("no colon", "1") + end, "without a name and a colon"},
             Case{type, part("X y: 1", "1") + end, "space in its name"},
             Case{type, part("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64", "1") + end,
                 "Content-Transfer-Encoding"},
             Case{type, "--XXContent-Disposition: form-data; name=a\r\n\r\n1\r\n" + end, "line of its own"}}) {
        auto const parts = parse_multipart(content_type, body);
        ASSERT_FALSE(parts) << body;
        EXPECT_THAT(parts.error(), HasSubstr(sentence)) << body;
    }
}

TEST(Multipart, KeepsItsLimits)
{
    std::string many;
    for (int i = 0; i < 3; ++i) many += field("a", "1");
    many += "--XX--\r\n";
    EXPECT_TRUE(parse_multipart(type, many, {.parts = 3}));
    EXPECT_THAT(parse_multipart(type, many, {.parts = 2}).error(), HasSubstr("more than 2 parts"));

    auto const wide = part("Content-Disposition: form-data; name=a\r\nX: " + std::string(200, 'x'), "1") + "--XX--\r\n";
    EXPECT_TRUE(parse_multipart(type, wide, {.header_bytes = 300}));
    EXPECT_THAT(parse_multipart(type, wide, {.header_bytes = 100}).error(), HasSubstr("longer than 100 bytes"));
}

} // namespace
} // namespace guildhall::http
