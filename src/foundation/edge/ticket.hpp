#pragma once
// How an answer finds its way back: from any thread to the thread of its connection.
#include "http/message.hpp"
#include "memory_budget.hpp"
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace guildhall::edge {

class Connection;

// An answer under way; without a response the handler has dropped the request.
struct Letter {
    std::weak_ptr<Connection> to; // to be locked on the connection's thread only, where it may also die
    std::uint64_t number = 0;     // of the request on its connection
    std::optional<http::Response> response;
    bool about_stream = false; // no answer: the stream of this one has something to send
};

// Where answers from other threads wait for the thread of their connections. It outlives that thread when a slow worker
// still holds a ticket; what arrives then is thrown away.
class Mailbox {
public:
    // `wake` is called, from any thread, when the first letter comes into the empty box. It must then be emptied.
    explicit Mailbox(std::function<void()> wake)
        : wake_(std::move(wake))
    {
    }
    void put(Letter letter);
    std::vector<Letter> empty();
    void close();

    // Whether the calling thread is the one that empties this box.
    bool is_here() const { return here == this; }
    void claim_thread() { here = this; }

private:
    static thread_local Mailbox const* here;
    std::mutex mutex_;
    std::function<void()> wake_; // empty once closed
    std::vector<Letter> letters_;
};

// The right to answer one request once.
class Ticket {
public:
    Ticket(std::weak_ptr<Connection> connection, std::shared_ptr<Mailbox> mailbox, std::uint64_t number,
        Reservation body_memory);
    Ticket(Ticket&&) = default;
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket();
    void operator()(http::Response response);

private:
    void send(std::optional<http::Response>&& response);

    std::weak_ptr<Connection> connection_;
    std::shared_ptr<Mailbox> mailbox_; // empty once used
    std::uint64_t number_;
    Reservation body_memory_; // the handler holds the body as long as it holds the ticket, more or less
};

} // namespace guildhall::edge
