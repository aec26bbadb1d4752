// Answers without an end: portions of a stream leave as they are written.
#include "connection.hpp"
#include <array>
#include <charconv>
#include <utility>

namespace guildhall::edge {
namespace {

std::string chunk_head(std::size_t size)
{
    std::array<char, 16> digits;
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16).ptr;
    return std::string(digits.data(), end) + "\r\n";
}

} // namespace

// It is the last answer of its connection. Requests that were sent behind it without waiting are dropped: their turn
// would never come, and their clients may send them again.
void Connection::begin_stream(Exchange& exchange)
{
    auto terms = exchange.terms;
    terms.keep_alive = false;
    terms.chunked = !terms.head_only;
    auto const stream = std::get<std::shared_ptr<http::Stream>>(exchange.response->body);
    lane_.answers().write(std::move(*exchange.response), terms, lane_.date(), output_);
    first_number_ += exchanges_.size();
    exchanges_.clear();
    no_more_requests_ = true;
    head_waits_ = false;
    last_answer_written_ = terms.head_only;
    if (terms.head_only) return;
    stream_ = stream;
    stream_in_chunks_ = terms.http_1_1;
    stream_->attach([to = weak_from_this(), box = lane_.mailbox()] { box->put({to, 0, std::nullopt, true}); });
    if (draining_) stream_->finish();
    write_stream();
}

void Connection::send_stream()
{
    if (closed_ || !stream_ || blocked_) return; // blocked: it goes on when the client has read
    guard([this] {
        write_stream();
        send();
        if (!closed_) watch();
    });
}

// One portion at a time: what the client does not read waits in the stream, and there its writer finds no room.
void Connection::write_stream()
{
    auto const taken = stream_->take();
    if (!taken.bytes.empty()) {
        if (stream_in_chunks_) output_.append(chunk_head(taken.bytes.size()));
        output_.append(taken.bytes);
        if (stream_in_chunks_) output_.append("\r\n");
    }
    if (taken.finished) end_stream();
}

void Connection::end_stream()
{
    if (web_socket_) return end_socket(going_away);
    if (stream_in_chunks_) output_.append("0\r\n\r\n");
    stream_.reset();
    last_answer_written_ = true;
}

} // namespace guildhall::edge
