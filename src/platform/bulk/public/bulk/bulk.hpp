#pragma once
// One action on many records (PL-22): by ids or by a list's filter, tried or done, at once or as a job, and undone
// where it changed fields.
#include "bulk/steps.hpp"
#include "jobs/registry.hpp"

namespace guildhall::bulk {

using BulkOperationId = Id<struct BulkOperationTag>;

// Who somebody is by now, for work that goes on after his request; nothing when he may not come in any more.
using Standing = std::function<std::optional<Actor>(db::Tx&, CompanyId, UserId, Time now)>;

std::vector<db::Migration> migrations();
// The operations themselves, and the steps for the lists of background jobs. Steps must outlive the router.
void add_routes(http::Router& routes, Steps& steps,
    std::function<void(db::Tx&, Actor const&, std::string const& action, jobs::Job const& after)> on_job_step);
void add_jobs(jobs::Registry& registry, Steps const& steps, Standing standing);

} // namespace guildhall::bulk
