#include "http/web_socket.hpp"
#include "crypto/crypto.hpp"

namespace guildhall::http {
namespace {

enum class Opcode : unsigned char { text = 1, close = 8, ping = 9, pong = 10 };

// RFC 6455, 5.2: one final frame, not masked, as servers send them.
std::string frame(Opcode opcode, std::string_view payload)
{
    std::string bytes;
    bytes.reserve(payload.size() + 10);
    bytes += static_cast<char>(0x80 | static_cast<unsigned char>(opcode));
    auto const size = payload.size();
    auto const width = size < 126 ? 0 : size < 65536 ? 2 : 8;
    bytes += static_cast<char>(width == 0 ? size : width == 2 ? 126u : 127u);
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) bytes += static_cast<char>(size >> shift & 0xFF);
    return bytes += payload;
}

} // namespace

std::string text_frame(std::string_view utf8) { return frame(Opcode::text, utf8); }
std::string ping_frame() { return frame(Opcode::ping, {}); }
std::string pong_frame(std::string_view what) { return frame(Opcode::pong, what); }
std::string close_frame(std::uint16_t code)
{
    return frame(Opcode::close, std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)});
}

std::optional<std::string> accept_key(std::string_view key)
{
    auto const bytes = crypto::from_base64(key);
    if (!bytes || bytes->size() != 16) return std::nullopt;
    return crypto::base64(crypto::sha1(std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
}

} // namespace guildhall::http
