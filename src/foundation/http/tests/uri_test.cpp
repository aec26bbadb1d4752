#include "http/uri.hpp"
#include <gmock/gmock.h>

namespace guildhall::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(Uri, SplitsPathAndQuery)
{
    auto const uri = parse_uri("/api/v1/quotes?page=2&sort=-created_at");
    ASSERT_TRUE(uri);
    EXPECT_EQ(uri->path, "/api/v1/quotes");
    EXPECT_THAT(uri->segments, ElementsAre("api", "v1", "quotes"));
    EXPECT_THAT(uri->query.parameters, ElementsAre(Pair("page", "2"), Pair("sort", "-created_at")));
}

TEST(Uri, KeepsEncodedSlashesInsideTheirSegment)
{
    auto const uri = parse_uri("/files/a%2Fb%2fc/%D1%82");
    ASSERT_TRUE(uri);
    EXPECT_THAT(uri->segments, ElementsAre("files", "a/b/c", "т"));
    EXPECT_EQ(uri->path, "/files/a%2Fb%2fc/%D1%82");
}

TEST(Uri, CountsSegmentsLiterally)
{
    EXPECT_THAT(parse_uri("/")->segments, IsEmpty());
    EXPECT_THAT(parse_uri("/a/")->segments, ElementsAre("a", ""));
    EXPECT_THAT(parse_uri("//a")->segments, ElementsAre("", "a"));
    EXPECT_THAT(parse_uri("/a/../b/.")->segments, ElementsAre("a", "..", "b", "."));
    EXPECT_THAT(parse_uri("/a+b")->segments, ElementsAre("a+b"));
}

TEST(Uri, ReadsQueriesInOrderWithRepeatedNames)
{
    auto const uri = parse_uri("/?tag=a&q=x+y%2Bz&tag=b&flag&empty=&&=nameless&more=a=b?c");
    ASSERT_TRUE(uri);
    EXPECT_THAT(
        uri->query.parameters, ElementsAre(Pair("tag", "a"), Pair("q", "x y+z"), Pair("tag", "b"), Pair("flag", ""),
                                   Pair("empty", ""), Pair("", "nameless"), Pair("more", "a=b?c")));
    EXPECT_THAT(uri->query.all("tag"), ElementsAre("a", "b"));
    EXPECT_EQ(uri->query.find("tag"), "a");
    EXPECT_EQ(uri->query.find("flag"), "");
    EXPECT_FALSE(uri->query.find("absent"));
}

TEST(Uri, SaysWhatIsWrong)
{
    struct Case {
        char const* target;
        char const* sentence;
    };
    for (auto const& [target, sentence] : {Case{"", "begin"}, Case{"quotes", "begin"}, Case{"/%", "path has a '%'"},
             Case{"/%4", "path has a '%'"}, Case{"/%zz", "path has a '%'"}, Case{"/a%00b", "path contains a NUL"},
             Case{"/%ff", "path is not UTF-8"}, Case{"/?a=%", "query has a '%'"}, Case{"/?%0g=1", "query has a '%'"},
             Case{"/?a=%00", "query contains a NUL"}, Case{"/?a=%C0%80", "query is not UTF-8"}}) {
        auto const uri = parse_uri(target);
        ASSERT_FALSE(uri) << target;
        EXPECT_THAT(uri.error(), HasSubstr(sentence)) << target;
    }
}

TEST(Uri, EncodesWhatItDecodes)
{
    std::string every;
    for (int i = 0; i < 256; ++i) every.push_back(static_cast<char>(i));
    EXPECT_EQ(percent_decode(percent_encode(every)), every);
    EXPECT_EQ(percent_encode("a b/ч~"), "a%20b%2F%D1%87~");
    EXPECT_EQ(percent_decode("a+b%20c"), "a+b c");
}

TEST(Utf8, AcceptsScalarValuesOnly)
{
    for (auto const* good :
        {"", "a", "é", "тенге ₸", "\xF0\x9F\x8F\xAD", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(is_utf8(good)) << good;
    for (auto const* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\xE2\x28\xA1", "a\xFFz"})
        EXPECT_FALSE(is_utf8(bad)) << bad;
}

} // namespace
} // namespace guildhall::http
