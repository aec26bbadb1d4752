#pragma once
// One attempt at handing a message over, as rows.
#include "jobs/context.hpp"
#include "message.hpp"

namespace guildhall::notifications {

// Ends the message's way. Codes and links that open something are not kept a moment longer. The carrier's own news may
// have been faster, and stay.
void settle(db::Tx& tx, MessageRow row, AttemptFate fate, std::string const& words, Time now);
// Until the next attempt, or the next question to the carrier, by how many there were.
std::chrono::minutes wait_after(std::int64_t attempts);
// A carrier that names two with one id loses the news of the second, not the message.
void put_end(db::Tx& tx, AttemptRow attempt);
bool may_come_back(jobs::JobContext& job);

// Under way before anything is handed over, then its end with the message's.
class Try {
public:
    Try(jobs::JobContext& job, MessageRow& row, std::string carrier);
    // From here on it may arrive: if nobody sees the end, it is not sent again before the carrier was asked. Throws
    // when another worker, who was given the job meanwhile, has come so far already.
    void note_handover();
    AttemptKey key() const { return {row_.id, attempt_.number}; }
    void end(Handover const& end);
    // No answer came, and the carrier can be asked: the attempt stays open. False when the job may not come back.
    bool ask_later(Handover const& end);

private:
    void put_off(Handover const& end);

    jobs::JobContext& job_;
    MessageRow& row_;
    AttemptRow attempt_;
};

} // namespace guildhall::notifications
