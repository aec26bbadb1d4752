#pragma once
// What to tell people about a job that ended without a result.
#include "analysis/job.hpp"
#include "geometry/analysis.hpp"

namespace guildhall::analysis {

geometry::Failure verdict_on(ExitReport const& report, Job const& job);

} // namespace guildhall::analysis
