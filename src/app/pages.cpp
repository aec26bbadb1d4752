#include "pages.hpp"
#include "assets/assets.hpp"
#include "files/bucket.hpp"
#include <mutex>

namespace guildhall::app {
namespace {

// How an asset may be kept, and what it may do.
struct Terms {
    std::string_view cache;
    std::string policy;
};
constexpr std::string_view ask_again = "no-cache";
constexpr std::string_view keep_for_good = "public, max-age=31536000, immutable"; // the name carries the content's hash

http::Response serve_asset(http::Request const& request, assets::Asset const& asset, Terms const& terms)
{
    http::Response response;
    response.headers.add("ETag", asset.etag);
    response.headers.add("Cache-Control", terms.cache);
    response.headers.add(
        "Content-Security-Policy", terms.policy); // also with 304: its headers replace those that are kept
    response.headers.add("Vary", "Accept-Encoding");
    if (request.headers.get("If-None-Match") == asset.etag) {
        response.status = 304;
        return response;
    }
    response.headers.add("Content-Type", asset.content_type);
    if (request.headers.get("Accept-Encoding").find("gzip") != std::string_view::npos) {
        response.headers.add("Content-Encoding", "gzip");
        response.body = asset.gzip;
    } else
        response.body = assets::unpacked(asset);
    return response;
}

void add_web_app(http::Router& router, std::string const& policy)
{
    for (auto const& asset : assets::web_app()) {
        Terms const terms{asset.path.starts_with("/assets/") ? keep_for_good : ask_again, policy};
        router.raw(std::string(asset.path),
            [&asset, terms](http::Request const& request) { return serve_asset(request, asset, terms); });
    }
}

} // namespace

http::Response plain(unsigned status, std::string text)
{
    http::Response response;
    response.status = status;
    response.headers.add("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(text);
    return response;
}

std::string web_policy(Settings const& settings)
{
    std::string policy(assets::web_app_policy);
    constexpr std::string_view own = "connect-src 'self'";
    if (!settings.s3_endpoint.empty()) {
        files::BucketSettings const bucket{
            settings.s3_endpoint, settings.s3_bucket, {}, {}, {}, settings.s3_bucket_in_host};
        policy.insert(policy.find(own) + own.size(), " " + files::origin_of(bucket));
    }
    return policy;
}

http::Response web_app_page(http::Request const& request, std::string const& policy)
{
    auto const* page = assets::find(assets::web_app(), "/");
    check(page != nullptr, "the web app has a page");
    auto response = serve_asset(request, *page, {ask_again, policy});
    response.headers.add("X-Content-Type-Options", "nosniff");
    return response;
}

void add_pages(http::Router& router, std::string const& policy)
{
    for (auto const& asset : assets::api_docs()) {
        auto path = std::string(asset.path);
        if (path.ends_with('/')) path.pop_back();
        router.raw(path, [&asset](http::Request const& request) {
            return serve_asset(request, asset, {ask_again, std::string(assets::api_docs_policy)});
        });
    }
    // Made once, when first asked for: the routes do not change while the program runs.
    auto const document = std::make_shared<std::pair<std::once_flag, std::string>>();
    router.raw("/api/schema", [document, &router](http::Request const&) {
        std::call_once(document->first, [&] { document->second = router.openapi(); });
        http::Response response;
        response.headers.add("Content-Type", "application/json");
        response.headers.add("Cache-Control", "no-cache");
        response.body = document->second;
        return response;
    });
    add_web_app(router, policy);
}

} // namespace guildhall::app
