#pragma once
// What becomes of a message whose own job ends without it.
#include "jobs/outbox.hpp"
#include "message.hpp"

namespace guildhall::notifications {

inline constexpr std::string_view deliver_job = "notifications.deliver";

// A consumer of events: a message whose job was cancelled, or died with its workers, is sent by nobody any more.
void hear_of_job_end(db::Tx& tx, jobs::Event const& event);

} // namespace guildhall::notifications
