#pragma once
// Which companies have jobs to do, without looking at the jobs.
#include "db/transaction.hpp"
#include <array>

namespace guildhall::jobs {

// The heads of a company's queues: when something is due first.
struct Heads {
    std::array<std::optional<Time>, 4> waiting; // by priority, the most urgent first
    std::optional<Time> lease_end;              // of running jobs
    std::optional<Time> earliest() const;
};
Heads heads_of(db::Tx& tx, CompanyId company);

// For writes that touch nothing but a company's jobs and what they publish: all of it is written behind the company's
// lock. Jobs of the installation are not, transactions over all companies ask for some.
db::Scope queue_of(CompanyId company);

// Something will be due at this instant. `tx` is the company's own, or the installation's.
void remind_lane(db::Tx& tx, CompanyId company, Time at);
// Looks at the company's jobs and notes the next instant at which something is due.
void refresh_lane(db::Tx& tx, CompanyId company);

// Pages of at most `lanes_per_page` companies in the order of their keys, starting with `from`.
inline constexpr std::size_t lanes_per_page = 500;
// Those that have something due.
std::vector<CompanyId> due_lanes(db::Tx& tx, CompanyId from, Time now);
// All that ever had a job.
std::vector<CompanyId> all_lanes(db::Tx& tx, CompanyId from);
// The key behind this one, where the next page starts.
CompanyId key_after(CompanyId company);

} // namespace guildhall::jobs
