#include "support/http_client.hpp"
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace guildhall::testing {
namespace {

constexpr std::size_t most_at_once = 256 * 1024;

[[noreturn]] void fail(std::string const& what) { throw ClientFailure(what); }

[[noreturn]] void fail_with_errno(std::string const& what) { fail(what + ": " + std::strerror(errno)); }

std::uint64_t parse_number(std::string_view text)
{
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) fail("no number: " + std::string(text));
    return number;
}

// Status line and fields; the text ends with the last field's line break.
HttpAnswer parse_answer_head(std::string_view text)
{
    if (!text.starts_with("HTTP/1.1 ") || text.size() < 13) fail("no status line: " + std::string(text));
    HttpAnswer answer;
    answer.status = static_cast<unsigned>(parse_number(text.substr(9, 3)));
    text.remove_prefix(text.find("\r\n") + 2);
    while (!text.empty()) {
        auto const line = text.substr(0, text.find("\r\n"));
        auto const colon = line.find(": ");
        if (colon == std::string_view::npos) fail("no header line: " + std::string(line));
        answer.headers.add(line.substr(0, colon), line.substr(colon + 2));
        text.remove_prefix(line.size() + 2);
    }
    return answer;
}

} // namespace

HttpClient::HttpClient(std::chrono::milliseconds deadline)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , deadline_(deadline)
{
    if (descriptor_ < 0) fail_with_errno("socket");
}

// Delegates, so that the destructor closes the socket when connect throws.
HttpClient::HttpClient(std::uint16_t port, std::chrono::milliseconds deadline)
    : HttpClient(deadline)
{
    connect(port);
}

HttpClient HttpClient::unconnected(std::chrono::milliseconds deadline) { return HttpClient(deadline); }

void HttpClient::connect(std::uint16_t port)
{
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<sockaddr const*>(&server), sizeof server) != 0)
        fail_with_errno("connect to port " + std::to_string(port));
    int const on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

HttpClient::HttpClient(HttpClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
    , deadline_(other.deadline_)
    , buffer_(std::move(other.buffer_))
{
}

HttpClient::~HttpClient()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

HttpAnswer HttpClient::request(std::string_view method, std::string_view target, Fields fields, std::string_view body)
{
    send(request_text(method, target, fields, body));
    return receive(method == "HEAD");
}

void HttpClient::send(std::string_view bytes)
{
    auto const end = Clock::now() + deadline_;
    while (!bytes.empty()) {
        await(POLLOUT, end);
        auto const sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (sent < 0) fail_with_errno("send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

HttpAnswer HttpClient::receive(bool to_head)
{
    auto const end = Clock::now() + deadline_;
    auto blank_line = std::string::npos;
    while ((blank_line = buffer_.find("\r\n\r\n")) == std::string::npos) fill_buffer(end);
    auto answer = parse_answer_head(std::string_view(buffer_).substr(0, blank_line + 2));
    buffer_.erase(0, blank_line + 4);
    auto const has_body = !to_head && answer.status >= 200 && answer.status != 204 && answer.status != 304;
    if (!has_body) return answer;

    auto const length = static_cast<std::size_t>(parse_number(answer.headers.get("content-length")));
    answer.body = buffer_.substr(0, length);
    buffer_.erase(0, answer.body.size());
    while (answer.body.size() < length) {
        auto const more = receive_before(length - answer.body.size(), end);
        if (more.empty()) fail("closed after " + std::to_string(answer.body.size()) + " bytes of a body");
        answer.body.append(more);
    }
    return answer;
}

std::string HttpClient::receive_some(std::size_t most)
{
    if (buffer_.empty()) return receive_before(most, Clock::now() + deadline_);
    auto some = buffer_.substr(0, most);
    buffer_.erase(0, some.size());
    return some;
}

std::string HttpClient::receive_all()
{
    auto const end = Clock::now() + deadline_;
    auto all = std::exchange(buffer_, {});
    for (;;) {
        auto const more = receive_before(64 * 1024, end);
        if (more.empty()) return all;
        all.append(more);
    }
}

bool HttpClient::is_closed_by_server() { return receive_some(1).empty(); }

void HttpClient::finish_sending()
{
    if (::shutdown(descriptor_, SHUT_WR) != 0) fail_with_errno("shutdown");
}

void HttpClient::reset()
{
    linger const none{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(std::exchange(descriptor_, -1));
}

void HttpClient::await(short events, Clock::time_point end) const
{
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    pollfd wanted{descriptor_, events, 0};
    auto const ready = ::poll(&wanted, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready < 0 && errno != EINTR) fail_with_errno("poll");
    if (ready == 0) fail("the server kept the client waiting too long");
}

std::string HttpClient::receive_before(std::size_t most, Clock::time_point end)
{
    std::string bytes(std::min(most, most_at_once), '\0');
    for (;;) {
        await(POLLIN, end);
        auto const size = ::recv(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (size < 0) fail_with_errno("receive");
        bytes.resize(static_cast<std::size_t>(size));
        return bytes;
    }
}

void HttpClient::fill_buffer(Clock::time_point end)
{
    auto const more = receive_before(64 * 1024, end);
    if (more.empty()) fail("closed instead of an answer");
    buffer_.append(more);
}

std::string request_text(
    std::string_view method, std::string_view target, HttpClient::Fields fields, std::string_view body)
{
    std::string text;
    text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: test\r\n");
    for (auto const& [name, value] : fields) text.append(name).append(": ").append(value).append("\r\n");
    if (!body.empty()) text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    return text.append("\r\n").append(body);
}

} // namespace guildhall::testing
