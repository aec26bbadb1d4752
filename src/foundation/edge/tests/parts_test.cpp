// The parts that need no sockets: reading in pieces, addresses, preferences.
#include "address.hpp"
#include "compression.hpp"
#include "memory_budget.hpp"
#include "request_reader.hpp"
#include <gmock/gmock.h>

namespace guildhall::edge {
namespace {

// The requests of a stream that arrives in pieces, as text; ends with the code of a fault if there is one.
std::string read_in_pieces(std::string const& stream, std::size_t piece)
{
    auto const budget = std::make_shared<MemoryBudget>(1 << 20);
    RequestReader reader({}, budget);
    std::string waiting, seen;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        waiting += stream.substr(at, piece);
        std::string_view bytes = waiting;
        for (auto step = reader.advance(bytes); step != RequestReader::Step::hungry; step = reader.advance(bytes)) {
            if (step == RequestReader::Step::fault) return seen + reader.fault().code;
            if (step == RequestReader::Step::head) reader.begin_body(1'000);
            if (step != RequestReader::Step::request) continue;
            auto const request = reader.take_request();
            static_cast<void>(reader.take_reservation());
            seen += request.method + " " + request.target + " " + std::to_string(request.headers.size()) + " " +
                    request.body + "\n";
        }
        waiting = bytes;
    }
    EXPECT_EQ(budget->used(), 0u);
    return seen;
}

TEST(RequestReader, ReadsTheSameWhateverThePieces)
{
    std::string const stream = "\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n"
                               "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyz"
                               "PUT /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "5;ext=\"x\"\r\nabcde\r\n00A\r\n0123456789\r\n0\r\nT: 1\r\n\r\n"
                               "GET /d HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\nGET /e\r\n\r\n";
    auto const whole = read_in_pieces(stream, stream.size());
    EXPECT_EQ(whole, "GET /a 1 \nPOST /b 2 abcdefghijklmnopqrstuvwxyz\nPUT /c 2 abcde0123456789\nGET /d 2 \n"
                     "bad_request_line");
    for (std::size_t piece = 1; piece < 60; ++piece) EXPECT_EQ(read_in_pieces(stream, piece), whole) << piece;
}

TEST(RequestReader, BoundsWhatCarriesNothing)
{
    auto const head = std::string("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    std::string extensions, trailers;
    for (int i = 0; i < 20; ++i) extensions += "1;" + std::string(1'000, 'x') + "\r\na\r\n";
    EXPECT_EQ(read_in_pieces(head + extensions, 100), "bad_chunk_line");
    for (int i = 0; i < 200; ++i) trailers += "T: 1\r\n";
    EXPECT_EQ(read_in_pieces(head + "0\r\n" + trailers, 100), "bad_chunk_line");
}

TEST(MemoryBudget, CountsWhatIsReserved)
{
    auto const budget = std::make_shared<MemoryBudget>(100);
    {
        Reservation first(budget), second(budget);
        EXPECT_TRUE(first.grow_to(60));
        EXPECT_TRUE(first.grow_to(50)); // never shrinks
        EXPECT_FALSE(second.grow_to(41));
        EXPECT_TRUE(second.grow_to(40));
        auto const moved = std::move(first);
        EXPECT_EQ(budget->used(), 100u);
        second = Reservation();
        EXPECT_EQ(budget->used(), 60u);
    }
    EXPECT_EQ(budget->used(), 0u);
    EXPECT_FALSE(budget->take(~std::uint64_t{0}));
    EXPECT_EQ(budget->used(), 0u);
}

TEST(Address, TravelsThroughText)
{
    for (auto const* text : {"127.0.0.1", "203.0.113.255", "::1", "2001:db8::1"})
        EXPECT_EQ(to_string(parse_address(text).value()), text);
    EXPECT_EQ(to_string(parse_address("::ffff:10.0.0.1").value()), "10.0.0.1");
    for (auto const* bad : {"", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", ":::", "1.2.3.4:80", " 1.2.3.4"})
        EXPECT_FALSE(parse_address(bad)) << bad;
}

TEST(Address, CountsSubscribers)
{
    auto const same = [](char const* one, char const* other) {
        return subscriber(*parse_address(one)) == subscriber(*parse_address(other));
    };
    EXPECT_TRUE(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::"));
    EXPECT_FALSE(same("2001:db8:1:2::1", "2001:db8:1:3::1"));
    EXPECT_FALSE(same("10.0.0.1", "10.0.0.2"));
}

TEST(Networks, ContainWhatTheirBitsSay)
{
    auto const networks = Networks::parse({"10.0.0.0/8", "192.168.1.7", "172.16.0.0/12", "fd00::/8", "::1"});
    ASSERT_TRUE(networks);
    auto const contains = [&](char const* text) { return networks->contains(*parse_address(text)); };
    for (auto const* inside : {"10.255.0.1", "192.168.1.7", "172.31.255.255", "fdff::1", "::1", "::ffff:10.1.1.1"})
        EXPECT_TRUE(contains(inside)) << inside;
    for (auto const* outside : {"11.0.0.1", "192.168.1.6", "172.32.0.0", "fe00::1", "::2", "::"})
        EXPECT_FALSE(contains(outside)) << outside;
    EXPECT_TRUE(Networks::parse({"0.0.0.0/0"})->contains(*parse_address("8.8.8.8")));
    EXPECT_FALSE(Networks::parse({"0.0.0.0/0"})->contains(*parse_address("2001:db8::1")));
    for (auto const* bad : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "intranet", "10.0.0.0/8/8"})
        EXPECT_FALSE(Networks::parse({bad})) << bad;
}

TEST(ForwardedOrigin, StopsAtTheFirstStrangerFromTheRight)
{
    auto const trusted = Networks::parse({"10.0.0.0/8", "fd00::/8"});
    auto const origin = [&](std::vector<std::string> const& hops) {
        http::Headers headers;
        for (auto const& hop : hops) headers.add("X-Forwarded-For", hop);
        return forwarded_origin(headers, "10.0.0.1", *trusted).address;
    };
    EXPECT_EQ(origin({}), "10.0.0.1");
    EXPECT_EQ(origin({"203.0.113.7"}), "203.0.113.7");
    EXPECT_EQ(origin({"6.6.6.6, 203.0.113.7"}), "203.0.113.7");
    EXPECT_EQ(origin({"6.6.6.6, 203.0.113.7,10.2.2.2", "10.3.3.3"}), "203.0.113.7");
    EXPECT_EQ(origin({"203.0.113.7:4711"}), "203.0.113.7");
    EXPECT_EQ(origin({"[2001:db8::1]:4711"}), "2001:db8::1");
    EXPECT_EQ(origin({"2001:db8::1, [fd00::1]"}), "2001:db8::1");
    EXPECT_EQ(origin({"6.6.6.6, unknown, 10.2.2.2"}), "10.2.2.2");
    EXPECT_EQ(origin({"["}), "10.0.0.1");
    EXPECT_EQ(origin({"10.2.2.2"}), "10.2.2.2");
}

TEST(Compression, KnowsTypesByName)
{
    for (auto const* yes : {"text/html", "TEXT/csv; charset=utf-8", "application/json", "application/problem+json",
             "application/javascript", "application/xhtml+xml", "application/wasm"})
        EXPECT_TRUE(is_compressible(yes)) << yes;
    for (auto const* no :
        {"", "image/png", "image/svg+xml", "application/zip", "application/pdf", "model/stl", "texty"})
        EXPECT_FALSE(is_compressible(no)) << no;
}

} // namespace
} // namespace guildhall::edge
