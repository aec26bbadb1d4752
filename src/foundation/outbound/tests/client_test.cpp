#include "outbound/client.hpp"
#include "scripted_server.hpp"
#include <gtest/gtest.h>

namespace guildhall::outbound {
namespace {

std::string answer_of(std::string const& head, std::string const& body)
{
    return "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
           body;
}

TEST(Client, SendsWhatItIsToldAndReadsTheAnswer)
{
    std::string head, body;
    ScriptedServer server([&](Connection& client) {
        head = client.hear_until("\r\n\r\n");
        body = client.hear_until("}");
        client.say(answer_of("202 Accepted\r\nX-Message-Id: abc", R"({"ok":true})"));
    });
    Call call;
    call.method = "POST";
    call.url = "http://" + server.place() + "/v3/mail?x=1";
    call.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer k"}};
    call.body = R"({"a":1})";
    auto const reply = Client().call(call);
    EXPECT_EQ(reply.status, 202u) << reply.detail;
    EXPECT_TRUE(reply.is_success());
    EXPECT_EQ(reply.header("x-message-id"), "abc");
    EXPECT_EQ(reply.body, R"({"ok":true})");
    EXPECT_TRUE(head.starts_with("POST /v3/mail?x=1 HTTP/1.1\r\n")) << head;
    EXPECT_NE(head.find("\r\nContent-Type: application/json\r\n"), head.npos) << head;
    EXPECT_NE(head.find("\r\nAuthorization: Bearer k\r\n"), head.npos) << head;
    EXPECT_EQ(body, call.body);
}

TEST(Client, NeverReachesInsideWhenOnlyThePublicIsAllowed)
{
    ScriptedServer server([](Connection& client) {
        client.hear_until("\r\n\r\n");
        client.say(answer_of("200 OK", "secret"));
    });
    auto const port = server.place().substr(server.place().find(':'));
    // By number, by name, by the long and the short forms of the number, and wrapped in IPv6.
    for (auto const* host :
        {"127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]"}) {
        Call call;
        call.url = "http://" + std::string(host) + port + "/";
        call.audience = Audience::public_only;
        auto const reply = Client().call(call);
        EXPECT_EQ(reply.fault, Fault::address_not_allowed) << host << " " << reply.detail;
        EXPECT_EQ(reply.body, "");
        EXPECT_FALSE(reply.is_passing());
    }
    EXPECT_EQ(server.connections(), 0);
    Call call;
    call.url = "http://localhost" + port + "/";
    EXPECT_EQ(Client().call(call).body, "secret"); // the same for whoever may
}

TEST(Client, FollowsNoRedirectUnlessAsked)
{
    std::atomic<int> asked = 0;
    ScriptedServer server([&](Connection& client) {
        auto const head = client.hear_until("\r\n\r\n");
        ++asked;
        client.say(head.starts_with("GET /there") ? answer_of("200 OK", "arrived")
                                                  : answer_of("302 Found\r\nLocation: /there", "old"));
    });
    Call call;
    call.url = "http://" + server.place() + "/here";
    auto reply = Client().call(call);
    EXPECT_EQ(reply.status, 302u);
    EXPECT_EQ(reply.header("Location"), "/there");
    EXPECT_EQ(asked, 1);
    call.most_redirects = 2;
    reply = Client().call(call);
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(reply.body, "arrived");
}

TEST(Client, RedirectsLeadToHttpAlone)
{
    ScriptedServer server([&](Connection& client) {
        client.hear_until("\r\n\r\n");
        client.say(answer_of("302 Found\r\nLocation: file:///etc/passwd", ""));
    });
    Call call;
    call.url = "http://" + server.place();
    call.most_redirects = 3;
    EXPECT_EQ(Client().call(call).fault, Fault::bad_url);
    for (auto const* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/",
             "not an address", ""}) {
        Call other;
        other.url = url;
        EXPECT_EQ(Client().call(other).fault, Fault::bad_url) << url;
    }
}

TEST(Client, StopsAtItsLimits)
{
    ScriptedServer talker([](Connection& client) {
        client.hear_until("\r\n\r\n");
        client.say(answer_of("200 OK", std::string(5'000, 'x')));
    });
    Call call;
    call.url = "http://" + talker.place();
    call.most_bytes = 4'999;
    auto reply = Client().call(call);
    EXPECT_EQ(reply.fault, Fault::too_long);
    EXPECT_EQ(reply.body, "");
    call.most_bytes = 5'000;
    EXPECT_EQ(Client().call(call).body.size(), 5'000u);

    ScriptedServer silent([](Connection& client) { client.await_end(); });
    call.url = "http://" + silent.place();
    call.within = std::chrono::milliseconds(100);
    reply = Client().call(call);
    EXPECT_EQ(reply.fault, Fault::timed_out);
    EXPECT_TRUE(reply.is_passing());
}

TEST(Client, SaysWhatFailedWithoutTheSecretsOfTheAddress)
{
    std::string place;
    {
        ScriptedServer gone([](Connection&) {});
        place = gone.place();
    }
    Call call;
    call.url = "http://" + place + "/bot123:SECRET/send";
    auto const reply = Client().call(call);
    EXPECT_EQ(reply.fault, Fault::unreachable);
    EXPECT_EQ(reply.detail.find("SECRET"), reply.detail.npos);
    EXPECT_NE(reply.detail, "");
}

TEST(Reply, SaysWhetherToTryAgain)
{
    auto const of = [](unsigned status) {
        Reply reply;
        reply.status = status;
        return reply.is_passing();
    };
    for (auto const status : {408u, 429u, 500u, 502u, 503u}) EXPECT_TRUE(of(status)) << status;
    for (auto const status : {200u, 301u, 400u, 401u, 404u, 410u}) EXPECT_FALSE(of(status)) << status;
    Reply reply;
    reply.headers = {{"retry-after", "120"}};
    EXPECT_EQ(reply.retry_after(), 120);
    reply.headers = {{"Retry-After", "Fri, 27 Nov 2026 20:50:00 GMT"}};
    EXPECT_FALSE(reply.retry_after());
}

TEST(Form, IsEncoded)
{
    EXPECT_EQ(encode_form({{"To", "+7701"}, {"Body", "a b&c=Ж"}}), "To=%2B7701&Body=a%20b%26c%3D%D0%96");
}

} // namespace
} // namespace guildhall::outbound
