#include "ticket.hpp"
#include "connection.hpp"
#include <utility>

namespace guildhall::edge {

thread_local Mailbox const* Mailbox::here = nullptr;

void Mailbox::put(Letter letter)
{
    std::lock_guard const guard(mutex_);
    if (!wake_) return;
    letters_.push_back(std::move(letter));
    // Under the lock: close() then knows that nobody is about to wake a thread that has gone.
    if (letters_.size() == 1) wake_();
}

std::vector<Letter> Mailbox::empty()
{
    std::lock_guard const guard(mutex_);
    return std::exchange(letters_, {});
}

void Mailbox::close()
{
    std::lock_guard const guard(mutex_);
    wake_ = nullptr;
    letters_.clear();
}

Ticket::Ticket(std::weak_ptr<Connection> connection, std::shared_ptr<Mailbox> mailbox, std::uint64_t number,
    Reservation body_memory)
    : connection_(std::move(connection))
    , mailbox_(std::move(mailbox))
    , number_(number)
    , body_memory_(std::move(body_memory))
{
}

Ticket::~Ticket()
{
    if (mailbox_) send(std::nullopt);
}

void Ticket::operator()(http::Response response)
{
    if (mailbox_) send(std::move(response));
}

void Ticket::send(std::optional<http::Response>&& response)
{
    auto const mailbox = std::exchange(mailbox_, nullptr);
    body_memory_ = Reservation(); // given back before anyone sees the answer leave
    if (!mailbox->is_here()) {
        mailbox->put({std::move(connection_), number_, std::move(response)});
        return;
    }
    if (auto const connection = connection_.lock()) connection->finish(number_, std::move(response));
}

} // namespace guildhall::edge
