#include "pages.hpp"
#include "assets/assets.hpp"
#include <mutex>

namespace guildhall::app {
namespace {

constexpr std::string_view first_page = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Guildhall</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
<h1>Guildhall</h1>
<p>One server that runs a business which makes, sells and moves things. Bring an STL, STEP or 3MF file; it is measured,
pictured and priced within seconds, becomes a quote, and a quote becomes a sales order.</p>
<ul>
<li><a href="/api/docs/">Interactive documentation (Swagger UI)</a></li>
<li><a href="/api/redoc/">Reference (ReDoc)</a></li>
<li><a href="/api/schema/">OpenAPI 3.1 document</a></li>
<li><a href="/api/v1/services">What is offered</a>, <a href="/api/v1/materials">materials</a>, <a href="/api/v1/machines">machines</a></li>
<li><a href="/health/ready">Health</a>, <a href="/metrics">metrics</a></li>
</ul>
<h2>Demo parts</h2>
<div class="parts">{{parts}}</div>
</main>
</body>
</html>
)html";

constexpr std::string_view page_css =
    R"css(:root{color-scheme:light dark;--ink:#1b2430;--quiet:#5b6675;--line:#d9dee5;--paper:#fff;--accent:#2357c6}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf2;--quiet:#9aa6b5;--line:#2d3642;--paper:#12171e;--accent:#8fb2ff}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 Inter,system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:3rem 1.5rem}
h1{font-size:2.2rem;margin:0 0 .5rem;letter-spacing:-.02em}h2{margin-top:2.5rem;font-size:1.2rem}
a{color:var(--accent)}li{margin:.25rem 0}
.parts{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem}
figure{margin:0;border:1px solid var(--line);border-radius:.6rem;overflow:hidden}
figure img{display:block;width:100%;height:auto}figcaption{padding:.5rem .75rem;color:var(--quiet);font-size:.9rem}
)css";

constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

http::Response page(std::string_view type, std::string body)
{
    http::Response response;
    response.headers.add("Content-Type", type);
    response.headers.add("Content-Security-Policy", page_policy);
    response.headers.add("Cache-Control", "no-cache");
    response.body = std::move(body);
    return response;
}

http::Response serve_asset(http::Request const& request, assets::Asset const& asset)
{
    http::Response response;
    response.headers.add("ETag", asset.etag);
    response.headers.add("Cache-Control", "no-cache");
    if (request.headers.get("If-None-Match") == asset.etag) {
        response.status = 304;
        return response;
    }
    response.headers.add("Content-Type", asset.content_type);
    response.headers.add("Content-Security-Policy", assets::api_docs_policy);
    response.headers.add("Vary", "Accept-Encoding");
    if (request.headers.get("Accept-Encoding").find("gzip") != std::string_view::npos) {
        response.headers.add("Content-Encoding", "gzip");
        response.body = asset.gzip;
    } else
        response.body = assets::unpacked(asset);
    return response;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string figures_of(std::vector<files::File> const& demo_files)
{
    std::string figures;
    for (auto const& file : demo_files) {
        if (!file.analysis) continue;
        auto const url = "/api/v1/files/" + to_string(file.id);
        auto const& box = file.analysis->bounding_box_mm;
        char size[80];
        std::snprintf(size, sizeof size, "%.1f × %.1f × %.1f mm", box.x, box.y, box.z);
        figures += "<figure><a href=\"" + url +
                   "\"><img loading=\"lazy\" alt=\"\" width=\"400\" height=\"300\" src=\"" + url +
                   "/preview.png?size=400\"></a><figcaption>" + escaped(file.file_name) + "<br>" + size +
                   "</figcaption></figure>\n";
    }
    return figures.empty() ? "<p>None yet: <code>guildhall demo</code> brings some.</p>" : figures;
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

void add_pages(http::Router& router, std::function<std::vector<files::File>()> demo_files)
{
    for (auto const& asset : assets::api_docs()) {
        auto path = std::string(asset.path);
        if (path.ends_with('/')) path.pop_back();
        router.raw(path, [&asset](http::Request const& request) { return serve_asset(request, asset); });
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
    router.raw(
        "/page.css", [](http::Request const&) { return page("text/css; charset=utf-8", std::string(page_css)); });
    router.raw("/", [demo_files](http::Request const&) {
        std::string body(first_page);
        body.replace(body.find("{{parts}}"), 9, figures_of(demo_files()));
        return page("text/html; charset=utf-8", std::move(body));
    });
}

} // namespace guildhall::app
