#pragma once
// What a line of the breakdown stands for, in a sentence that customers understand.
#include "plan.hpp"
#include <string>

namespace guildhall::pricing {

// For the whole quantity of the job; names no rates, which are the company's own. Empty where the label says it all.
std::string explanation(std::string_view code, Plan const& plan, Job const& job);

} // namespace guildhall::pricing
