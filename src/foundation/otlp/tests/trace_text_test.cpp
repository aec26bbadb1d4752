#include "otlp/exporter.hpp"
#include "reflect/json.hpp"
#include <gmock/gmock.h>

namespace guildhall::otlp {
namespace {

namespace json = reflect::json;

// The whole text of one span, letter by letter: 64-bit integers are text, enums are numbers, ids are hexadecimal.
TEST(TraceText, IsTheJsonOfTheProtocol)
{
    std::vector<std::unique_ptr<trace::Record>> spans;
    auto span = std::make_unique<trace::Record>();
    auto const caller = trace::parse_remote("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    span->context.trace_id = caller->trace_id;
    span->context.span_id = {1, 2, 3, 4, 5, 6, 7, 0xff};
    span->context.sampled = true;
    span->context.state = std::make_shared<std::string const>("a=1");
    span->parent = caller->span_id;
    span->parent_is_remote = true;
    span->name = "GET /x";
    span->kind = trace::Kind::server;
    span->began_ns = 1'544'712'660'000'000'000;
    span->ended_ns = 1'544'712'661'000'000'000;
    span->attributes = {
        {"http.route", std::string("/x\"\n")}, {"http.response.status_code", std::int64_t{503}}, {"ok", false}};
    span->failed = true;
    span->why = "no";
    spans.push_back(std::move(span));
    Settings settings;
    settings.resource = {{"service.name", "shop"}};
    settings.version = "1.2";
    EXPECT_EQ(trace_text(settings, spans),
        R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},)"
        R"("scopeSpans":[{"scope":{"name":"guildhall","version":"1.2"},"spans":[)"
        R"({"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"01020304050607ff","parentSpanId":"00f067aa0ba902b7",)"
        R"("flags":769,"traceState":"a=1","name":"GET /x","kind":2,"startTimeUnixNano":"1544712660000000000",)"
        R"("endTimeUnixNano":"1544712661000000000","attributes":[{"key":"http.route","value":{"stringValue":"/x\"\n"}},)"
        R"({"key":"http.response.status_code","value":{"intValue":"503"}},{"key":"ok","value":{"boolValue":false}}],)"
        R"("status":{"code":2,"message":"no"}}]}]}]})");
}

TEST(TraceText, HoldsWhateverClientsSend)
{
    std::vector<std::unique_ptr<trace::Record>> spans;
    for (auto const* name : {"\xff\xfe", "цех", "\x01"}) {
        spans.push_back(std::make_unique<trace::Record>());
        spans.back()->name = name;
    }
    boost::system::error_code error;
    auto const value = json::parse(trace_text({}, spans), error);
    ASSERT_FALSE(error);
    auto const& all = value.at("resourceSpans").at(0).at("scopeSpans").at(0).at("spans").as_array();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].at("name"), "??");
    EXPECT_EQ(all[1].at("name"), "цех");
}

TEST(Attributes, AreReadAsTheSpecificationSays)
{
    EXPECT_EQ(parse_attributes(""), Attributes{});
    EXPECT_EQ(parse_attributes("api-key=abc,x = a%20b%2Cc ,"), (Attributes{{"api-key", "abc"}, {"x", "a b,c"}}));
    EXPECT_EQ(parse_attributes("a=b=c"), (Attributes{{"a", "b=c"}}));
    for (auto const* bad : {"a", "=b", "a=%2", "a=%zz", "a=1,b"}) EXPECT_EQ(parse_attributes(bad), std::nullopt) << bad;
}

} // namespace
} // namespace guildhall::otlp
