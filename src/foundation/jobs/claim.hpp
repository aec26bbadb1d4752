#pragma once
// Taking jobs under a lease. All of it runs in the company's writing transaction, and there is one at a time.
#include "jobs/context.hpp"

namespace guildhall::jobs {

struct ClaimTerms {
    std::string worker;
    Time now;
    std::chrono::seconds lease{60};
    std::size_t most = 1;
};

// First gives back what dead workers hold, then takes due jobs, the most urgent first.
std::vector<ClaimedJob> claim_jobs(db::Tx& tx, CompanyId company, ClaimTerms const& terms);

// A sign of life: the lease runs until `until`. Nothing when it is lost; else whether somebody cancelled the job.
std::optional<bool> renew_lease(db::Tx& tx, ClaimedJob const& job, Time until);

} // namespace guildhall::jobs
