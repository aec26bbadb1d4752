#pragma once
// The queue as the staff sees it, and progress for whoever asked for a job (PL-40).
#include "http/router.hpp"
#include "jobs/schedules.hpp"

namespace guildhall::jobs {

// What the runner of this process fires; asked when somebody looks.
using KnownSchedules = std::function<std::vector<Registry::KnownSchedule> const&()>;

void add_routes(http::Router& router, KnownSchedules schedules);

} // namespace guildhall::jobs
