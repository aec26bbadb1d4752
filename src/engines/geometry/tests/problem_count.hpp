#pragma once
#include "geometry/analysis.hpp"
#include <algorithm>

namespace guildhall::geometry {

// How often a problem was found; 0 when it was not.
inline std::int64_t count_of(Analysis const& analysis, std::string_view code)
{
    auto const found = std::ranges::find(analysis.problems, code, &Problem::code);
    return found == analysis.problems.end() ? 0 : found->count;
}

} // namespace guildhall::geometry
