#pragma once
// Messages are counted by month (PL-12). One for which the plan has none left is kept, and goes out when it has again.
#include "catalogue.hpp"
#include "jobs/registry.hpp"
#include "message.hpp"

namespace guildhall::notifications {

// Asks for the delivery of a queued message, or keeps it for later. What protects an account, and what says that the
// plan is at its end, goes out always.
void send_or_hold(db::Tx& tx, MessageRow& row, Time now);
void add_release(jobs::Registry& registry);

} // namespace guildhall::notifications
