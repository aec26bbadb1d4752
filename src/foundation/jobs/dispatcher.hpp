#pragma once
// Fair shares: companies with due jobs stand in a ring, and each turn takes the same from every one.
#include "claim.hpp"
#include <deque>
#include <set>

namespace guildhall::jobs {

class Dispatcher {
public:
    Dispatcher(db::Database& database, std::string worker, std::chrono::seconds lease, trace::Tracer* tracer = nullptr);

    // The company may have due jobs.
    void add(CompanyId company);
    // Adds all companies that have.
    void find_due(Time now);
    bool has_candidates() const { return !ring_.empty(); }
    // One turn: at most `wanted` jobs, the companies' jobs in alternation. Empty does not mean that nothing is due
    // while has_candidates().
    std::vector<ClaimedJob> claim(std::size_t wanted, Time now);

private:
    db::Database& database_;
    std::string worker_;
    std::chrono::seconds lease_;
    trace::Tracer* tracer_;
    std::deque<CompanyId> ring_;
    std::set<CompanyId> in_ring_;
};

} // namespace guildhall::jobs
