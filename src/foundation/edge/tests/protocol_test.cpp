// What must be understood: framing, order, persistence and the lesser used forms of HTTP/1.1.
#include "served.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <random>

namespace guildhall::edge {
namespace {

std::string chunked_request(std::string const& chunks)
{
    return "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks;
}

TEST(Protocol, AnswersOnOneConnectionAgainAndAgain)
{
    Served const served;
    auto client = served.client();
    for (int i = 0; i < 50; ++i) {
        auto const answer = client.request("POST", "/" + std::to_string(i), {}, "body " + std::to_string(i));
        ASSERT_EQ(answer.status, 200u);
        ASSERT_EQ(answer.body, "POST /" + std::to_string(i) + " body " + std::to_string(i));
        ASSERT_FALSE(answer.headers.has("connection"));
    }
    auto const last = client.get("/");
    EXPECT_THAT(std::string(last.headers.get("date")),
        ::testing::MatchesRegex("[A-Z][a-z]+, .. [A-Z][a-z]+ .... ..:..:.. GMT"));
    EXPECT_EQ(served.server.counters().requests, 51u);
    EXPECT_EQ(served.server.counters().connections, 1u);
}

TEST(Protocol, HandsTheRequestOverAsItCame)
{
    Served served;
    http::Request seen;
    served.handler.on_request = [&](http::Request request, http::Respond respond) {
        seen = std::move(request);
        respond({});
    };
    auto client = served.client();
    client.request("PATCH", "/a%2Fb?c=d%20e", {{"X-Empty", ""}, {"X-Text", " \t spaced \t"}, {"X-Utf8", "ч"}}, "b");
    EXPECT_EQ(seen.method, "PATCH");
    EXPECT_EQ(seen.target, "/a%2Fb?c=d%20e");
    EXPECT_EQ(seen.body, "b");
    EXPECT_EQ(seen.headers.get("host"), "test");
    EXPECT_TRUE(seen.headers.has("x-empty"));
    EXPECT_EQ(seen.headers.get("x-text"), "spaced");
    EXPECT_EQ(seen.headers.get("x-utf8"), "ч");
    EXPECT_EQ(seen.remote_address, "127.0.0.1");
    EXPECT_FALSE(seen.secure);
}

TEST(Protocol, UnderstandsRequestsByteByByte)
{
    Served const served;
    auto client = served.client();
    auto const all = "\r\n" + request_text("POST", "/a", {}, "12345") +
                     chunked_request("3;x=y\r\nabc\r\n02\r\nde\r\n0\r\nTrailer: t\r\n\r\n") + request_text("GET", "/b");
    for (auto const c : all) client.send({&c, 1});
    EXPECT_EQ(client.receive().body, "POST /a 12345");
    EXPECT_EQ(client.receive().body, "POST /c abcde");
    EXPECT_EQ(client.receive().body, "GET /b ");
}

TEST(Protocol, UnderstandsChunksOfAllSizes)
{
    Served served;
    served.handler.most_body_bytes = 10'000'000;
    std::string chunks, whole;
    for (std::size_t size = 1; size < 2'000'000; size = size * 3 + 1) {
        auto const data = std::string(size, static_cast<char>('a' + size % 26));
        char line[32];
        std::snprintf(line, sizeof line, "%zX\r\n", size);
        chunks += line + data + "\r\n";
        whole += data;
    }
    auto client = served.client();
    client.send(chunked_request(chunks + "0\r\n\r\n"));
    EXPECT_EQ(client.receive().body, "POST /c " + whole);
    client.send(chunked_request("0\r\nA: 1\r\nB: 2\r\n\r\n"));
    EXPECT_EQ(client.receive().body, "POST /c ");
}

TEST(Protocol, SendsNoBodyToHeadButTheLengthOfGet)
{
    Served const served;
    auto client = served.client();
    auto const head = client.request("HEAD", "/a");
    EXPECT_EQ(head.headers.get("content-length"), "8");
    EXPECT_EQ(client.get("/a").body, "GET /a ");
    EXPECT_EQ(client.request("HEAD", "/a").status, 200u);
}

TEST(Protocol, SendsNeitherBodyNorLengthWith204And304)
{
    Served served;
    served.handler.on_request = [](http::Request const& request, http::Respond respond) {
        respond(text_response("ignored", request.target == "/204" ? 204 : 304));
    };
    auto client = served.client();
    for (auto const* target : {"/204", "/304", "/204"}) {
        auto const answer = client.get(target);
        EXPECT_FALSE(answer.headers.has("content-length"));
        EXPECT_EQ(answer.body, "");
    }
}

TEST(Protocol, KeepsTheRulesOfPersistence)
{
    struct Case {
        char const *version, *connection;
        char const* answered; // the Connection field of the answer
        bool open;
    };
    Served const served;
    for (auto const& [version, connection, answered, open] :
        {Case{"1.1", "", "", true}, Case{"1.1", "Connection: close\r\n", "close", false},
            Case{"1.1", "Connection: x, Close\r\n", "close", false},
            Case{"1.1", "Connection: keep-alive\r\n", "", true}, Case{"1.0", "", "close", false},
            Case{"1.0", "Connection: Keep-Alive\r\n", "keep-alive", true},
            Case{"1.0", "Connection: keep-alive, close\r\n", "close", false}}) {
        SCOPED_TRACE(std::string(version) + " " + connection);
        auto client = served.client();
        client.send(std::string("GET / HTTP/") + version + "\r\nHost: a\r\n" + connection + "\r\n");
        auto const answer = client.receive();
        EXPECT_EQ(answer.status, 200u);
        EXPECT_EQ(answer.headers.get("connection"), answered);
        if (open)
            EXPECT_EQ(client.get("/again").status, 200u);
        else
            EXPECT_TRUE(client.is_closed_by_server());
    }
}

TEST(Protocol, NeedsNoHostInHttp10)
{
    Served const served;
    auto client = served.client();
    client.send("GET /old HTTP/1.0\r\n\r\n");
    EXPECT_EQ(client.receive_all().substr(0, 15), "HTTP/1.1 200 OK");
}

TEST(Protocol, TakesTargetsInAbsoluteForm)
{
    Served served;
    std::string seen_host;
    served.handler.on_request = [&](http::Request const& request, http::Respond respond) {
        seen_host = request.headers.get("host");
        respond(text_response(request.target));
    };
    auto client = served.client();
    EXPECT_EQ(client.get("http://shop.example:81/a?b=c").body, "/a?b=c");
    EXPECT_EQ(seen_host, "shop.example:81");
    EXPECT_EQ(client.get("HTTPS://shop.example").body, "/");
    EXPECT_EQ(client.get("http://shop.example?b").body, "/?b");
    EXPECT_EQ(client.request("OPTIONS", "http://shop.example").body, "*");
    EXPECT_EQ(client.request("OPTIONS", "*").body, "*");
    EXPECT_EQ(seen_host, "test");
}

TEST(Protocol, AnswersPipelinedRequestsInOrderWhateverOrderTheyAreFinishedIn)
{
    constexpr int count = 100;
    Served served({.threads = 2});
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    auto client = served.client();
    std::string all;
    for (int i = 0; i < count; ++i) all += request_text(i % 7 == 3 ? "HEAD" : "GET", "/" + std::to_string(i));
    client.send(all);

    auto cases = waiting.take(count);
    std::ranges::shuffle(cases, std::mt19937(1));
    std::vector<std::jthread> workers;
    workers.reserve(4);
    std::atomic<std::size_t> next = 0;
    for (int i = 0; i < 4; ++i)
        workers.emplace_back([&] {
            for (auto mine = next++; mine < cases.size(); mine = next++)
                cases[mine].respond(text_response(cases[mine].request.target));
        });
    for (auto& worker : workers) worker.join();

    for (int i = 0; i < count; ++i) {
        auto const to_head = i % 7 == 3;
        auto const target = "/" + std::to_string(i);
        auto const answer = client.receive(to_head);
        ASSERT_EQ(answer.body, to_head ? "" : target);
        ASSERT_EQ(answer.headers.get("content-length"), std::to_string(target.size()));
    }
}

TEST(Protocol, StopsReadingAtThePipelineLimit)
{
    Settings settings;
    settings.pipeline_limit = 4;
    Served served(settings);
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    auto client = served.client();
    std::string all;
    for (int i = 0; i < 10; ++i) all += request_text("GET", "/" + std::to_string(i));
    client.send(all);
    for (int done = 0; done < 10;) {
        auto cases = waiting.take(1);
        ASSERT_LE(cases.size(), 4u);
        for (auto& waited : cases) {
            waited.respond(text_response(waited.request.target));
            EXPECT_EQ(client.receive().body, "/" + std::to_string(done++));
        }
    }
}

TEST(Protocol, RunsUnsafeRequestsOfOneConnectionOneAfterAnother)
{
    Served served;
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    auto client = served.client();
    client.send(request_text("GET", "/1") + request_text("GET", "/2") + request_text("POST", "/3", {}, "body") +
                request_text("GET", "/4") + request_text("DELETE", "/5") + request_text("GET", "/6"));
    for (std::vector<std::string> const& together :
        {std::vector<std::string>{"/1", "/2"}, {"/3"}, {"/4"}, {"/5"}, {"/6"}}) {
        auto cases = waiting.take(together.size());
        ASSERT_EQ(cases.size(), together.size());
        for (std::size_t i = 0; i < cases.size(); ++i) {
            EXPECT_EQ(cases[i].request.target, together[i]);
            EXPECT_EQ(served.server.counters().requests, std::stoul(together.back().substr(1)));
            cases[i].respond(text_response(cases[i].request.target));
        }
        for (auto const& target : together) EXPECT_EQ(client.receive().body, target);
    }
}

TEST(Protocol, TellsTheClientToContinue)
{
    Served served;
    served.handler.most_body_bytes = 100;
    auto const head = [](std::size_t length) {
        return "POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: " + std::to_string(length) +
               "\r\n\r\n";
    };
    auto client = served.client();
    client.send(head(3));
    EXPECT_EQ(client.receive().status, 100u);
    client.send("abc");
    EXPECT_EQ(client.receive().body, "POST /e abc");

    client.send(head(3) + "def"); // did not wait: no need to tell it
    EXPECT_EQ(client.receive().body, "POST /e def");

    client.send(request_text("GET", "/before") + head(3)); // in its turn
    EXPECT_EQ(client.receive().body, "GET /before ");
    EXPECT_EQ(client.receive().status, 100u);
    client.send("ghi");
    EXPECT_EQ(client.receive().body, "POST /e ghi");

    client.send("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100u);
    client.send("1\r\nj\r\n0\r\n\r\n");
    EXPECT_EQ(client.receive().body, "POST /e j");

    client.send(head(101));
    EXPECT_EQ(client.receive().status, 413u);
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Protocol, IgnoresExpectationsThatCannotBeMet)
{
    Served const served;
    auto client = served.client();
    EXPECT_EQ(client.get("/", {{"Expect", "100-continue"}}).status, 200u); // no body to continue with
    client.send("POST / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
    client.send("x");
    EXPECT_EQ(client.receive().body, "POST / x");
}

TEST(Protocol, AnswersAClientThatHasFinishedSending)
{
    Served served;
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    auto client = served.client();
    client.send(request_text("GET", "/1") + request_text("POST", "/2") + request_text("GET", "/3") + "GET /unfinish");
    client.finish_sending();
    for (auto const* target : {"/1", "/2", "/3"}) {
        auto cases = waiting.take(1);
        cases.front().respond(text_response(cases.front().request.target));
        EXPECT_EQ(client.receive().body, target);
    }
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Protocol, BelievesTrustedProxiesOnly)
{
    auto const seen_through = [](std::vector<std::string> trusted) {
        Settings settings;
        settings.trusted_proxies = std::move(trusted);
        Served served(settings);
        served.handler.on_request = [](http::Request const& request, http::Respond respond) {
            respond(text_response(request.remote_address + (request.secure ? " secure" : "")));
        };
        return served.client()
            .get("/", {{"X-Forwarded-For", "6.6.6.6, 203.0.113.7, 10.1.1.1"}, {"X-Forwarded-Proto", "https"}})
            .body;
    };
    EXPECT_EQ(seen_through({}), "127.0.0.1");
    EXPECT_EQ(seen_through({"10.0.0.0/8"}), "127.0.0.1");
    EXPECT_EQ(seen_through({"127.0.0.1"}), "10.1.1.1 secure");
    EXPECT_EQ(seen_through({"127.0.0.1", "10.0.0.0/8"}), "203.0.113.7 secure");
}

} // namespace
} // namespace guildhall::edge
