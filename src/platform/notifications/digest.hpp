#pragma once
// Many e-mails become one, at the hour that their reader has chosen.
#include "choices.hpp"
#include "jobs/context.hpp"
#include "message.hpp"

namespace guildhall::notifications {

inline constexpr std::string_view digest_job = "notifications.digest", digest_event = "notifications.digest";

// Keeps the message for the reader's next digest and sees to it that there will be one.
void wait_for_digest(db::Tx& tx, MessageRow& row, HabitRow const& habit, jobs::Zone const& zone, Time now);
// The job: what waits for this reader becomes one message.
void write_digest(jobs::JobContext& job);

} // namespace guildhall::notifications
