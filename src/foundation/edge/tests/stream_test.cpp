// Answers without an end: portions arrive as they are written, and nobody who does not read costs memory.
#include "served.hpp"
#include <gmock/gmock.h>
#include <sys/socket.h>

namespace guildhall::edge {
namespace {

using ::testing::HasSubstr;

// Answers every request with a new stream that the test writes to.
struct Streams {
    explicit Streams(Settings settings = {}, std::size_t limit = 16 * 1024)
        : served(std::move(settings))
    {
        served.handler.on_request = [this, limit](http::Request const&, http::Respond respond) {
            auto const stream = std::make_shared<http::Stream>(limit);
            {
                std::lock_guard const lock(mutex);
                opened.push_back(stream);
            }
            http::Response response;
            response.headers.add("Content-Type", "text/event-stream");
            response.body = stream;
            respond(std::move(response));
        };
    }
    // The number-th stream, once it is open; null when it has gone.
    std::shared_ptr<http::Stream> at(std::size_t number)
    {
        EXPECT_TRUE(eventually([&] {
            std::lock_guard const lock(mutex);
            return opened.size() > number;
        }));
        std::lock_guard const lock(mutex);
        return opened[number].lock();
    }
    bool gone(std::size_t number)
    {
        std::lock_guard const lock(mutex);
        return opened.size() > number && opened[number].expired();
    }

    std::mutex mutex;
    std::vector<std::weak_ptr<http::Stream>> opened;
    Served served;
};

std::string receive_until(HttpClient& client, std::string const& last)
{
    std::string all;
    while (all.find(last) == all.npos) {
        auto const some = client.receive_some();
        if (some.empty()) break;
        all += some;
    }
    return all;
}

TEST(Stream, ArrivesInPortionsAndEnds)
{
    Streams streams;
    auto client = streams.served.client();
    client.send(request_text("GET", "/"));
    auto stream = streams.at(0);
    ASSERT_TRUE(stream);
    auto const head = receive_until(client, "\r\n\r\n");
    EXPECT_THAT(head, HasSubstr("Transfer-Encoding: chunked\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
    EXPECT_TRUE(stream->write("data: one\n\n"));
    EXPECT_EQ(receive_until(client, "one\n\n\r\n"), "b\r\ndata: one\n\n\r\n");
    std::jthread([&] { stream->write("data: two\n\n"); }).join();
    EXPECT_EQ(receive_until(client, "two\n\n\r\n"), "b\r\ndata: two\n\n\r\n");
    stream->finish();
    EXPECT_FALSE(stream->write("late"));
    EXPECT_EQ(client.receive_all(), "0\r\n\r\n");
    stream.reset();
    EXPECT_TRUE(streams.gone(0));
}

TEST(Stream, OfAnOldClientEndsWithTheConnection)
{
    Streams streams;
    auto client = streams.served.client();
    client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
    auto const stream = streams.at(0);
    stream->write("data: one\n\n");
    stream->finish();
    auto const all = client.receive_all();
    EXPECT_THAT(all, Not(HasSubstr("chunked")));
    EXPECT_THAT(all, HasSubstr("\r\n\r\ndata: one\n\n"));
}

TEST(Stream, DropsWhatWasAskedBehindItAndAnswersHead)
{
    Streams streams;
    auto client = streams.served.client();
    client.send(request_text("GET", "/") + request_text("GET", "/behind"));
    streams.at(0)->finish();
    EXPECT_THAT(client.receive_all(), ::testing::EndsWith("\r\n\r\n0\r\n\r\n"));

    auto curious = streams.served.client();
    curious.send(request_text("HEAD", "/"));
    EXPECT_EQ(curious.receive(true).status, 200u);
    EXPECT_TRUE(curious.is_closed_by_server());
}

TEST(Stream, IsGoneWhenTheClientIs)
{
    Streams streams;
    {
        auto client = streams.served.client();
        client.send(request_text("GET", "/"));
        EXPECT_TRUE(streams.at(0));
    }
    EXPECT_TRUE(eventually([&] { return streams.gone(0); }));
    auto client = streams.served.client();
    client.send(request_text("GET", "/"));
    EXPECT_TRUE(streams.at(1));
    client.reset();
    EXPECT_TRUE(eventually([&] { return streams.gone(1); }));
}

TEST(Stream, HasNoRoomForAClientThatDoesNotReadAndCutsHim)
{
    Settings settings;
    settings.transfer_grace = 50ms;
    Streams streams(settings);
    auto slow = HttpClient::unconnected();
    int const small = 4 * 1024;
    ::setsockopt(slow.descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    slow.connect(streams.served.server.port());
    slow.send(request_text("GET", "/"));
    streams.at(0);
    auto const portion = std::string(8 * 1024, 'x');
    // Kernel buffers take some megabytes at most; then there is no room for long, and soon no stream any more.
    bool had_room = true;
    EXPECT_TRUE(eventually([&] {
        if (auto const stream = streams.at(0)) had_room = stream->write(portion);
        return streams.gone(0);
    }));
    EXPECT_FALSE(had_room);
}

TEST(Stream, SaysWhenThereIsRoomAgain)
{
    std::atomic<int> rung = 0;
    http::Stream stream(10, std::make_shared<std::function<void()> const>([&] { ++rung; }));
    EXPECT_TRUE(stream.write("12345678"));
    EXPECT_EQ(stream.take().bytes, "12345678");
    EXPECT_EQ(rung, 0);
    EXPECT_TRUE(stream.write("12345678"));
    EXPECT_FALSE(stream.write("123"));
    EXPECT_EQ(stream.take().bytes, "12345678");
    EXPECT_EQ(rung, 1);
    EXPECT_TRUE(stream.write("123"));
}

TEST(Stream, EndsAtOnceWhenTheServerStops)
{
    Streams streams({.threads = 2});
    auto one = streams.served.client(), two = streams.served.client();
    one.send(request_text("GET", "/"));
    two.send(request_text("GET", "/"));
    EXPECT_TRUE(streams.at(0) && streams.at(1));
    receive_until(one, "\r\n\r\n");
    receive_until(two, "\r\n\r\n");
    std::jthread stopping([&] { streams.served.server.stop(); });
    EXPECT_EQ(one.receive_all(), "0\r\n\r\n");
    EXPECT_EQ(two.receive_all(), "0\r\n\r\n");
    {
        auto const leave_both = std::pair(std::move(one), std::move(two));
    }
    stopping.join();
}

TEST(Stream, OutlivesTheTimeThatIdleConnectionsHave)
{
    Settings settings;
    settings.idle_timeout = 20ms;
    Streams streams(settings);
    auto client = streams.served.client(), idle = streams.served.client();
    client.send(request_text("GET", "/"));
    auto const stream = streams.at(0);
    EXPECT_TRUE(idle.is_closed_by_server());
    EXPECT_TRUE(stream->write("still here"));
    EXPECT_THAT(receive_until(client, "here"), HasSubstr("still here"));
}

} // namespace
} // namespace guildhall::edge
