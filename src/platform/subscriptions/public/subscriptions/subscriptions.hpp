#pragma once
// Plan and usage as a company and the platform's administrator see them.
#include "http/router.hpp"
#include "jobs/registry.hpp"

namespace guildhall::subscriptions {

void add_routes(http::Router& routes);
// The hourly watch over ends, and the consumer that tells owners.
void add_jobs(jobs::Registry& registry);

} // namespace guildhall::subscriptions
