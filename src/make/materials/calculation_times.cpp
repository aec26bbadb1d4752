#include "materials/materials.hpp"
#include <algorithm>

namespace guildhall::materials {
namespace {

constexpr std::size_t most_times_kept = 500;

// Nearest rank: the smallest value that at least this share of all does not exceed.
double percentile(std::vector<double> const& sorted, std::size_t percent)
{
    return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

} // namespace

void CalculationTimes::note(CompanyId company_id, double seconds)
{
    std::lock_guard const lock(mutex_);
    auto& recent = recent_[company_id];
    recent.push_back(seconds);
    if (recent.size() > most_times_kept) recent.pop_front();
}

CalculationTimes::Summary CalculationTimes::summary(CompanyId company_id) const
{
    std::vector<double> sorted;
    {
        std::lock_guard const lock(mutex_);
        auto const known = recent_.find(company_id);
        if (known == recent_.end()) return {};
        sorted.assign(known->second.begin(), known->second.end());
    }
    std::ranges::sort(sorted);
    return {static_cast<std::int64_t>(sorted.size()), percentile(sorted, 50), percentile(sorted, 95)};
}

} // namespace guildhall::materials
