#pragma once
// A blocking HTTP/1.1 client for tests: plain sockets, one connection, every wait bounded by one deadline per call.
#include "http/message.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace guildhall::testing {

// The server closed, or nothing came in time.
struct ClientFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct HttpAnswer {
    unsigned status = 0;
    http::Headers headers;
    std::string body;
};

class HttpClient {
public:
    using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // Connects to 127.0.0.1.
    explicit HttpClient(std::uint16_t port, std::chrono::milliseconds deadline = std::chrono::seconds{20});
    // The same in two steps: first only a socket.
    static HttpClient unconnected(std::chrono::milliseconds deadline = std::chrono::seconds{20});
    void connect(std::uint16_t port);
    HttpClient(HttpClient&& other) noexcept;
    HttpClient& operator=(HttpClient&&) = delete;
    ~HttpClient();

    // One request and its answer; the connection stays open. Host and Content-Length are added.
    HttpAnswer request(
        std::string_view method, std::string_view target, Fields fields = {}, std::string_view body = {});
    HttpAnswer get(std::string_view target, Fields fields = {}) { return request("GET", target, fields); }

    // The same in two steps, and with raw bytes.
    void send(std::string_view bytes);
    // The next answer, 100 Continue included. `to_head`: of a HEAD request, so without a body.
    HttpAnswer receive(bool to_head = false);
    // At most so many raw bytes, at least one; empty when the server has closed.
    std::string receive_some(std::size_t most = 64 * 1024);
    // Everything until the server closes.
    std::string receive_all();

    // Whether the server closes without sending anything more.
    bool is_closed_by_server();
    // Says that no more is sent, but goes on reading.
    void finish_sending();
    // Breaks the connection with a reset.
    void reset();
    int descriptor() const { return descriptor_; }

private:
    using Clock = std::chrono::steady_clock;
    explicit HttpClient(std::chrono::milliseconds deadline);
    void await(short events, Clock::time_point end) const;
    std::string receive_before(std::size_t most, Clock::time_point end);
    void fill_buffer(Clock::time_point end);

    int descriptor_ = -1;
    std::chrono::milliseconds deadline_;
    std::string buffer_; // received, not yet asked for
};

// The text of a request as `request` would send it.
std::string request_text(
    std::string_view method, std::string_view target, HttpClient::Fields fields = {}, std::string_view body = {});

} // namespace guildhall::testing
