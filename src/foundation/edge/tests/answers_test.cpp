// What leaves the server: compression, files, answers from other threads, and clients that go away.
#include "served.hpp"
#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>
#include <zlib.h>

namespace guildhall::edge {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

http::Response response_with(Fields const& fields, std::string body)
{
    http::Response response;
    for (auto const& [name, value] : fields) response.headers.add(name, value);
    response.body = std::move(body);
    return response;
}

// Inflated with zlib, as the server uses another library.
std::string gunzip(std::string const& packed)
{
    z_stream stream{};
    if (::inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) throw std::runtime_error("inflateInit2");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text(10 * 1024 * 1024, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    auto const outcome = ::inflate(&stream, Z_FINISH);
    text.resize(stream.total_out);
    ::inflateEnd(&stream);
    if (outcome != Z_STREAM_END) throw std::runtime_error("not gzip, or cut short");
    return text;
}

std::string json(std::size_t lines)
{
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) text += "{\"number\":\"Q-2026-" + std::to_string(i) + "\"}\n";
    return text;
}

// Serves one response made anew for every request.
class Serving {
public:
    explicit Serving(std::function<http::Response()> make)
    {
        served_.handler.on_request = [make = std::move(make)](
                                         http::Request const&, http::Respond respond) { respond(make()); };
    }
    HttpAnswer get(HttpClient::Fields fields) { return served_.client().get("/", fields); }
    HttpAnswer head(HttpClient::Fields fields) { return served_.client().request("HEAD", "/", fields); }

private:
    Served served_;
};

TEST(Gzip, CompressesWhenAskedTo)
{
    auto const text = json(1'000);
    Serving serving([&] { return response_with({{"Content-Type", "application/json"}, {"ETag", "\"7\""}}, text); });
    for (auto const* asks : {"gzip", "deflate, GZIP;q=0.5, br", "*", "identity, x-gzip", "gzip;q=0.001"}) {
        auto const answer = serving.get({{"Accept-Encoding", asks}});
        EXPECT_EQ(answer.headers.get("content-encoding"), "gzip") << asks;
        EXPECT_EQ(answer.headers.get("vary"), "Accept-Encoding");
        EXPECT_EQ(answer.headers.get("etag"), "W/\"7\"");
        EXPECT_LT(answer.body.size(), text.size() / 3);
        EXPECT_EQ(gunzip(answer.body), text);
    }
    for (auto const* refuses : {"", "identity", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "br", "gzip;q=none"}) {
        auto const answer = serving.get({{"Accept-Encoding", refuses}});
        EXPECT_FALSE(answer.headers.has("content-encoding")) << refuses;
        EXPECT_EQ(answer.headers.get("vary"), "Accept-Encoding");
        EXPECT_EQ(answer.headers.get("etag"), "\"7\"");
        EXPECT_EQ(answer.body, text);
    }
    EXPECT_EQ(serving.get({}).body, text);
}

TEST(Gzip, GivesHeadTheLengthOfTheCompressedBody)
{
    Serving serving([] { return response_with({{"Content-Type", "text/css"}}, json(100)); });
    auto const get = serving.get({{"Accept-Encoding", "gzip"}});
    auto const head = serving.head({{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(head.headers.get("content-length"), std::to_string(get.body.size()));
    EXPECT_EQ(head.headers.get("content-encoding"), "gzip");
}

TEST(Gzip, LeavesAloneWhatGainsNothing)
{
    struct Case {
        char const* why;
        Fields fields;
        std::string body;
        unsigned status = 200;
    };
    auto const text = json(100);
    for (auto const& kept : {
             Case{"short", {{"Content-Type", "application/json"}}, std::string(1'023, 'a')},
             Case{"image", {{"Content-Type", "image/svg+xml"}}, text},
             Case{"binary", {{"Content-Type", "application/octet-stream"}}, text},
             Case{"untyped", {}, text},
             Case{"encoded", {{"Content-Type", "text/plain"}, {"Content-Encoding", "br"}}, text},
             Case{"partial", {{"Content-Type", "text/plain"}}, text, 206},
             Case{"no-transform", {{"Content-Type", "text/plain"}, {"Cache-Control", "no-transform"}}, text},
         }) {
        Serving serving([&] {
            auto response = response_with(kept.fields, kept.body);
            response.status = kept.status;
            return response;
        });
        auto const answer = serving.get({{"Accept-Encoding", "gzip"}});
        EXPECT_EQ(answer.body, kept.body) << kept.why;
        EXPECT_NE(answer.headers.get("content-encoding"), "gzip") << kept.why;
        EXPECT_FALSE(answer.headers.has("vary")) << kept.why;
    }
}

TEST(Gzip, LeavesAloneWhatGrows)
{
    std::string noise(2'000, '\0');
    std::uint32_t state = 1;
    for (auto& c : noise) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    Serving serving([&] { return response_with({{"Content-Type", "text/plain"}}, noise); });
    EXPECT_EQ(serving.get({{"Accept-Encoding", "gzip"}}).body, noise);
}

TEST(Gzip, CompressesConstantsOfTheProgram)
{
    static auto const text = json(3'000);
    Serving serving([] {
        auto response = response_with({{"Content-Type", "text/javascript"}}, {});
        response.body = std::string_view(text);
        return response;
    });
    for (int i = 0; i < 3; ++i) EXPECT_EQ(gunzip(serving.get({{"Accept-Encoding", "gzip"}}).body), text);
    EXPECT_EQ(serving.get({}).body, text);
}

TEST(Answers, KeepTheEdgesBusinessToTheEdge)
{
    Serving serving([] {
        return response_with({{"Content-Length", "7"}, {"Transfer-Encoding", "chunked"}, {"Date", "never"},
                                 {"Connection", "upgrade"}, {"Keep-Alive", "x"}, {"X-Own", "kept"}},
            "body");
    });
    auto const answer = serving.get({});
    EXPECT_EQ(answer.body, "body");
    EXPECT_EQ(answer.headers.get("x-own"), "kept");
    for (auto const* name : {"transfer-encoding", "connection", "keep-alive"}) EXPECT_FALSE(answer.headers.has(name));
    EXPECT_NE(answer.headers.get("date"), "never");
}

TEST(Answers, NeverCarryBrokenHeaders)
{
    for (auto const& broken :
        Fields{{"X", "a\r\nSet-Cookie: evil"}, {"X", "a\nb"}, {"X", std::string("a\0b", 3)}, {"X y", "a"}, {"", "a"}}) {
        Serving serving([&] { return response_with({broken}, "body"); });
        auto const answer = serving.get({});
        EXPECT_EQ(answer.status, 500u) << broken.first << broken.second;
        EXPECT_EQ(answer.body, "internal_error");
        EXPECT_FALSE(answer.headers.has("set-cookie"));
    }
    for (auto const status : {0u, 100u, 199u, 600u}) {
        Serving serving([&] { return http::Response{.status = status, .headers = {}, .body = {}}; });
        EXPECT_EQ(serving.get({}).status, 500u) << status;
    }
    Serving no_file([] {
        http::Response response;
        response.status = 200;
        response.body = http::FileSlice{nullptr, 0, 5};
        return response;
    });
    EXPECT_EQ(no_file.get({}).status, 500u);
}

TEST(Answers, TurnExceptionsInto500)
{
    Served served;
    served.handler.on_request = [](http::Request const&, http::Respond const&) { throw std::runtime_error("bug"); };
    auto client = served.client();
    EXPECT_EQ(client.get("/").status, 500u);
    EXPECT_EQ(client.get("/").status, 500u);
}

TEST(Answers, CloseWhenTheHandlerDropsTheRequest)
{
    Served served;
    Waiting waiting;
    std::atomic<bool> drops = true;
    served.handler.on_request = [&drops, keep = waiting.handler()](http::Request request, http::Respond respond) {
        if (!drops) keep(std::move(request), std::move(respond));
    };
    auto client = served.client();
    client.send(request_text("GET", "/"));
    EXPECT_TRUE(client.is_closed_by_server());

    drops = false;
    auto second = served.client();
    second.send(request_text("GET", "/1") + request_text("GET", "/2") + request_text("GET", "/3"));
    auto cases = waiting.take(3);
    cases[2].respond(text_response("3"));
    cases.erase(cases.begin() + 1); // in the middle: what stands before it is still answered, what follows is not
    cases[0].respond(text_response("1"));
    EXPECT_EQ(second.receive().body, "1");
    EXPECT_TRUE(second.is_closed_by_server());
}

TEST(Answers, CountOnceHoweverOftenTheyAreGiven)
{
    Served served;
    served.handler.on_request = [](http::Request const&, http::Respond respond) {
        respond(text_response("first"));
        respond(text_response("second"));
    };
    auto client = served.client();
    EXPECT_EQ(client.get("/").body, "first");
    EXPECT_EQ(client.get("/").body, "first");
}

TEST(Answers, MayComeAfterTheClientHasGone)
{
    Served served({.threads = 2});
    Waiting waiting;
    served.handler.on_request = waiting.handler();
    for (auto const by_reset : {true, false}) {
        auto client = served.client();
        client.send(request_text("GET", "/"));
        auto cases = waiting.take(1);
        if (by_reset) {
            client.reset();
            EXPECT_TRUE(eventually([&] { return served.server.counters().open_connections == 0; }));
        }
        std::thread([&] { cases.front().respond(text_response("to nobody")); }).join();
    }
    EXPECT_TRUE(eventually([&] { return served.server.counters().open_connections == 0; }));
}

TEST(Answers, MayComeAfterTheServerHasGone)
{
    Waiting waiting;
    std::vector<Waiting::Case> cases;
    Settings settings;
    settings.stop_timeout = 10ms;
    {
        Served served(settings);
        served.handler.on_request = waiting.handler();
        auto client = served.client();
        client.send(request_text("POST", "/", {}, std::string(1'000, 'a')));
        cases = waiting.take(1);
        served.server.stop();
        EXPECT_TRUE(client.is_closed_by_server());
    }
    cases.front().respond(text_response("to nobody"));
}

// A file of pseudo-random bytes, gone with the object.
class TemporaryFile {
public:
    explicit TemporaryFile(std::size_t size)
        : content(size, '\0')
    {
        std::uint32_t state = 7;
        for (auto& c : content) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
        auto const descriptor = ::mkstemp(path.data());
        for (std::size_t written = 0; written < size;) {
            auto const more = ::write(descriptor, content.data() + written, size - written);
            if (more <= 0) throw std::runtime_error("cannot write " + path);
            written += static_cast<std::size_t>(more);
        }
        ::close(descriptor);
    }
    ~TemporaryFile() { ::unlink(path.c_str()); }
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;

    std::string path = "/tmp/guildhall-edge-XXXXXX";
    std::string content;
};

TEST(Files, AreSentWholeAndInParts)
{
    TemporaryFile const file(50 * 1024 * 1024);
    auto const whole = http::open_file(file.path);
    Served served;
    served.handler.on_request = [&](http::Request const& request, http::Respond respond) {
        auto slice = whole;
        if (request.target == "/part") slice = {whole.descriptor, 1'000'003, 5'000'007};
        if (request.target == "/none") slice = {whole.descriptor, 10, 0};
        respond({.status = 200, .headers = {}, .body = slice});
    };
    auto client = served.client();
    EXPECT_TRUE(client.get("/whole").body == file.content);
    EXPECT_TRUE(client.get("/part").body == file.content.substr(1'000'003, 5'000'007));
    EXPECT_EQ(client.get("/none").body, "");
    EXPECT_EQ(client.request("HEAD", "/part").headers.get("content-length"), "5000007");
    client.send(request_text("GET", "/part") + request_text("GET", "/none") + request_text("GET", "/part"));
    for (auto const size : {5'000'007u, 0u, 5'000'007u}) EXPECT_EQ(client.receive().body.size(), size);
}

TEST(Files, ThatBecomeShorterBreakTheConnection)
{
    TemporaryFile const file(100'000);
    auto const whole = http::open_file(file.path);
    ASSERT_EQ(::truncate(file.path.c_str(), 50'000), 0);
    Serving serving([&] { return http::Response{.status = 200, .headers = {}, .body = whole}; });
    EXPECT_THROW(serving.get({}), ClientFailure);
}

TEST(Files, OutliveClientsThatLeaveInTheMiddle)
{
    TemporaryFile const file(50 * 1024 * 1024);
    std::weak_ptr<int const> descriptor;
    Served served;
    served.handler.on_request = [&](http::Request const&, http::Respond respond) {
        auto slice = http::open_file(file.path);
        descriptor = slice.descriptor;
        respond({.status = 200, .headers = {}, .body = std::move(slice)});
    };
    for (auto const by_reset : {true, false}) {
        auto client = served.client();
        client.send(request_text("GET", "/"));
        EXPECT_NE(client.receive_some(), "");
        EXPECT_FALSE(descriptor.expired());
        if (by_reset)
            client.reset();
        else
            static_cast<void>(HttpClient(std::move(client))); // closes
        EXPECT_TRUE(eventually([&] { return served.server.counters().open_connections == 0; }));
        EXPECT_TRUE(descriptor.expired());
    }
    EXPECT_EQ(served.client().request("HEAD", "/").status, 200u);
}

} // namespace
} // namespace guildhall::edge
