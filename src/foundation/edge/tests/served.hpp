#pragma once
// A server on a free port in front of a function, for the tests of the edge.
#include "edge/server.hpp"
#include "http/message.hpp"
#include "support/http_client.hpp"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace guildhall::edge {

using namespace std::chrono_literals;
using guildhall::testing::ClientFailure;
using guildhall::testing::HttpAnswer;
using guildhall::testing::HttpClient;
using guildhall::testing::request_text;

inline http::Response text_response(std::string body, unsigned status = 200)
{
    http::Response response;
    response.status = status;
    response.headers.add("Content-Type", "text/plain");
    response.body = std::move(body);
    return response;
}

// Answers "METHOD target body" unless told otherwise.
class TestHandler final : public http::Handler {
public:
    std::function<void(http::Request, http::Respond)> on_request = [](http::Request const& request,
                                                                       http::Respond respond) {
        respond(text_response(request.method + " " + request.target + " " + request.body));
    };
    std::atomic<std::uint64_t> most_body_bytes = 1024 * 1024;
    std::function<std::optional<http::Response>(http::Request const&)> on_large_body;

    std::uint64_t body_limit(std::string_view, std::string_view) const override { return most_body_bytes; }
    std::optional<http::Response> refuse_unread(http::Request const& head) const override
    {
        return on_large_body ? on_large_body(head) : std::nullopt;
    }
    void handle(http::Request request, http::Respond respond) override
    {
        on_request(std::move(request), std::move(respond));
    }
    http::Response problem(unsigned status, std::string_view code, std::string_view) const override
    {
        http::Response response;
        response.status = status;
        response.headers.add("Content-Type", "application/problem+json");
        response.body = std::string(code);
        return response;
    }
};

// Requests that wait for the test to answer them, from whatever thread.
class Waiting {
public:
    struct Case {
        http::Request request;
        http::Respond respond;
    };

    void put(http::Request request, http::Respond respond)
    {
        std::lock_guard const guard(mutex_);
        cases_.push_back({std::move(request), std::move(respond)});
        arrived_.notify_all();
    }
    // Waits for that many and takes them; throws when they do not come.
    std::vector<Case> take(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        if (!arrived_.wait_for(lock, 20s, [&] { return cases_.size() >= count; }))
            throw std::runtime_error("only " + std::to_string(cases_.size()) + " requests arrived");
        return std::exchange(cases_, {});
    }
    std::size_t size() const
    {
        std::lock_guard const guard(mutex_);
        return cases_.size();
    }
    auto handler()
    {
        return [this](http::Request request, http::Respond respond) { put(std::move(request), std::move(respond)); };
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Case> cases_;
};

struct Served {
    explicit Served(Settings given = {})
        : server(std::move(given), handler)
    {
        server.start();
    }
    HttpClient client(std::chrono::milliseconds deadline = 20s) const { return HttpClient(server.port(), deadline); }

    TestHandler handler;
    Server server;
};

// Polls until the condition holds; false after a long while.
template <class Condition> bool eventually(Condition condition)
{
    auto const end = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace guildhall::edge
