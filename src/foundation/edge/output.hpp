#pragma once
// Bytes on their way out of one connection: texts and parts of files, in order, sent as the socket takes them.
#include "http/message.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace guildhall::edge {

class Output {
public:
    enum class Sent { all, blocked, failed };

    // Copies the text; for heads and short bodies, which then leave in one piece.
    void append(std::string_view text);
    // Keeps the text as it is; for long bodies.
    void add(std::string text);
    // The text must live until it is sent.
    void add_constant(std::string_view text);
    void add_file(http::FileSlice slice);

    // Sends what the non-blocking socket takes in one turn. `blocked` means: call again when it is writable.
    Sent send(int socket);

    bool empty() const { return first_ == segments_.size(); }
    std::size_t memory() const { return memory_; } // bytes held for sending
    std::uint64_t sent() const { return sent_; }   // bytes that ever left

private:
    using Segment = std::variant<std::string, std::string_view, http::FileSlice>;
    Sent send_memory(int socket);
    Sent send_file(int socket, http::FileSlice& slice);
    void drop_sent(std::size_t bytes);
    void clear();

    std::vector<Segment> segments_;
    std::size_t first_ = 0;  // segments before it are sent
    std::size_t offset_ = 0; // sent bytes of the first one, when it is text
    std::size_t memory_ = 0;
    std::uint64_t sent_ = 0;
    std::string spare_; // the buffer of the last short answer, for the next one
};

} // namespace guildhall::edge
