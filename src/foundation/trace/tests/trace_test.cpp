#include "trace/tracer.hpp"
#include <gmock/gmock.h>
#include <stdexcept>
#include <thread>

namespace guildhall::trace {
namespace {

using namespace std::chrono_literals;
constexpr std::string_view caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"; // the example of W3C

std::vector<std::unique_ptr<Record>> ended(Tracer& tracer) { return tracer.collect(1'000, 0ms); }

TEST(Traceparent, IsReadAndWritten)
{
    auto const remote = parse_remote(caller, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    ASSERT_TRUE(remote);
    EXPECT_EQ(to_text(remote->trace_id), "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_EQ(to_text(remote->span_id), "00f067aa0ba902b7");
    EXPECT_TRUE(remote->sampled);
    EXPECT_EQ(remote->state, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    EXPECT_EQ(traceparent_of({nullptr, remote->trace_id, remote->span_id, true}), caller);
    EXPECT_FALSE(parse_remote("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00")->sampled);
    // A later version may say more, and flags that we do not know.
    EXPECT_TRUE(parse_remote("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03-what-comes")->sampled);
}

TEST(Traceparent, MalformedIsNone)
{
    for (std::string_view const bad : {"", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
             "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
             "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
             "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
             "00-4bf92f3577b34da6a3ce929d0e0e473-600f067aa0ba902b7-01",
             "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
             "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
             "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
        EXPECT_FALSE(parse_remote(bad)) << bad;
    EXPECT_EQ(parse_remote(caller, std::string(513, 'x'))->state, "");
    EXPECT_EQ(parse_remote(caller, "a=\nb")->state, "");
}

TEST(Context, IsKeptAsOneLine)
{
    Tracer tracer;
    Span const span(&tracer, Kind::server, "GET", parse_remote(caller, "a=1"));
    auto const back = parse_kept(kept_text(*span.context()));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->trace_id, span.context()->trace_id);
    EXPECT_EQ(back->span_id, span.context()->span_id);
    EXPECT_EQ(back->state, "a=1");
    EXPECT_TRUE(back->sampled);
    EXPECT_FALSE(parse_kept(""));
    EXPECT_EQ(kept_current(), std::nullopt);
}

TEST(Span, OfNothingCostsNothing)
{
    Span span(static_cast<Tracer*>(nullptr), Kind::server, "GET");
    EXPECT_EQ(span.context(), nullptr);
    Within const within(span.context());
    EXPECT_EQ(current(), nullptr);
    EXPECT_EQ(carry(), nullptr);
    auto child = Span::child(Kind::client, "SELECT");
    child.set("key", std::string("value"));
    child.fail("timeout");
    EXPECT_FALSE(child.is_recording());
}

TEST(Span, KnowsItsParentAlsoOnAnotherThread)
{
    Tracer tracer;
    {
        Span const request(&tracer, Kind::server, "GET", parse_remote(caller));
        Within const within(request.context());
        auto carried = carry();
        std::thread([carried = std::move(carried)] {
            Within const there(carried.get());
            auto statement = Span::child(Kind::client, "SELECT quote");
            statement.set("db.system.name", std::string("sqlite"));
        }).join();
    }
    EXPECT_EQ(current(), nullptr);
    auto const spans = ended(tracer);
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[0]->name, "SELECT quote");
    EXPECT_EQ(spans[0]->parent, spans[1]->context.span_id);
    EXPECT_FALSE(spans[0]->parent_is_remote);
    EXPECT_EQ(to_text(*spans[1]->parent), "00f067aa0ba902b7");
    EXPECT_TRUE(spans[1]->parent_is_remote);
    for (auto const& span : spans) EXPECT_EQ(to_text(span->context.trace_id), "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_LE(spans[0]->began_ns, spans[0]->ended_ns);
}

TEST(Span, FailsWithTheExceptionThatLeavesIt)
{
    Tracer tracer;
    try {
        Span const span(&tracer, Kind::client, "SELECT");
        throw std::runtime_error("no such table");
    } catch (std::runtime_error const&) {
        Span const later(&tracer, Kind::client, "COMMIT");
    }
    auto const spans = ended(tracer);
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_TRUE(spans[0]->failed);
    EXPECT_FALSE(spans[1]->failed);
}

TEST(Span, CutsLongTextsBetweenLetters)
{
    Tracer tracer;
    std::string long_text(4095, 'x');
    long_text += "й and more";
    {
        Span span(&tracer, Kind::server, "GET");
        span.set("url.path", long_text);
    }
    EXPECT_EQ(std::get<std::string>(ended(tracer)[0]->attributes[0].value), std::string(4095, 'x'));
}

TEST(Sampling, KeepsItsShareAndFollowsTheCaller)
{
    Tracer tracer({.ratio = 0.25});
    int kept = 0;
    for (int i = 0; i < 4'000; ++i) kept += Span(&tracer, Kind::server, "GET").is_recording();
    EXPECT_NEAR(kept, 1'000, 150);
    Tracer none({.ratio = 0});
    for (int i = 0; i < 1'000; ++i) EXPECT_FALSE(Span(&none, Kind::server, "GET").is_recording());
    EXPECT_TRUE(Span(&none, Kind::server, "GET", parse_remote(caller)).is_recording());
    Tracer all;
    Span const quiet(
        &all, Kind::server, "GET", parse_remote("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"));
    EXPECT_FALSE(quiet.is_recording());
    EXPECT_EQ(trace_id_of(quiet.context()), "4bf92f3577b34da6a3ce929d0e0e4736"); // logs name it all the same
    Within const within(quiet.context());
    EXPECT_FALSE(Span::child(Kind::client, "SELECT").is_recording());
    EXPECT_FALSE(is_recording());
}

TEST(Tracer, DropsWhatFindsNoRoom)
{
    Tracer tracer({.most_waiting = 10});
    for (int i = 0; i < 25; ++i) Span(&tracer, Kind::server, "GET").end();
    EXPECT_EQ(tracer.waiting(), 10u);
    EXPECT_EQ(tracer.dropped(), 15);
    EXPECT_EQ(tracer.collect(4, 0ms).size(), 4u);
    EXPECT_EQ(tracer.collect(100, 0ms).size(), 6u);
    EXPECT_TRUE(tracer.collect(100, 0ms).empty());
}

TEST(Tracer, WakesWhoeverCollects)
{
    Tracer tracer;
    std::thread collector([&] { EXPECT_TRUE(tracer.collect(10, 60s).empty()); });
    tracer.wake();
    collector.join();
}

} // namespace
} // namespace guildhall::trace
