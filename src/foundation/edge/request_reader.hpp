#pragma once
// Turns the bytes of one connection into requests. Knows no sockets, so that it can be fuzzed.
#include "body.hpp"
#include "fault.hpp"
#include "head.hpp"
#include "http/message.hpp"
#include "memory_budget.hpp"
#include <cstdint>
#include <memory>
#include <string_view>

namespace guildhall::edge {

class RequestReader {
public:
    enum class Step : std::uint8_t {
        hungry,  // needs more bytes
        head,    // a head is read: look at head(), then call begin_body()
        request, // a request is complete: take it
        fault,   // broken for good: see fault()
    };

    RequestReader(HeadLimits const& limits, std::shared_ptr<MemoryBudget> budget)
        : limits_(limits)
        , body_(limits, std::move(budget))
    {
    }

    // Takes what it understands off the front of `bytes`. An unfinished head stays there: pass it again, with more.
    Step advance(std::string_view& bytes);

    // After Step::head. Of its views only framing and flags may be used once the bytes are gone.
    Head const& head() const { return head_; }
    http::Request const& request() const { return request_; }
    void begin_body(std::uint64_t most_bytes);

    // After Step::request.
    http::Request take_request();
    Reservation take_reservation() { return body_.take_reservation(); }

    // Reads no further; what a body has taken is free again.
    void abandon();

    Fault const& fault() const { return fault_; }
    bool in_body() const { return state_ == State::body; }
    std::uint64_t body_received() const { return body_.received(); }

private:
    enum class State : std::uint8_t { head, before_body, body, broken };

    Step read_head(std::string_view& bytes);
    Step read_body(std::string_view& bytes);
    Step fail(Fault const& fault);
    void fill_request();

    HeadLimits limits_;
    BodyReader body_;
    Head head_;
    http::Request request_;
    Fault fault_;
    std::size_t searched_ = 0; // bytes of an unfinished head known to hold no end
    State state_ = State::head;
};

} // namespace guildhall::edge
