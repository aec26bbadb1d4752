#pragma once
// A frame as WebSocket clients send it.
#include <string>
#include <string_view>

namespace guildhall::edge {

inline std::string masked(unsigned opcode, std::string_view payload, bool is_last = true)
{
    static constexpr std::string_view mask = "\x11\x22\x33\x44";
    std::string frame(1, static_cast<char>((is_last ? 0x80 : 0) | opcode));
    auto const width = payload.size() < 126 ? 0 : payload.size() < 65536 ? 2 : 8;
    frame += static_cast<char>(0x80 | (width == 0 ? payload.size() : width == 2 ? 126u : 127u));
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8)
        frame += static_cast<char>(payload.size() >> shift & 0xFF);
    frame += mask;
    for (std::size_t i = 0; i < payload.size(); ++i) frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    return frame;
}

} // namespace guildhall::edge
