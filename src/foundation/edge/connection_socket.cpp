// A connection that has become a WebSocket: frames out as they are written, frames in as they come.
#include "connection.hpp"
#include <utility>

namespace guildhall::edge {
namespace {

// Answers to pings wait for nobody who does not read.
constexpr std::size_t most_unsent_frames = 64 * 1024;

} // namespace

// The answer to its handshake is the last one; what was sent behind it without waiting is dropped.
void Connection::begin_socket(Exchange& exchange)
{
    web_socket_ = std::get<std::shared_ptr<http::WebSocket>>(exchange.response->body);
    output_.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: " +
                   web_socket_->accept + "\r\n\r\n");
    first_number_ += exchanges_.size();
    exchanges_.clear();
    no_more_requests_ = true;
    head_waits_ = false;
    frames_.emplace();
    stream_ = web_socket_->out;
    stream_in_chunks_ = false;
    stream_->attach([to = weak_from_this(), box = lane_.mailbox()] { box->put({to, 0, std::nullopt, true}); });
    if (draining_) stream_->finish();
    write_stream();
}

void Connection::on_frames(std::string_view bytes)
{
    std::optional<std::uint16_t> ending;
    auto const fault = frames_->feed(bytes, [&](FrameReader::Kind kind, std::string_view text) {
        switch (kind) {
        case FrameReader::Kind::message:
            if (!web_socket_->hear(text)) ending = not_allowed;
            break;
        case FrameReader::Kind::ping: output_.append(http::pong_frame(text)); break;
        case FrameReader::Kind::pong: break;
        case FrameReader::Kind::close: ending = closing_normally; break;
        }
        return !ending;
    });
    if (fault) ending = fault;
    if (ending) end_socket(*ending);
    if (output_.memory() > most_unsent_frames && blocked_) return close();
    send();
}

// After the close frame nothing is sent; what the client still sends is read and thrown away.
void Connection::end_socket(std::uint16_t code)
{
    output_.append(http::close_frame(code));
    stream_.reset();
    web_socket_.reset();
    frames_.reset();
    last_answer_written_ = true;
}

} // namespace guildhall::edge
