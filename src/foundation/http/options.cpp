// What every answer carries beside its content, and OPTIONS: who may call from which site (PL-27).
#include "http/router.hpp"
#include "router_exchange.hpp"
#include <algorithm>

namespace guildhall::http {
namespace {

constexpr std::string_view readable_headers =
    "ETag, X-Request-Id, Retry-After, Idempotency-Replayed, Content-Disposition";
constexpr std::string_view sendable_headers =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Range, X-CSRF-Token";

} // namespace

// The methods of a path, for Allow; empty when nothing lives there.
std::string Router::methods_at(std::string_view path) const
{
    auto const known = raw_.contains(path) ? std::string("GET, HEAD") : find("OPTIONS", path).allowed_methods;
    if (known.empty()) return {};
    std::string methods;
    for (auto const* method : {"GET", "HEAD", "POST", "PATCH", "DELETE"})
        if (known.find(method) != known.npos) methods += std::string(method) + ", ";
    return methods + "OPTIONS";
}

Response Router::answer_options(Exchange const& x, std::string_view path) const
{
    auto const methods = path == "*" ? "GET, HEAD, POST, PATCH, DELETE, OPTIONS" : methods_at(path);
    // A page that asks first must hear yes even where nothing lives, or it never gets to read the 404.
    auto const asks_first = x.request.headers.has("Access-Control-Request-Method");
    if (methods.empty() && !asks_first)
        return problem_response({404, "no_such_path", "Nothing lives at this path.", {}, {}}, x.request_id);
    Response response;
    response.status = 204;
    if (!methods.empty()) response.headers.add("Allow", methods);
    return response;
}

void Router::add_common_headers(Exchange const& x, Response& response) const
{
    auto& headers = response.headers;
    headers.add("X-Request-Id", x.request_id);
    headers.add("X-Content-Type-Options", "nosniff");
    headers.add("Referrer-Policy", "same-origin");
    if (!headers.has("Content-Security-Policy"))
        headers.add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (!headers.has("Cache-Control")) headers.add("Cache-Control", "no-store");
    if (settings_.strict_transport && x.request.secure) headers.add("Strict-Transport-Security", "max-age=31536000");
    if (settings_.cors_origins.empty())
        headers.add("Cross-Origin-Resource-Policy", "same-origin");
    else
        add_cors_headers(x, headers);
}

void Router::add_cors_headers(Exchange const& x, Headers& headers) const
{
    headers.add("Vary", "Origin"); // also of answers to others: a cache must not give them to a page
    auto const origin = x.request.headers.get("Origin");
    auto const& allowed = settings_.cors_origins;
    auto const exact = std::ranges::find(allowed, origin) != allowed.end();
    auto const any = std::ranges::find(allowed, "*") != allowed.end();
    if (origin.empty() || (!exact && !any)) return;
    headers.add("Access-Control-Allow-Origin", exact ? origin : std::string_view("*"));
    if (exact) headers.add("Access-Control-Allow-Credentials", "true");
    headers.add("Access-Control-Expose-Headers", readable_headers);
    if (x.request.method != "OPTIONS" || !x.request.headers.has("Access-Control-Request-Method")) return;
    headers.add("Access-Control-Allow-Methods", "GET, HEAD, POST, PATCH, DELETE");
    headers.add("Access-Control-Allow-Headers", sendable_headers);
    headers.add("Access-Control-Max-Age", "600");
}

} // namespace guildhall::http
