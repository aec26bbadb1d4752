#include "call_span.hpp"
#include <charconv>

namespace guildhall::outbound {
namespace {

std::string_view word_of(Fault fault)
{
    switch (fault) {
    case Fault::bad_url: return "bad_url";
    case Fault::address_not_allowed: return "address_not_allowed";
    case Fault::unreachable: return "unreachable";
    case Fault::not_trusted: return "not_trusted";
    case Fault::timed_out: return "timed_out";
    case Fault::cut_off: return "cut_off";
    case Fault::too_long: return "too_long";
    }
    return "_OTHER";
}

struct Server {
    std::string_view scheme, host, rest;
    std::int64_t port = 0;
};

Server server_of(std::string_view url)
{
    Server server;
    auto const colon = url.find("://");
    if (colon == url.npos) return server;
    server.scheme = url.substr(0, colon);
    auto authority = url.substr(colon + 3);
    auto const end = std::min(authority.find_first_of("/?#"), authority.size());
    server.rest = authority.substr(end);
    authority = authority.substr(0, end);
    authority.remove_prefix(authority.rfind('@') + 1); // npos + 1 is 0
    auto const port = authority.rfind(':');
    auto const has_port = port != authority.npos && authority.find(']', port) == authority.npos;
    server.host = authority.substr(0, has_port ? port : authority.npos);
    if (has_port)
        std::from_chars(authority.data() + port + 1, authority.data() + authority.size(), server.port);
    else
        server.port = server.scheme == "https" ? 443 : server.scheme == "http" ? 80 : 0;
    return server;
}

} // namespace

void set_server(trace::Span& span, std::string_view url)
{
    auto const server = server_of(url);
    span.set("server.address", std::string(server.host));
    if (server.port > 0) span.set("server.port", server.port);
}

trace::Span call_span(Call const& call)
{
    auto span = trace::Span::child(trace::Kind::client, call.method);
    if (!span.is_recording()) return span;
    span.set("http.request.method", call.method);
    set_server(span, call.url);
    auto const server = server_of(call.url);
    auto shown = std::string(server.scheme) + "://" + std::string(server.host) + ":" + std::to_string(server.port);
    shown += server.rest.empty() || server.rest == "/" ? "/" : "/REDACTED";
    span.set("url.full", shown);
    return span;
}

void describe_reply(trace::Span& span, Reply const& reply)
{
    if (!span.is_recording()) return;
    if (reply.status != 0) span.set("http.response.status_code", static_cast<std::int64_t>(reply.status));
    if (reply.fault)
        span.fail(word_of(*reply.fault), reply.detail);
    else if (reply.status >= 400)
        span.fail(std::to_string(reply.status));
}

} // namespace guildhall::outbound
