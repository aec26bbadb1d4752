#include "http/server_span.hpp"
#include "trace/tracer.hpp"
#include <gmock/gmock.h>

namespace guildhall::http {
namespace {

Request traced_request(std::vector<std::pair<std::string, std::string>> const& fields)
{
    Request request;
    request.method = "GET";
    request.target = "/api/v1/files/7?signature=secret";
    request.remote_address = "203.0.113.9";
    for (auto const& [name, value] : fields) request.headers.add(name, value);
    return request;
}

std::string value_of(trace::Record const& span, std::string_view name)
{
    for (auto const& attribute : span.attributes)
        if (attribute.name == name) {
            auto const* text = std::get_if<std::string>(&attribute.value);
            return text ? *text : std::to_string(std::get<std::int64_t>(attribute.value));
        }
    return "(none)";
}

TEST(ServerSpan, NamesWhatTheConventionsName)
{
    trace::Tracer tracer;
    auto span = server_span(&tracer, traced_request({{"Host", "shop.example:8443"}, {"User-Agent", "curl/8"}}));
    name_route(span, "GET", "/api/v1/files/{file_id}");
    set_status(span, 404);
    span.end();
    auto const spans = tracer.collect(10, std::chrono::milliseconds(0));
    ASSERT_EQ(spans.size(), 1u);
    auto const& one = *spans[0];
    EXPECT_EQ(one.name, "GET /api/v1/files/{file_id}");
    EXPECT_EQ(one.kind, trace::Kind::server);
    EXPECT_FALSE(one.failed); // the caller's fault is none of ours
    EXPECT_EQ(value_of(one, "http.request.method"), "GET");
    EXPECT_EQ(value_of(one, "http.route"), "/api/v1/files/{file_id}");
    EXPECT_EQ(value_of(one, "url.path"), "/api/v1/files/7");
    EXPECT_EQ(value_of(one, "url.scheme"), "http");
    EXPECT_EQ(value_of(one, "http.response.status_code"), "404");
    EXPECT_EQ(value_of(one, "server.address"), "shop.example");
    EXPECT_EQ(value_of(one, "server.port"), "8443");
    EXPECT_EQ(value_of(one, "client.address"), "203.0.113.9");
    EXPECT_EQ(value_of(one, "user_agent.original"), "curl/8");
    for (auto const& attribute : one.attributes)
        if (auto const* text = std::get_if<std::string>(&attribute.value)) {
            EXPECT_EQ(text->find("secret"), text->npos) << attribute.name;
        }
}

TEST(ServerSpan, FollowsOneCallerAndNotTwo)
{
    trace::Tracer tracer;
    std::string const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    auto const one =
        server_span(&tracer, traced_request({{"TraceParent", parent}, {"tracestate", "a=1"}, {"tracestate", "b=2"}}));
    EXPECT_EQ(trace::trace_id_of(one.context()), "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_EQ(*one.context()->state, "a=1,b=2");
    for (auto const& fields :
        {std::vector<std::pair<std::string, std::string>>{{"traceparent", parent}, {"traceparent", parent}},
            {{"traceparent", "00-nonsense"}}, {{"tracestate", "a=1"}}}) {
        auto const fresh = server_span(&tracer, traced_request(fields));
        EXPECT_NE(trace::trace_id_of(fresh.context()), "4bf92f3577b34da6a3ce929d0e0e4736");
        EXPECT_EQ(fresh.context()->state, nullptr);
    }
}

TEST(ServerSpan, IsOursToFailAndKnowsFewMethods)
{
    trace::Tracer tracer;
    auto request = traced_request({{"Host", "[::1]:80"}});
    request.method = "PURGE";
    auto span = server_span(&tracer, request);
    set_status(span, 503);
    span.end();
    auto const spans = tracer.collect(10, std::chrono::milliseconds(0));
    EXPECT_EQ(spans[0]->name, "HTTP");
    EXPECT_EQ(value_of(*spans[0], "http.request.method"), "_OTHER");
    EXPECT_EQ(value_of(*spans[0], "http.request.method_original"), "PURGE");
    EXPECT_EQ(value_of(*spans[0], "server.address"), "[::1]");
    EXPECT_EQ(value_of(*spans[0], "error.type"), "503");
    EXPECT_TRUE(spans[0]->failed);
    EXPECT_EQ(server_span(nullptr, request).context(), nullptr);
}

} // namespace
} // namespace guildhall::http
