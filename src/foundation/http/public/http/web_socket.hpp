#pragma once
// A WebSocket (RFC 6455) as its server sees it: text messages both ways over the connection of one request. The edge
// speaks the protocol; frames that go out are made here, so that a stream is all it takes to write them.
#include "http/stream.hpp"
#include <cstdint>
#include <optional>

namespace guildhall::http {

struct WebSocket {
    std::shared_ptr<Stream> out; // of whole frames
    // Called with each message, on an I/O thread: must be quick. False: the socket is closed.
    std::function<bool(std::string_view message)> hear;
    std::string accept; // of the handshake; see accept_key
};

// The frames of a server. A close frame is the last one.
std::string text_frame(std::string_view utf8);
std::string ping_frame();
std::string pong_frame(std::string_view what);
std::string close_frame(std::uint16_t code);

// What the handshake answers to Sec-WebSocket-Key; nothing when that is no key (16 bytes in base64).
std::optional<std::string> accept_key(std::string_view key);

// An answer that turns its connection into a WebSocket.
struct SocketAnswer {
    std::shared_ptr<WebSocket> socket;
};

} // namespace guildhall::http
