#pragma once
// The queue as the staff sees it, and progress for whoever asked for a job (PL-40).
#include "http/router.hpp"
#include "jobs/schedules.hpp"

namespace guildhall::jobs {

// What the runner of this process fires; asked when somebody looks.
using KnownSchedules = std::function<std::vector<Registry::KnownSchedule> const&()>;

// A person has started a job over ("job.retried"), dropped it ("job.dropped") or cancelled it ("job.cancelled"): for
// the audit log, which lies above.
using OnStep = std::function<void(db::Tx&, Actor const&, std::string const& action, Job const& after)>;

// The list behind GET /jobs.
http::Listing<JobRow, Job> const& job_listing();
void add_routes(http::Router& router, KnownSchedules schedules, OnStep on_step);

} // namespace guildhall::jobs
