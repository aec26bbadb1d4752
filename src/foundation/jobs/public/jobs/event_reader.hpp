#pragma once
// Reading the outbox without a cursor of one's own in the database: for whoever only looks (live updates).
#include "jobs/outbox.hpp"
#include <chrono>
#include <memory>
#include <set>

namespace guildhall::jobs {

// The position of the company's last event; 0 before the first.
std::int64_t last_event_position(db::Tx& tx, CompanyId company);
// Where this event stands; nothing when it is not kept (any more).
std::optional<std::int64_t> event_position(db::Tx& tx, CompanyId company, EventId event);
// Events behind that position in their order, at most 200.
std::vector<Event> events_after(db::Tx& tx, CompanyId company, std::int64_t position);

// Rings when this process has published something; what other processes publish is found by looking now and then.
class EventBell {
public:
    EventBell();
    ~EventBell();
    EventBell(EventBell const&) = delete;
    EventBell& operator=(EventBell const&) = delete;
    // Waits at most this long; the companies that published meanwhile.
    std::set<CompanyId> wait(std::chrono::milliseconds at_most);
    // Ends a wait, from any thread.
    void ring();

private:
    std::unique_ptr<class Mailbox> mailbox_;
};

} // namespace guildhall::jobs
