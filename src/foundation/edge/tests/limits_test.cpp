// How long and how much: time-outs, sizes and numbers of connections.
#include "base/outcome.hpp"
#include "served.hpp"
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

namespace guildhall::edge {
namespace {

// Time-outs so short that a test can wait for them, but one at a time: the others stay long.
TEST(Limits, ClosesIdleConnectionsWithoutAWord)
{
    Settings settings;
    settings.idle_timeout = 30ms;
    Served const served(settings);
    auto silent = served.client();
    EXPECT_EQ(silent.receive_all(), "");
    auto used = served.client();
    EXPECT_EQ(used.get("/").status, 200u);
    EXPECT_EQ(used.receive_all(), "");
    EXPECT_TRUE(eventually([&] { return served.server.counters().open_connections == 0; }));
}

TEST(Limits, WaitsForTheHandlerLongerThanForTheClient)
{
    Settings settings;
    settings.idle_timeout = settings.header_timeout = settings.transfer_grace = 20ms;
    Served served(settings);
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    auto slow = served.client(), idle = served.client();
    slow.send(request_text("GET", "/"));
    auto cases = waiting.take(1);
    EXPECT_EQ(idle.receive_all(), ""); // by now the request has waited longer than any time-out
    cases.front().respond(text_response("done"));
    EXPECT_EQ(slow.receive().body, "done");
}

TEST(Limits, GivesUpOnSlowHeads)
{
    Settings settings;
    settings.header_timeout = 50ms;
    Served const served(settings);
    auto client = served.client();
    EXPECT_EQ(client.get("/").status, 200u);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    auto const answer = client.receive();
    EXPECT_EQ(answer.status, 408u);
    EXPECT_EQ(answer.headers.get("connection"), "close");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Limits, IsNotKeptByOneByteAtATime)
{
    Settings settings;
    settings.header_timeout = 50ms;
    settings.header_limit = 64 << 20; // nothing but the time ends this head, however late the server looks
    Served const served(settings);
    auto client = served.client();
    client.send("GET / HTTP/1.1\r\nX: ");
    // The slow loris: every byte comes in time, the head never ends. It is answered in spite of that.
    auto loris = std::jthread([&] {
        auto const drip = [&] {
            try {
                client.send("x");
                return served.server.counters().faults > 0;
            } catch (ClientFailure const&) {
                return true;
            }
        };
        EXPECT_TRUE(eventually(drip));
    });
    loris.join();
    EXPECT_EQ(client.receive().status, 408u);
}

TEST(Limits, GivesUpOnSlowBodies)
{
    Settings settings;
    settings.transfer_grace = 50ms;
    settings.transfer_rate = 1'000'000'000;
    Served const served(settings);
    for (std::string const framing : {"Content-Length: 100", "Transfer-Encoding: chunked"}) {
        auto client = served.client();
        client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n5\r\n");
        EXPECT_EQ(client.receive().status, 408u) << framing;
        EXPECT_TRUE(client.is_closed_by_server());
    }
}

TEST(Limits, LeavesLargeBodiesTheTimeTheirSizeDeserves)
{
    Settings settings;
    settings.transfer_grace = 20ms;
    settings.transfer_rate = 100; // a body of 2,000 bytes earns 20 seconds
    Served const served(settings);
    auto client = served.client(), idle = served.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2001\r\n\r\n" + std::string(2'000, 'a'));
    idle.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(idle.receive().status, 408u); // earned nothing; meanwhile the other one lives
    client.send("a");
    EXPECT_EQ(client.receive().status, 200u);
}

TEST(Limits, ClosesOnClientsThatDoNotReadTheirAnswers)
{
    Settings settings;
    settings.transfer_grace = 50ms;
    settings.transfer_rate = 1'000'000'000;
    Served served(settings);
    served.handler.on_request = [](http::Request const&, http::Respond respond) {
        respond(text_response(std::string(64 * 1024 * 1024, 'a')));
    };
    auto client = served.client();
    client.send(request_text("GET", "/"));
    EXPECT_TRUE(eventually([&] { return served.server.counters().requests == 1; }));
    EXPECT_TRUE(eventually([&] { return served.server.counters().open_connections == 0; }));
}

TEST(Limits, RefusesBodiesAboveTheHandlersLimit)
{
    Served served;
    served.handler.most_body_bytes = 10;
    auto client = served.client();
    EXPECT_EQ(client.request("POST", "/", {}, "0123456789").status, 200u);
    auto const answer = client.request("POST", "/", {}, "0123456789a");
    EXPECT_EQ(answer.status, 413u);
    EXPECT_EQ(answer.body, "body_too_large");
    EXPECT_TRUE(client.is_closed_by_server());

    auto chunked = served.client();
    chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n012345678\r\n2\r\n");
    EXPECT_EQ(chunked.receive().status, 413u);
    EXPECT_TRUE(chunked.is_closed_by_server());
}

// Who may not send is told so before his hundred megabytes are held; small bodies are read, and the connection lives.
TEST(Limits, ReadsNoLargeBodyOfThoseWhoAreRefusedAnyway)
{
    Served served;
    served.handler.most_body_bytes = 10'000'000;
    served.handler.on_large_body = [](http::Request const& head) -> std::optional<http::Response> {
        if (head.headers.has("Authorization")) return std::nullopt;
        return text_response("sign in first", 401);
    };
    auto const post = [](std::string const& length, std::string const& more = {}) {
        return "POST /e HTTP/1.1\r\nHost: a\r\n" + more + "Content-Length: " + length + "\r\n\r\n";
    };
    for (auto const& head : {post("9000000"), post("9000000", "Expect: 100-continue\r\n"),
             std::string("POST /e HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")}) {
        auto client = served.client();
        client.send(head);
        auto const answer = client.receive();
        EXPECT_EQ(answer.status, 401u) << head;
        EXPECT_EQ(answer.body, "sign in first");
        EXPECT_EQ(answer.headers.get("connection"), "close");
        EXPECT_TRUE(client.is_closed_by_server());
    }
    EXPECT_EQ(served.server.counters().requests, 0u);
    EXPECT_EQ(served.server.counters().body_memory, 0u);

    auto client = served.client();
    client.send(post("5") + "hello" + post("70000", "Authorization: yes\r\n") + std::string(70'000, 'x'));
    EXPECT_EQ(client.receive().body, "POST /e hello");
    EXPECT_EQ(client.receive().body, "POST /e " + std::string(70'000, 'x'));
}

TEST(Limits, LingersSoThatALateClientReadsTheRefusal)
{
    Served served;
    served.handler.most_body_bytes = 10;
    auto client = served.client();
    auto const body = std::string(8 * 1024 * 1024, 'a');
    // All of it is sent before the answer is looked at: without lingering the reset would destroy the answer.
    client.send(request_text("POST", "/", {}, body));
    EXPECT_EQ(client.receive().status, 413u);
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Limits, DoesNotLingerForever)
{
    Settings settings;
    settings.linger_timeout = 30ms;
    Served const served(settings);
    auto client = served.client();
    client.send("garbage\r\n\r\n");
    EXPECT_EQ(client.receive().status, 400u);
    // The client keeps its side open and still gets rid of nobody.
    EXPECT_TRUE(eventually([&] { return served.server.counters().open_connections == 0; }));
}

TEST(Limits, HoldsOnlySoManyBodiesInMemory)
{
    Settings settings;
    settings.body_memory_limit = 100'000;
    Served served(settings);
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    auto first = served.client();
    first.send(request_text("POST", "/", {}, std::string(60'000, 'a')));
    auto held = waiting.take(1);
    EXPECT_GE(served.server.counters().body_memory, 60'000u);

    auto second = served.client();
    auto const refused = second.request("POST", "/", {}, std::string(60'000, 'b'));
    EXPECT_EQ(refused.status, 503u);
    EXPECT_EQ(refused.body, "busy");
    EXPECT_EQ(refused.headers.get("retry-after"), "1");

    held.front().respond(text_response("done"));
    EXPECT_EQ(first.receive().body, "done");
    // What the refused one still sends is read and thrown away, a little at a time.
    EXPECT_TRUE(eventually([&] { return served.server.counters().body_memory == 0; }));
    auto third = served.client();
    third.send(request_text("POST", "/", {}, std::string(60'000, 'c')));
    EXPECT_EQ(waiting.take(1).front().request.body, std::string(60'000, 'c'));
}

TEST(Limits, TakesOnlySoManyConnections)
{
    Settings settings;
    settings.threads = 2;
    settings.connection_limit = 3;
    Served const served(settings);
    std::vector<HttpClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(served.client());
        EXPECT_EQ(clients.back().get("/").status, 200u);
    }
    auto refused = served.client();
    auto const answer = refused.receive();
    EXPECT_EQ(answer.status, 503u);
    EXPECT_EQ(answer.body, "too_many_connections");
    EXPECT_TRUE(refused.is_closed_by_server());
    EXPECT_EQ(served.server.counters().connections_refused, 1u);

    clients.pop_back();
    ASSERT_TRUE(eventually([&] { return served.server.counters().open_connections == 2; }));
    auto again = served.client();
    EXPECT_EQ(again.get("/").status, 200u);
}

TEST(Limits, TakesOnlySoManyConnectionsFromOneAddress)
{
    Settings settings;
    settings.connection_limit_per_address = 1;
    Served const served(settings);
    auto first = served.client();
    EXPECT_EQ(first.get("/").status, 200u);
    auto second = served.client();
    EXPECT_EQ(second.receive().status, 503u);

    settings.trusted_proxies = {"127.0.0.0/8"}; // speaks for many
    Served const behind_proxy(settings);
    auto one = behind_proxy.client(), two = behind_proxy.client();
    EXPECT_EQ(one.get("/").status, 200u);
    EXPECT_EQ(two.get("/").status, 200u);
}

// Lets the process open no more descriptors while it lives.
class NoMoreDescriptors {
public:
    NoMoreDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        auto const next = ::dup(0); // the lowest free number
        ::close(next);
        rlimit const none{static_cast<rlim_t>(next), before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoMoreDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoMoreDescriptors(NoMoreDescriptors const&) = delete;
    NoMoreDescriptors& operator=(NoMoreDescriptors const&) = delete;

private:
    rlimit before_{};
};

TEST(Limits, LivesThroughALackOfDescriptors)
{
    Served const served;
    auto inside = served.client();
    EXPECT_EQ(inside.get("/").status, 200u);
    // Sockets that take the last numbers, so that the server has none for them; the kernel queues the connections.
    auto unconnected = HttpClient::unconnected();
    {
        NoMoreDescriptors const lack;
        unconnected.connect(served.server.port());
        unconnected.send(request_text("GET", "/waits"));
        for (int i = 0; i < 100; ++i) EXPECT_EQ(inside.get("/").status, 200u);
        EXPECT_EQ(served.server.counters().connections, 1u);
    }
    EXPECT_EQ(unconnected.receive().body, "GET /waits ");
}

TEST(Limits, RefusesSettingsThatMakeNoSense)
{
    TestHandler handler;
    auto const refuses = [&](auto change) {
        Settings settings;
        change(settings);
        EXPECT_THROW(Server(settings, handler), std::invalid_argument);
    };
    refuses([](Settings& settings) { settings.threads = 0; });
    refuses([](Settings& settings) { settings.header_limit = 10; });
    refuses([](Settings& settings) { settings.pipeline_limit = 0; });
    refuses([](Settings& settings) { settings.connection_limit = 0; });
    refuses([](Settings& settings) { settings.transfer_rate = 0; });
    refuses([](Settings& settings) { settings.idle_timeout = 0ms; });
    refuses([](Settings& settings) { settings.trusted_proxies = {"10.0.0.0/33"}; });
}

TEST(Limits, SaysWhyItCannotListen)
{
    TestHandler handler;
    Served const served;
    Server taken({.port = served.server.port()}, handler);
    EXPECT_THROW(taken.start(), Unavailable);
    Server nowhere({.address = "localhost"}, handler);
    EXPECT_THROW(nowhere.start(), Unavailable);
}

} // namespace
} // namespace guildhall::edge
