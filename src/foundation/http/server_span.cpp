#include "http/server_span.hpp"
#include <algorithm>
#include <array>
#include <charconv>

namespace guildhall::http {
namespace {

// Others may be anything, and would be as many names.
std::string_view known_method(std::string_view method)
{
    static constexpr std::array<std::string_view, 9> known{
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"};
    return std::ranges::find(known, method) == known.end() ? "_OTHER" : method;
}

// Of two traceparents none is believed; several tracestates are one list.
std::optional<trace::Remote> caller_in(Headers const& headers)
{
    std::string_view parent;
    std::string state;
    for (auto const& [name, value] : headers) {
        if (same_name(name, "traceparent")) {
            if (!parent.empty()) return std::nullopt;
            parent = value;
        } else if (same_name(name, "tracestate") && !value.empty())
            (state += state.empty() ? "" : ",") += value;
    }
    return parent.empty() ? std::nullopt : trace::parse_remote(parent, state);
}

void set_server(trace::Span& span, std::string_view host)
{
    auto const colon = host.rfind(':');
    auto const has_port = colon != host.npos && host.find(']', colon) == host.npos;
    span.set("server.address", std::string(host.substr(0, has_port ? colon : host.npos)));
    std::int64_t port = 0;
    if (!has_port) return;
    auto const digits = host.substr(colon + 1);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), port).ec == std::errc{})
        span.set("server.port", port);
}

} // namespace

trace::Span server_span(trace::Tracer* tracer, Request const& request)
{
    if (!tracer) return {};
    auto const method = known_method(request.method);
    trace::Span span(tracer, trace::Kind::server, method == "_OTHER" ? "HTTP" : method, caller_in(request.headers));
    if (!span.is_recording()) return span;
    span.set("http.request.method", std::string(method));
    if (method == "_OTHER") span.set("http.request.method_original", request.method);
    span.set("url.scheme", std::string(request.secure ? "https" : "http"));
    span.set("url.path", request.target.substr(0, request.target.find('?')));
    if (auto const host = request.headers.get("Host"); !host.empty()) set_server(span, host);
    if (!request.remote_address.empty()) span.set("client.address", request.remote_address);
    if (auto const agent = request.headers.get("User-Agent"); !agent.empty())
        span.set("user_agent.original", std::string(agent));
    return span;
}

void name_route(trace::Span& span, std::string_view method, std::string_view path)
{
    span.rename(std::string(known_method(method)) + ' ' + std::string(path));
    span.set("http.route", std::string(path));
}

void set_status(trace::Span& span, unsigned status)
{
    span.set("http.response.status_code", static_cast<std::int64_t>(status));
    if (status >= 500) span.fail(std::to_string(status));
}

} // namespace guildhall::http
