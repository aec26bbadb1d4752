#include "assets/assets.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <regex>
#include <set>

namespace guildhall::assets {
namespace {

using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

// What a page asks for: the values of its src and href attributes, data: URLs apart.
std::vector<std::string> references(std::string const& page)
{
    static std::regex const attribute{R"re((?:src|href)="([^"]*)")re"};
    std::vector<std::string> found;
    for (std::sregex_iterator at{page.begin(), page.end(), attribute}, end; at != end; ++at)
        if (!(*at)[1].str().starts_with("data:")) found.push_back((*at)[1]);
    return found;
}

TEST(ApiDocs, BringBothPagesAndWhatTheyNeed)
{
    std::vector<std::string> paths;
    for (auto const& asset : api_docs()) paths.emplace_back(asset.path);
    EXPECT_THAT(paths, IsSupersetOf({"/api/docs/", "/api/docs/swagger-ui.css", "/api/docs/swagger-ui-bundle.js",
                           "/api/docs/licenses.txt", "/api/redoc/", "/api/redoc/redoc.standalone.js"}));
}

TEST(ApiDocs, PagesAskOnlyForWhatIsEmbeddedAndRunNothingInline)
{
    for (auto const* path : {"/api/docs/", "/api/redoc/"}) {
        auto const page = unpacked(*find(api_docs(), path));
        auto const wanted = references(page);
        EXPECT_GE(wanted.size(), 2u) << path;
        for (auto const& reference : wanted) EXPECT_NE(find(api_docs(), reference), nullptr) << reference;
        EXPECT_FALSE(std::regex_search(page, std::regex{"<script>|<script [^>]*>[^<]|\\son\\w+="})) << path;
    }
}

TEST(ApiDocs, NoLogoIsFetchedFromOutside)
{
    EXPECT_THAT(unpacked(*find(api_docs(), "/api/redoc/redoc.standalone.js")), Not(HasSubstr("cdn.redoc.ly")));
}

// Nothing may run that is not a file of ours, so that the policy needs no exception.
TEST(WebApp, PageAsksOnlyForWhatIsEmbeddedAndRunsNothingInline)
{
    auto const page = unpacked(*find(web_app(), "/"));
    auto const wanted = references(page);
    EXPECT_GE(wanted.size(), 3u);
    for (auto const& reference : wanted) {
        if (reference.starts_with("/api/")) continue; // the documentation, for those without scripts
        EXPECT_NE(find(web_app(), reference), nullptr) << reference;
    }
    EXPECT_FALSE(std::regex_search(page, std::regex{"<script>|<style|<script [^>]*>[^<]|\\son\\w+=|\\sstyle="}))
        << page;
}

TEST(WebApp, BringsItsFontsForLatinAndCyrillic)
{
    auto const fonts = std::ranges::count_if(
        web_app(), [](Asset const& asset) { return asset.content_type == std::string_view("font/woff2"); });
    EXPECT_EQ(fonts, 4);
}

TEST(WebApp, NamesBelowAssetsCarryTheirHash)
{
    for (auto const& asset : web_app()) {
        if (!asset.path.starts_with("/assets/")) continue;
        EXPECT_TRUE(std::regex_search(std::string(asset.path), std::regex{"-[\\w-]{8}\\.\\w+$"})) << asset.path;
    }
}

TEST(ApiDocs, EveryAssetUnpacksAndHasATagOfItsOwn)
{
    std::set<std::string_view> tags;
    for (auto const& asset : api_docs()) {
        EXPECT_EQ(unpacked(asset).size(), asset.plain_size) << asset.path;
        EXPECT_LT(asset.gzip.size(), asset.plain_size + 64) << asset.path;
        EXPECT_TRUE(std::regex_match(std::string(asset.etag), std::regex{"W/\"[0-9a-f]{32}\""})) << asset.etag;
        tags.insert(asset.etag);
    }
    EXPECT_EQ(tags.size(), api_docs().size());
}

TEST(ApiDocs, AreFoundWithAndWithoutTheClosingSlash)
{
    EXPECT_NE(find(api_docs(), "/api/docs"), nullptr);
    EXPECT_EQ(find(api_docs(), "/api/docs"), find(api_docs(), "/api/docs/"));
    EXPECT_EQ(find(api_docs(), "/api/docs/")->content_type, "text/html; charset=utf-8");
    EXPECT_EQ(find(api_docs(), "/api/docs/nothing.js"), nullptr);
    EXPECT_EQ(find(api_docs(), ""), nullptr);
}

} // namespace
} // namespace guildhall::assets
