#pragma once
// One client's connection: requests in, answers out in the order of the requests. Lives on the thread of its lane.
#include "answer.hpp"
#include "frames.hpp"
#include "lane.hpp"
#include "output.hpp"
#include "request_reader.hpp"
#include "server_state.hpp"
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::edge {

class Connection final : public std::enable_shared_from_this<Connection>, private Watcher {
public:
    Connection(Lane& lane, Accepted accepted);

    void start();
    // The answer to a request; nothing when it was dropped.
    void finish(std::uint64_t number, std::optional<http::Response>&& response);
    // Something waits in the stream that is being answered with.
    void send_stream();
    // Closes what has become too slow.
    void check_time();
    // Answers what has been asked, takes no more, closes.
    void drain();
    void close();

    std::size_t place = 0; // in the lane's list, kept by the lane

private:
    // One request on its way through the handler.
    struct Exchange {
        AnswerTerms terms;
        bool safe = false; // may run beside others
        bool dropped = false;
        std::optional<http::Response> response;
    };

    template <class Work> void guard(Work work);

    // Bytes in.
    void on_events(std::uint32_t events) override;
    void watch();
    void on_readable();
    std::optional<std::string_view> receive();
    void on_received(std::string_view bytes);
    void on_peer_finished();

    // Requests.
    void pump(std::string_view bytes);
    void pump_backlog();
    void serve(std::string_view& bytes);
    bool takes_requests() const;
    bool may_begin() const;
    void begin_request(bool body_has_begun);
    void dispatch();
    void hand_over(std::uint64_t number);
    void answer_fault(Fault const& fault);
    void answer_at_once(http::Response response);

    // Answers.
    bool write_answers();
    http::Response instead_of_unsendable() const;
    void begin_stream(Exchange& exchange);
    void write_stream();
    void end_stream();
    void begin_socket(Exchange& exchange);
    void on_frames(std::string_view bytes);
    void end_socket(std::uint16_t code);
    void send();
    void on_sent(bool was_blocked);
    void linger();

    // Time.
    void give_up(Fault const& fault);
    bool is_idle() const;
    bool is_over(TimePoint since, std::chrono::milliseconds limit) const;
    bool is_too_slow(TimePoint since, std::uint64_t bytes_moved) const;

    Lane& lane_;
    ServerState& state_;
    Admission admission_;
    Descriptor socket_;
    std::string peer_;
    bool peer_is_proxy_;

    RequestReader reader_;
    std::string backlog_; // received, not yet understood
    std::deque<Exchange> exchanges_;
    std::uint64_t first_number_ = 0; // of the first exchange
    Output output_;
    std::shared_ptr<http::Stream> stream_; // of the answer under way, when that has no end yet
    bool stream_in_chunks_ = false;
    std::shared_ptr<http::WebSocket> web_socket_; // that this connection has become
    std::optional<FrameReader> frames_;

    TimePoint idle_since_;
    std::optional<TimePoint> head_since_;
    TimePoint body_since_, sending_since_, lingering_since_;
    std::uint64_t sent_before_ = 0;

    bool head_waits_ = false; // a head is read whose request has not begun
    bool no_more_requests_ = false;
    bool last_answer_written_ = false;
    bool peer_finished_ = false; // it sends no more, but may still read
    bool lingering_ = false;
    bool draining_ = false;
    bool pumping_ = false;
    bool blocked_ = false;      // output waits for the client to read
    std::uint32_t watched_ = 0; // the events that epoll is asked for
    bool closed_ = false;
};

// Whatever goes wrong here (in practice: no memory) costs this connection only.
template <class Work> void Connection::guard(Work work)
{
    try {
        work();
    } catch (std::exception const&) {
        close();
    }
}

} // namespace guildhall::edge
