#pragma once
// When it can ship.
#include "plan.hpp"

namespace guildhall::pricing {

struct LeadTime {
    std::int64_t days = 0; // working days
    bool rush_kept = true; // false: production takes longer than the rush level promises
};

LeadTime lead_time(Job const& job, Plan const& plan);

} // namespace guildhall::pricing
