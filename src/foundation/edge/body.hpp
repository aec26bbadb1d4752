#pragma once
// The body of a request: removes the transfer coding, strictly, whatever pieces the bytes arrive in.
#include "fault.hpp"
#include "head.hpp"
#include "memory_budget.hpp"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::edge {

class BodyReader {
public:
    BodyReader(HeadLimits const& limits, std::shared_ptr<MemoryBudget> budget)
        : limits_(limits)
        , budget_(std::move(budget))
    {
    }

    // Begins a body; `most_bytes` is what the handler allows.
    std::optional<Fault> begin(Framing framing, std::uint64_t length, std::uint64_t most_bytes);
    // Takes what belongs to the body off the front of `bytes`.
    std::optional<Fault> read(std::string_view& bytes);
    bool done() const { return state_ == State::done; }
    // Bytes received so far, framing included.
    std::uint64_t received() const { return received_; }

    // Gives up what has been read of a body that nobody will get.
    void discard();

    // Once done: the body, and its share of the memory budget.
    std::string take_body() { return std::exchange(body_, {}); }
    Reservation take_reservation() { return std::exchange(reservation_, {}); }

private:
    enum class State : std::uint8_t { fixed, chunk_line, chunk_data, chunk_end, trailer, done };

    std::optional<Fault> read_data(std::string_view& bytes, State next);
    std::optional<Fault> read_line(std::string_view& bytes);
    std::optional<Fault> read_chunk_line(std::string_view line);
    std::optional<Fault> read_trailer(std::string_view line);
    std::optional<Fault> finish_line(std::string_view line);
    bool make_room(std::size_t bytes);

    HeadLimits limits_;
    std::shared_ptr<MemoryBudget> budget_;
    Reservation reservation_;
    std::string body_;
    std::string line_; // the part of a chunk or trailer line that has arrived
    State state_ = State::done;
    std::uint64_t left_ = 0; // of the chunk, or of the whole body of known length
    std::uint64_t most_bytes_ = 0;
    std::uint64_t received_ = 0;
    std::size_t overhead_ = 0; // bytes of chunk extensions and trailers, which carry nothing
    std::size_t trailers_ = 0;
};

} // namespace guildhall::edge
