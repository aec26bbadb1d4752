#pragma once
// What a person should know about a price, and what a person has to look at before it may be accepted.
#include "plan.hpp"

namespace guildhall::pricing {

struct Findings {
    std::vector<Warning> warnings; // risky, but makeable
    std::vector<Warning> blocking;
};

Findings findings(Job const& job, Plan const& plan);

} // namespace guildhall::pricing
