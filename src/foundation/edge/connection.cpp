#include "connection.hpp"
#include <cerrno>
#include <exception>
#include <sys/socket.h>
#include <utility>

namespace guildhall::edge {
namespace {

// How much is received beyond what can be worked on now.
constexpr std::size_t read_ahead = 64 * 1024;
// A client that does not read its answers gets no further requests worked on.
constexpr std::size_t most_unsent = 1024 * 1024;

// Bodies up to this size are read before anybody asks who sends them: the connection stays open that way.
constexpr std::uint64_t small_body = 64 * 1024;

constexpr Fault head_too_slow{408, "request_timeout", "The request head took too long to arrive."};
constexpr Fault body_too_slow{408, "request_timeout", "The request body took too long to arrive."};

bool is_safe_method(std::string_view method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

} // namespace

Connection::Connection(Lane& lane, Accepted accepted)
    : lane_(lane)
    , state_(lane.state())
    , admission_(std::move(accepted.admission))
    , socket_(std::move(accepted.socket))
    , peer_(to_string(accepted.peer))
    , peer_is_proxy_(state_.proxies.contains(accepted.peer))
    , reader_({state_.settings.target_limit, state_.settings.header_limit, state_.settings.header_count_limit},
          state_.budget)
    , idle_since_(lane.now())
{
}

void Connection::start()
{
    guard([this] {
        lane_.poller().add(socket_.number(), EPOLLIN, *this);
        watched_ = EPOLLIN;
    });
}

// ---- bytes in

void Connection::on_events(std::uint32_t events)
{
    guard([&] {
        if (closed_) return;
        if (events & EPOLLERR) return close(); // reset by the peer
        if (events & EPOLLOUT) pump_backlog();
        if (closed_) return;
        if (events & (EPOLLIN | EPOLLHUP)) on_readable();
    });
}

// Most requests come and go without a change here, hence without a system call.
void Connection::watch()
{
    auto const wants_bytes = !peer_finished_ && (lingering_ || backlog_.size() < read_ahead);
    auto const wanted = (wants_bytes ? EPOLLIN : 0u) | (blocked_ ? EPOLLOUT : 0u);
    if (wanted == watched_) return;
    lane_.poller().change(socket_.number(), wanted, *this);
    watched_ = wanted;
}

// Reads into the buffer of the lane: an idle connection needs none of its own.
void Connection::on_readable()
{
    auto const bytes = receive();
    if (!bytes) return;
    if (bytes->empty()) return on_peer_finished();
    on_received(*bytes);
}

// Nothing when there is nothing yet, empty when the peer sends no more. Closes when the connection is broken.
std::optional<std::string_view> Connection::receive()
{
    auto const buffer = lane_.receive_buffer();
    auto const size = ::recv(socket_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size >= 0) return std::string_view(buffer.data(), static_cast<std::size_t>(size));
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) close();
    return std::nullopt;
}

void Connection::on_received(std::string_view bytes)
{
    if (frames_) return on_frames(bytes);
    if (lingering_ || no_more_requests_) return; // read and thrown away, so that the last answer arrives
    if (backlog_.empty()) return pump(bytes);
    backlog_.append(bytes);
    pump_backlog();
}

void Connection::on_peer_finished()
{
    peer_finished_ = true;
    if (lingering_ || frames_) return close();
    pump_backlog();
}

// ---- requests

// Works on bytes and answers until it has to wait for something.
void Connection::pump(std::string_view bytes)
{
    pumping_ = true;
    auto more = true;
    while (more && !closed_) {
        serve(bytes);
        auto const answered = write_answers();
        send(); // what one round has gathered leaves in one piece
        more = answered && !blocked_ && (head_waits_ || !bytes.empty());
    }
    pumping_ = false;
    if (closed_) return;
    if (!no_more_requests_) backlog_.assign(bytes);
    if (peer_finished_ && exchanges_.empty() && output_.empty()) return close();
    watch();
}

void Connection::pump_backlog()
{
    auto const bytes = std::exchange(backlog_, {});
    pump(bytes);
}

// Begins as many requests as the bytes hold and the rules allow. What cannot be used yet stays in `bytes`.
void Connection::serve(std::string_view& bytes)
{
    while (takes_requests()) {
        if (head_waits_) {
            if (!may_begin()) return;
            begin_request(!bytes.empty());
            if (no_more_requests_) break;
        }
        switch (reader_.advance(bytes)) {
        case RequestReader::Step::hungry:
            if (!bytes.empty() && !head_since_) head_since_ = lane_.now();
            return;
        case RequestReader::Step::head:
            head_waits_ = true;
            head_since_.reset();
            break;
        case RequestReader::Step::request: dispatch(); break;
        case RequestReader::Step::fault: return answer_fault(reader_.fault());
        }
    }
    head_since_.reset(); // it is not the client who keeps us waiting
}

bool Connection::takes_requests() const
{
    if (no_more_requests_) return false;
    return reader_.in_body() || (exchanges_.size() < state_.settings.pipeline_limit && output_.memory() < most_unsent);
}

// Requests run at once only when their order cannot matter (RFC 9112, 9.3.2).
bool Connection::may_begin() const
{
    if (exchanges_.empty()) return true;
    auto const has_body = reader_.head().framing != Framing::none;
    return exchanges_.back().safe && is_safe_method(reader_.request().method) && !has_body;
}

void Connection::begin_request(bool body_has_begun)
{
    auto const& head = reader_.head();
    auto const& request = reader_.request();
    auto const has_body = head.framing != Framing::none;
    head_waits_ = false;
    auto const is_large = head.framing == Framing::chunked || head.length > small_body;
    if (has_body && is_large) {
        if (auto refusal = state_.handler.refuse_unread(request)) return answer_at_once(std::move(*refusal));
    }
    body_since_ = lane_.now();
    reader_.begin_body(has_body ? state_.handler.body_limit(request.method, request.target) : 0);
    if (head.expects_continue && has_body && !body_has_begun && reader_.in_body())
        output_.append("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::dispatch()
{
    auto const& head = reader_.head();
    auto const& method = reader_.request().method;
    Exchange exchange;
    exchange.terms = {method == "HEAD", head.http_1_1, head.keep_alive && !draining_, head.accepts_gzip};
    exchange.safe = is_safe_method(method);
    no_more_requests_ = !exchange.terms.keep_alive;
    exchanges_.push_back(std::move(exchange));
    state_.requests.fetch_add(1, std::memory_order_relaxed);
    hand_over(first_number_ + exchanges_.size() - 1);
}

void Connection::hand_over(std::uint64_t number)
{
    auto request = reader_.take_request();
    if (peer_is_proxy_) {
        auto origin = forwarded_origin(request.headers, peer_, state_.proxies);
        request.remote_address = std::move(origin.address);
        request.secure = origin.secure;
    } else {
        request.remote_address = peer_;
    }
    try {
        state_.handler.handle(
            std::move(request), Ticket(weak_from_this(), lane_.mailbox(), number, reader_.take_reservation()));
    } catch (std::exception const&) {
        finish(number, state_.handler.problem(500, "internal_error", "The server has made a mistake."));
    }
}

void Connection::answer_fault(Fault const& fault)
{
    state_.faults.fetch_add(1, std::memory_order_relaxed);
    auto response = state_.handler.problem(fault.status, fault.code, fault.detail);
    if (fault.status == 503) response.headers.add("Retry-After", "1");
    answer_at_once(std::move(response));
}

// The last answer of this connection; what else the client sends is not looked at.
void Connection::answer_at_once(http::Response response)
{
    no_more_requests_ = true;
    reader_.abandon();
    Exchange exchange;
    exchange.terms.keep_alive = false;
    exchange.response = std::move(response);
    exchanges_.push_back(std::move(exchange));
}

// ---- answers

void Connection::finish(std::uint64_t number, std::optional<http::Response>&& response)
{
    if (closed_ || number < first_number_ || number - first_number_ >= exchanges_.size()) return;
    auto& exchange = exchanges_[number - first_number_];
    if (exchange.response) return;
    exchange.dropped = !response;
    exchange.response = std::move(response);
    if (!pumping_) guard([this] { pump_backlog(); });
}

// Answers leave in the order of their requests: up to the first that is still missing.
bool Connection::write_answers()
{
    auto answered = false;
    while (!exchanges_.empty() && exchanges_.front().response) {
        auto& front = exchanges_.front();
        last_answer_written_ = !front.terms.keep_alive;
        if (!is_sendable(*front.response)) front.response = instead_of_unsendable();
        if (std::holds_alternative<std::shared_ptr<http::Stream>>(front.response->body)) {
            begin_stream(front);
            return true;
        }
        if (std::holds_alternative<std::shared_ptr<http::WebSocket>>(front.response->body)) {
            begin_socket(front);
            return true;
        }
        lane_.answers().write(std::move(*front.response), front.terms, lane_.date(), output_);
        exchanges_.pop_front();
        ++first_number_;
        answered = true;
    }
    if (answered && exchanges_.empty()) idle_since_ = lane_.now();
    return answered;
}

// A response that would break the protocol is a bug of the handler.
http::Response Connection::instead_of_unsendable() const
{
    auto problem = state_.handler.problem(500, "internal_error", "The server has made an answer that cannot be sent.");
    if (is_sendable(problem)) return problem;
    return {.status = 500, .headers = {}, .body = {}};
}

void Connection::send()
{
    if (closed_) return;
    switch (output_.send(socket_.number())) {
    case Output::Sent::all: on_sent(std::exchange(blocked_, false)); break;
    case Output::Sent::blocked:
        if (!blocked_) {
            sending_since_ = lane_.now();
            sent_before_ = output_.sent();
        }
        blocked_ = true;
        break;
    case Output::Sent::failed: close(); break;
    }
}

void Connection::on_sent(bool was_blocked)
{
    auto const dropped = !exchanges_.empty() && exchanges_.front().dropped;
    if (dropped) return close();
    if (stream_ && was_blocked) return send_stream();
    if (last_answer_written_ && !lingering_) linger();
}

// Closing with unread bytes makes the kernel send a reset, which can destroy the answer before the client has read it.
void Connection::linger()
{
    lingering_ = true;
    lingering_since_ = lane_.now();
    ::shutdown(socket_.number(), SHUT_WR);
    if (peer_finished_) close();
}

void Connection::drain()
{
    draining_ = true;
    if (stream_ && blocked_) return close(); // a client that does not read is not waited for
    if (stream_) stream_->finish();
    if (closed_ || no_more_requests_) return;
    guard([this] {
        // A request may have arrived that nobody has looked at yet.
        if (is_idle()) on_readable();
        if (closed_ || no_more_requests_) return;
        if (!exchanges_.empty()) {
            no_more_requests_ = true;
            head_waits_ = false;
            exchanges_.back().terms.keep_alive = false;
        } else if (is_idle()) {
            close();
        } else if (blocked_ && !head_since_ && !reader_.in_body()) {
            no_more_requests_ = last_answer_written_ = true; // only the end of an answer is left to send
        }
    });
}

void Connection::close()
{
    if (std::exchange(closed_, true)) return;
    socket_.close();
    stream_.reset();
    web_socket_.reset();
    exchanges_.clear();
    lane_.forget(*this);
}

// ---- time

void Connection::check_time()
{
    guard([this] {
        auto const& settings = state_.settings;
        if (lingering_) return is_over(lingering_since_, settings.linger_timeout) ? close() : void();
        if (blocked_ && is_too_slow(sending_since_, output_.sent() - sent_before_)) return close();
        if (no_more_requests_) return;
        if (head_since_ && is_over(*head_since_, settings.header_timeout)) return give_up(head_too_slow);
        if (reader_.in_body() && is_too_slow(body_since_, reader_.body_received())) return give_up(body_too_slow);
        if (is_idle() && is_over(idle_since_, settings.idle_timeout)) close();
    });
}

void Connection::give_up(Fault const& fault)
{
    answer_fault(fault);
    pump({});
}

bool Connection::is_idle() const
{
    return exchanges_.empty() && !head_waits_ && !head_since_ && !reader_.in_body() && !blocked_;
}

bool Connection::is_over(TimePoint since, std::chrono::milliseconds limit) const { return lane_.now() - since > limit; }

bool Connection::is_too_slow(TimePoint since, std::uint64_t bytes_moved) const
{
    auto const& settings = state_.settings;
    auto const earned = std::chrono::milliseconds(bytes_moved * 1000 / settings.transfer_rate);
    return is_over(since, settings.transfer_grace + earned);
}

} // namespace guildhall::edge
