#pragma once
// Events that a consumer failed on too often.
#include "db/database.hpp"
#include "jobs/registry.hpp"

namespace guildhall::jobs {

void park(db::Tx& tx, Consumer const& consumer, Event const& event, std::string const& error, Time now);
// Gives the event to its consumer again and forgets it, in one transaction; false when it is not parked.
bool retry_parked(db::Database& database, Consumer const& consumer, CompanyId company, EventId event);

} // namespace guildhall::jobs
