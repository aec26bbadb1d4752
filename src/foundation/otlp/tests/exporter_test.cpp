// Against a collector that answers as it is told, does not answer, or is not there.
#include "../../outbound/tests/scripted_server.hpp"
#include "otlp/exporter.hpp"
#include <future>
#include <gmock/gmock.h>

namespace guildhall::otlp {
namespace {

using namespace std::chrono_literals;
using outbound::Connection;
using outbound::ScriptedServer;

// Remembers the requests it got, and gives its answers in turn, the last one again and again.
class Collector {
public:
    explicit Collector(std::vector<std::string> answers)
        : answers_(std::move(answers))
        , server_([this](Connection& connection) { take(connection); })
    {
    }
    Settings settings() const
    {
        Settings all;
        all.endpoint = "http://" + server_.place() + "/v1/traces";
        all.pause = 5ms;
        all.first_wait = 5ms;
        return all;
    }
    std::vector<std::string> await(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(came_.wait_for(lock, 20s, [&] { return requests_.size() >= count; })) << requests_.size();
        return requests_;
    }

private:
    void take(Connection& connection)
    {
        auto request = connection.hear_until("\r\n\r\n");
        request += connection.hear_until("]}]}]}");
        std::string answer;
        {
            std::lock_guard const lock(mutex_);
            answer = answers_[std::min(requests_.size(), answers_.size() - 1)];
            requests_.push_back(request);
        }
        connection.say(answer);
        came_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<std::string> answers_, requests_;
    ScriptedServer server_;
};

std::string answer_of(std::string const& status, std::string const& body = "{}", std::string const& header = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + header +
           "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

template <class Look> void await_that(Look look)
{
    auto const end = std::chrono::steady_clock::now() + 20s;
    while (!look() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    EXPECT_TRUE(look());
}

void one_span(trace::Tracer& tracer) { trace::Span(&tracer, trace::Kind::server, "GET").end(); }

TEST(Exporter, PostsWhatHasEnded)
{
    Collector collector({answer_of("200 OK")});
    auto settings = collector.settings();
    settings.headers = {{"api-key", "abc"}};
    trace::Tracer tracer;
    Exporter exporter(settings, tracer);
    one_span(tracer);
    auto const request = collector.await(1)[0];
    EXPECT_THAT(request, testing::StartsWith("POST /v1/traces HTTP/1.1\r\n"));
    EXPECT_THAT(request, testing::HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(request, testing::HasSubstr("api-key: abc\r\n"));
    EXPECT_THAT(request, testing::Not(testing::HasSubstr("traceparent"))); // its own calls are of no trace
    await_that([&] { return exporter.numbers().sent == 1; });
}

TEST(Exporter, TriesAgainWhenAskedTo)
{
    Collector collector({answer_of("503 Busy"), answer_of("429 Slow", "", "Retry-After: 0\r\n"), answer_of("502 Bad"),
        answer_of("504 Late"), answer_of("200 OK")});
    trace::Tracer tracer;
    Exporter exporter(collector.settings(), tracer);
    one_span(tracer);
    auto const requests = collector.await(5);
    auto const body = [](std::string const& request) { return request.substr(request.find("\r\n\r\n")); };
    for (auto const& request : requests) EXPECT_EQ(body(request), body(requests[0]));
    await_that([&] { return exporter.numbers().sent == 1; });
    EXPECT_EQ(exporter.numbers().failed_calls, 4);
    EXPECT_EQ(exporter.numbers().rejected, 0);
}

TEST(Exporter, DoesNotRepeatWhatWasRefusedOrTakenInPart)
{
    Collector collector({answer_of("400 Bad"),
        answer_of("200 OK", R"({"partialSuccess":{"rejectedSpans":"1","errorMessage":"no"}})"), answer_of("200 OK")});
    trace::Tracer tracer;
    Exporter exporter(collector.settings(), tracer);
    for (std::size_t i = 1; i <= 3; ++i) {
        one_span(tracer);
        collector.await(i);
        await_that(
            [&] { return exporter.numbers().sent + exporter.numbers().rejected == static_cast<std::int64_t>(i); });
    }
    EXPECT_EQ(collector.await(3).size(), 3u);
    EXPECT_EQ(exporter.numbers().sent, 1);
    EXPECT_EQ(exporter.numbers().rejected, 2);
}

TEST(Exporter, GivesUpAfterSomeTriesAndGoesOn)
{
    Collector collector({answer_of("503 Busy"), answer_of("503 Busy"), answer_of("200 OK")});
    auto settings = collector.settings();
    settings.most_tries = 2;
    trace::Tracer tracer;
    Exporter exporter(settings, tracer);
    one_span(tracer);
    await_that([&] { return exporter.numbers().rejected == 1; });
    one_span(tracer);
    await_that([&] { return exporter.numbers().sent == 1; });
}

TEST(Exporter, SendsWhatIsLeftAtTheEnd)
{
    Collector collector({answer_of("200 OK")});
    auto settings = collector.settings();
    settings.pause = 600s;
    settings.portion = 2;
    trace::Tracer tracer;
    {
        Exporter const exporter(settings, tracer);
        for (int i = 0; i < 5; ++i) one_span(tracer);
    }
    EXPECT_GE(collector.await(3).size(), 3u);
    EXPECT_EQ(tracer.waiting(), 0u);
}

TEST(Exporter, EndsThoughTheCollectorIsAwayOrSilent)
{
    std::promise<void> over;
    auto const is_over = over.get_future().share();
    {
        ScriptedServer const silent([is_over](Connection& connection) {
            connection.hear_until("]}]}]}");
            is_over.wait();
        });
        for (auto const& place : {std::string("127.0.0.1:1"), silent.place()}) {
            Settings settings;
            settings.endpoint = "http://" + place + "/v1/traces";
            settings.pause = 1ms;
            settings.within = 600s;
            settings.last_words = 50ms;
            trace::Tracer tracer({.most_waiting = 100});
            Exporter exporter(settings, tracer);
            for (int i = 0; i < 1'000; ++i) one_span(tracer); // nobody waits
            EXPECT_LE(tracer.waiting(), 100u);
        }
        over.set_value();
    }
}

} // namespace
} // namespace guildhall::otlp
