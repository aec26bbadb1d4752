#include "frames.hpp"
#include "http/uri.hpp"

namespace guildhall::edge {
namespace {

constexpr unsigned opcode_continuation = 0, opcode_text = 1, opcode_binary = 2, opcode_close = 8, opcode_ping = 9,
                   opcode_pong = 10;

bool is_control(unsigned opcode) { return opcode >= 8; }

unsigned byte_at(std::string const& text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

} // namespace

// No head yet while it is not whole.
std::optional<std::uint16_t> FrameReader::read_head(std::optional<Head>& head) const
{
    if (waiting_.size() < 2) return std::nullopt;
    auto const first = byte_at(waiting_, 0), second = byte_at(waiting_, 1);
    auto const opcode = first & 15;
    if (first & 0x70 || !(second & 0x80)) return protocol_error; // extensions nobody agreed on; clients must mask
    if (opcode > opcode_binary && (opcode < opcode_close || opcode > opcode_pong)) return protocol_error;
    Head read{(first & 0x80) != 0, opcode, second & 0x7F, 2};
    if (is_control(opcode) && (!read.is_last || read.length > 125)) return protocol_error;
    auto const width = read.length == 126 ? 2u : read.length == 127 ? 8u : 0u;
    read.size += width + 4;
    if (waiting_.size() < read.size) return std::nullopt;
    if (width > 0) read.length = 0;
    for (std::size_t i = 0; i < width; ++i) read.length = read.length << 8 | byte_at(waiting_, 2 + i);
    if (read.length > longest_message) return message_too_big;
    head = read;
    return std::nullopt;
}

std::optional<std::uint16_t> FrameReader::end_frame(
    Head const& head, std::string payload, Take const& take, bool& wanted)
{
    switch (head.opcode) {
    case opcode_ping: wanted = take(Kind::ping, payload); return std::nullopt;
    case opcode_pong: wanted = take(Kind::pong, payload); return std::nullopt;
    case opcode_close: wanted = take(Kind::close, payload); return std::nullopt;
    case opcode_binary: return no_such_data;
    default: break;
    }
    if ((head.opcode == opcode_continuation) != in_message_) return protocol_error;
    if (message_.size() + payload.size() > longest_message) return message_too_big;
    message_ += payload;
    in_message_ = !head.is_last;
    if (in_message_) return std::nullopt;
    if (!http::is_utf8(message_)) return not_utf8;
    wanted = take(Kind::message, message_);
    message_.clear();
    return std::nullopt;
}

std::optional<std::uint16_t> FrameReader::feed(std::string_view bytes, Take const& take)
{
    waiting_ += bytes;
    for (auto wanted = true; wanted;) {
        std::optional<Head> head;
        if (auto const fault = read_head(head)) return fault;
        if (!head || waiting_.size() < head->size + head->length) return std::nullopt;
        auto payload = waiting_.substr(head->size, head->length);
        for (std::size_t i = 0; i < payload.size(); ++i)
            payload[i] = static_cast<char>(payload[i] ^ waiting_[head->size - 4 + i % 4]);
        waiting_.erase(0, head->size + head->length);
        if (auto const fault = end_frame(*head, std::move(payload), take, wanted)) return fault;
    }
    return std::nullopt;
}

} // namespace guildhall::edge
