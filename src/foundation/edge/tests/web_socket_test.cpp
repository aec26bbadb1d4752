// A connection that becomes a WebSocket: the handshake, messages both ways, and its ends.
#include "frames.hpp"
#include "masked_frame.hpp"
#include "served.hpp"
#include <gmock/gmock.h>

namespace guildhall::edge {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Says back what it hears; "bye" it does not want to hear.
struct Echo {
    explicit Echo(Settings settings = {})
        : served(std::move(settings))
    {
        served.handler.on_request = [this](http::Request const& request, http::Respond respond) {
            auto const socket = std::make_shared<http::WebSocket>();
            socket->out = std::make_shared<http::Stream>(64 * 1024);
            socket->accept = http::accept_key(request.headers.get("Sec-WebSocket-Key")).value_or("");
            socket->hear = [out = std::weak_ptr(socket->out)](std::string_view message) {
                if (auto const stream = out.lock()) stream->write(http::text_frame(message));
                return message != "bye";
            };
            {
                std::lock_guard const lock(mutex);
                opened.push_back(socket->out);
            }
            http::Response response;
            response.body = socket;
            respond(std::move(response));
        };
    }
    HttpClient client()
    {
        auto one = served.client();
        one.send("GET /socket HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        std::string head;
        while (head.find("\r\n\r\n") == head.npos) head += one.receive_some(1);
        EXPECT_THAT(head, StartsWith("HTTP/1.1 101 Switching Protocols\r\n"));
        EXPECT_THAT(head, HasSubstr("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        return one;
    }
    std::mutex mutex;
    std::vector<std::weak_ptr<http::Stream>> opened;
    Served served;
};

std::string receive(HttpClient& client, std::size_t size)
{
    std::string bytes;
    while (bytes.size() < size) {
        auto const some = client.receive_some(size - bytes.size());
        if (some.empty()) break;
        bytes += some;
    }
    return bytes;
}

TEST(WebSocket, CarriesMessagesBothWays)
{
    Echo echo;
    auto client = echo.client();
    for (auto const& text : {std::string("hello"), std::string(300, 'x'), std::string(60'000, 'y')}) {
        client.send(masked(1, text));
        EXPECT_EQ(receive(client, http::text_frame(text).size()), http::text_frame(text));
    }
    std::jthread([&] {
        std::lock_guard const lock(echo.mutex);
        echo.opened.at(0).lock()->write(http::text_frame("from elsewhere"));
    }).join();
    EXPECT_EQ(receive(client, 16), http::text_frame("from elsewhere"));
}

TEST(WebSocket, AnswersPingsAndCloses)
{
    Echo echo;
    auto client = echo.client();
    client.send(masked(9, "are you there?"));
    EXPECT_EQ(receive(client, 16), http::pong_frame("are you there?"));
    client.send(masked(8, "\x03\xe8"));
    EXPECT_EQ(client.receive_all(), http::close_frame(closing_normally));
}

TEST(WebSocket, EndsWhenTheRulesAreBroken)
{
    Echo echo;
    auto client = echo.client();
    client.send(masked(2, "bytes"));
    EXPECT_EQ(client.receive_all(), http::close_frame(no_such_data));
    auto other = echo.client();
    other.send(masked(1, "bye"));
    EXPECT_THAT(other.receive_all(), EndsWith(http::close_frame(not_allowed)));
    EXPECT_TRUE(eventually([&] {
        std::lock_guard const lock(echo.mutex);
        return echo.opened.at(0).expired() && echo.opened.at(1).expired();
    })) << "nothing is kept of those who have gone";
}

TEST(WebSocket, EndsWithTheServerAndWithItsClient)
{
    Echo echo;
    auto client = echo.client();
    auto gone = echo.client();
    gone.reset();
    EXPECT_TRUE(eventually([&] {
        std::lock_guard const lock(echo.mutex);
        return echo.opened.at(1).expired();
    }));
    echo.served.server.stop();
    EXPECT_EQ(client.receive_all(), http::close_frame(going_away));
}

} // namespace
} // namespace guildhall::edge
