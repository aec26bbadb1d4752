#pragma once
#include "db/statement.hpp"

namespace guildhall::jobs {

inline db::Tables const event_tables{{"event", "event_lane", "event_consumer", "event_cursor", "event_parked"}};

} // namespace guildhall::jobs
