#pragma once
// The door to the network: an HTTP/1.1 server in front of one http::Handler.
#include "http/message.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace guildhall::edge {

struct Settings {
    std::string address = "127.0.0.1"; // to listen on; "::" takes IPv4 too
    std::uint16_t port = 0;            // 0: any free one, see Server::port()
    unsigned threads = 1;              // I/O threads, each with its own connections

    // What one request may be.
    std::size_t target_limit = 8'000;  // bytes; beyond it 414
    std::size_t header_limit = 16'384; // bytes of the whole head; beyond it 431
    std::size_t header_count_limit = 100;

    // How long a client may take. Passing a limit is noticed a few per cent late.
    std::chrono::milliseconds idle_timeout{75'000};   // between requests; closes without a word
    std::chrono::milliseconds header_timeout{10'000}; // from the first byte of a head to its last; 408
    std::chrono::milliseconds transfer_grace{10'000}; // bodies and answers may take this long …
    std::uint64_t transfer_rate = 2'000;              // … plus their size divided by so many bytes per second; 408
    std::chrono::milliseconds linger_timeout{5'000};  // for the client to read a last answer and close
    std::chrono::milliseconds stop_timeout{10'000};   // for requests in flight when the server stops

    // How much all clients together may take.
    std::size_t connection_limit = 10'000;
    std::size_t connection_limit_per_address = 0;   // 0: none; trusted proxies are exempt; IPv6 counts by /64
    std::uint64_t body_memory_limit = 512ull << 20; // bytes of request bodies held at once; beyond it 503
    std::size_t pipeline_limit = 128;               // unanswered requests of one connection

    std::size_t gzip_from = 1'024; // bytes; shorter bodies are never compressed

    // Networks whose X-Forwarded-For and X-Forwarded-Proto are believed, e.g. 127.0.0.1 or 10.0.0.0/8.
    std::vector<std::string> trusted_proxies{};
};

// Totals since start, for metrics.
struct Counters {
    std::uint64_t connections = 0;         // accepted
    std::uint64_t connections_refused = 0; // over a limit
    std::uint64_t open_connections = 0;    // now
    std::uint64_t requests = 0;            // handed to the handler
    std::uint64_t faults = 0;              // answered by the edge itself
    std::uint64_t body_memory = 0;         // bytes held now
};

// Runs on its own threads between start and stop. The handler must outlive it.
class Server {
public:
    // Throws std::invalid_argument with a sentence when a setting makes no sense.
    Server(Settings settings, http::Handler& handler);
    ~Server(); // stops
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    // Listens from here on. Throws Unavailable when address or port cannot be had.
    void start();
    // The port listened on; 0 before start.
    std::uint16_t port() const;
    // Takes no more connections, closes idle ones, answers the requests in flight (for stop_timeout at most), then
    // returns. From any thread but the server's own, e.g. the one that waits for signals; again does nothing.
    void stop();
    Counters counters() const;

private:
    class Running;
    std::unique_ptr<Running> running_;
};

} // namespace guildhall::edge
