// What must be refused, byte by byte. The reference is what nginx answers, sharpened by RFC 9112.
#include "served.hpp"
#include <gmock/gmock.h>

namespace guildhall::edge {
namespace {

using ::testing::StartsWith;

// Sends raw bytes and expects one answer of that status and code, and the end of the connection.
void expect_refused(Served const& served, std::string const& bytes, unsigned status, std::string const& code)
{
    SCOPED_TRACE(bytes.substr(0, 200));
    auto client = served.client();
    client.send(bytes);
    auto const answer = client.receive();
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.body, code);
    EXPECT_EQ(answer.headers.get("connection"), "close");
    EXPECT_TRUE(client.is_closed_by_server());
}

std::string const line = "GET / HTTP/1.1\r\n";
std::string const host = "Host: a\r\n";
std::string const end = "\r\n";

TEST(Strictness, RefusesRequestLines)
{
    Served const served;
    for (std::string const bad : {"GARBAGE", "GET", "GET /", "GET / HTTP/1.1 ", "GET / http/1.1", "GET / HTTP",
             "GET / HTTP/", "GET / HTTP/x.1", " GET / HTTP/1.1", "G@T / HTTP/1.1", "G\tT / HTTP/1.1",
             "GET\t/\tHTTP/1.1", "VERYLONGMETHODVERYLONGMETHODVERYLONGMETHOD / HTTP/1.1", "\x16\x03\x01\x02"})
        expect_refused(served, bad + end + host + end, 400, "bad_request_line");
    expect_refused(served, "GET / HTTP/1.1\nHost: a\n\n", 400, "bad_line_end");
}

TEST(Strictness, RefusesTargets)
{
    Served const served;
    for (std::string const bad : {"quotes", "*", " /", "/a b", "/a#b", "/a\x01", "/a\x7f", "a:80", "ftp://a/",
             "http:///", "http://a b/", "http://user@a/", "?a=1"})
        expect_refused(served, "GET " + bad + " HTTP/1.1\r\n" + host + end, 400, "bad_target");
    expect_refused(served, "CONNECT a:80 HTTP/1.1\r\n" + host + end, 501, "method_not_implemented");
}

TEST(Strictness, RefusesVersions)
{
    Served const served;
    for (std::string const bad : {"HTTP/2", "HTTP/2.0", "HTTP/3", "HTTP/0.9", "HTTP/1.2", "HTTP/1.10", "HTTP/1"})
        expect_refused(served, "GET / " + bad + end + host + end, 505, "http_version_not_supported");
    expect_refused(served, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http_version_not_supported");
}

TEST(Strictness, RefusesMissingDoubleAndBadHosts)
{
    Served const served;
    expect_refused(served, line + end, 400, "bad_host");
    expect_refused(served, line + host + host + end, 400, "bad_host");
    for (std::string const bad : {"", "a b", "a/b", "a:b", "[::1", "[::1]x", "[]", "user@a", "a:123456"})
        expect_refused(served, line + "Host: " + bad + end + end, 400, "bad_host");
    for (std::string const good : {"a", "a:80", "a:", "127.0.0.1:8080", "[::1]", "[::1]:80", "xn--80ak6aa92e.com"}) {
        auto client = served.client();
        client.send(line + "Host: " + good + end + end);
        EXPECT_EQ(client.receive().status, 200u) << good;
    }
}

TEST(Strictness, RefusesHeaderLines)
{
    Served const served;
    expect_refused(served, line + host + "X : a" + end + end, 400, "bad_header_name");
    expect_refused(served, line + host + "no colon" + end + end, 400, "bad_header_name");
    expect_refused(served, line + host + ": a" + end + end, 400, "bad_header_name");
    expect_refused(served, line + host + "X y: a" + end + end, 400, "bad_header_name");
    expect_refused(served, line + host + "X: a\r\n b" + end + end, 400, "folded_header");
    expect_refused(served, line + host + "X: a\r\n\tb" + end + end, 400, "folded_header");
    expect_refused(served, line + " X: a\r\n" + host + end, 400, "folded_header");
    expect_refused(served, line + host + std::string("X: a\0b", 6) + end + end, 400, "bad_header_value");
    expect_refused(served, line + host + "X: a\rb" + end + end, 400, "bad_header_value");
    expect_refused(served, line + host + "X: a\nb" + end + end, 400, "bad_header_value");
    expect_refused(served, line + host + "X: a\x1b" + end + end, 400, "bad_header_value");
}

TEST(Strictness, RefusesAmbiguousAndBadLengths)
{
    Served const served;
    auto const post = "POST / HTTP/1.1\r\n" + host;
    auto const chunked = std::string("Transfer-Encoding: chunked\r\n");
    expect_refused(served, post + "Content-Length: 5\r\n" + chunked + end, 400, "ambiguous_length");
    expect_refused(served, post + chunked + "Content-Length: 5\r\n" + end, 400, "ambiguous_length");
    expect_refused(served, "POST / HTTP/1.0\r\n" + chunked + end, 400, "ambiguous_length");
    expect_refused(served, post + "Content-Length: 5\r\nContent-Length: 6\r\n" + end, 400, "bad_content_length");
    expect_refused(served, post + "Content-Length: 5\r\nContent-Length: 5\r\n" + end, 400, "bad_content_length");
    for (std::string const bad : {"", "-1", "+5", "5, 5", "0x5", "5 5", "five", "1e3", "5."})
        expect_refused(served, post + "Content-Length: " + bad + end + end, 400, "bad_content_length");
    expect_refused(served, post + "Content-Length: 99999999999999999999" + end + end, 413, "body_too_large");
}

TEST(Strictness, RefusesTransferCodings)
{
    Served const served;
    auto const post = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: ";
    for (std::string const unknown :
        {"gzip", "gzip, chunked", "identity", "chunked, gzip", "xchunked", "\"chunked\"", "chunked;q=1", ""})
        expect_refused(served, post + unknown + end + end, 501, "transfer_coding_not_implemented");
    expect_refused(served, post + "chunked, chunked" + end + end, 400, "bad_transfer_encoding");
    expect_refused(served, post + "chunked\r\nTransfer-Encoding: chunked" + end + end, 400, "bad_transfer_encoding");
}

TEST(Strictness, RefusesChunks)
{
    Served const served;
    auto const post = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    for (std::string const bad : {"x", "", "-1", "+1", "0x1", "1 ", " 1", "1;a\x01", "11111111111111111", "1,2"})
        expect_refused(served, post + bad + "\r\na\r\n0\r\n\r\n", 400, "bad_chunk_size");
    expect_refused(served, post + "1\r\nab\r\n0\r\n\r\n", 400, "bad_chunk_end");
    expect_refused(served, post + "1\r\na\n0\r\n\r\n", 400, "bad_chunk_end");
    expect_refused(served, post + "1\na\r\n0\r\n\r\n", 400, "bad_chunk_line");
    expect_refused(served, post + "1;" + std::string(5'000, 'x') + "\r\na\r\n0\r\n\r\n", 400, "bad_chunk_line");
    expect_refused(served, post + "0\r\nX : a\r\n\r\n", 400, "bad_header_name");
    expect_refused(served, post + "FFFFFFFFFFFFFFFF\r\n", 413, "body_too_large");
}

TEST(Strictness, RefusesWhatIsTooLong)
{
    Settings settings;
    settings.target_limit = 100;
    settings.header_limit = 1'000;
    settings.header_count_limit = 10;
    Served const served(settings);
    auto const target = [](std::size_t size) { return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\n"; };
    auto client = served.client();
    client.send(target(100) + host + end);
    EXPECT_EQ(client.receive().status, 200u);

    expect_refused(served, target(101) + host + end, 414, "target_too_long");
    expect_refused(served, "GET /" + std::string(5'000, 'a'), 414, "target_too_long"); // no line end in sight
    expect_refused(served, line + host + "X: " + std::string(1'000, 'x') + end + end, 431, "headers_too_large");
    expect_refused(served, line + host + "X: " + std::string(5'000, 'x'), 431, "headers_too_large");
    std::string many;
    for (int i = 0; i < 10; ++i) many += "X: 1\r\n";
    expect_refused(served, line + host + many + end, 431, "headers_too_large");
}

TEST(Strictness, RefusesUnknownExpectations)
{
    Served const served;
    expect_refused(served, line + host + "Expect: cake" + end + end, 417, "expectation_failed");
}

TEST(Strictness, AnswersWhatCameBeforeTheFault)
{
    Served const served;
    auto client = served.client();
    client.send(request_text("GET", "/one") + "garbage\r\n\r\n" + request_text("GET", "/never"));
    EXPECT_EQ(client.receive().body, "GET /one ");
    EXPECT_EQ(client.receive().status, 400u);
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Strictness, DoesNotWaitForTheEndOfGarbage)
{
    Served const served;
    for (std::string const start : {"\x16\x03\x01", "G@T", "GET\r\n", "\r\r", "GET / HTTP/1.1\n"}) {
        auto client = served.client();
        client.send(start);
        EXPECT_EQ(client.receive().status, 400u) << start;
    }
}

} // namespace
} // namespace guildhall::edge
