#pragma once
// Reads what a WebSocket client sends (RFC 6455): strictly, in pieces of any size, without a socket.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::edge {

class FrameReader {
public:
    enum class Kind { message, ping, pong, close };
    // What arrived whole. False: nothing more is wanted.
    using Take = std::function<bool(Kind, std::string_view)>;

    // Works through the bytes; what is not whole waits. The code to close with when the client breaks the rules.
    std::optional<std::uint16_t> feed(std::string_view bytes, Take const& take);

    static constexpr std::size_t longest_message = 64 * 1024;

private:
    struct Head {
        bool is_last = false;
        unsigned opcode = 0;
        std::uint64_t length = 0;
        std::size_t size = 0; // of the head itself
    };
    std::optional<std::uint16_t> read_head(std::optional<Head>& head) const;
    std::optional<std::uint16_t> end_frame(Head const& head, std::string payload, Take const& take, bool& wanted);

    std::string waiting_; // of a frame that is not whole
    std::string message_; // of a message whose last frame has not come
    bool in_message_ = false;
};

// Codes of RFC 6455, 7.4.1.
inline constexpr std::uint16_t closing_normally = 1000, going_away = 1001, protocol_error = 1002, no_such_data = 1003,
                               not_utf8 = 1007, not_allowed = 1008, message_too_big = 1009;

} // namespace guildhall::edge
