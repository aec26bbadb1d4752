#pragma once
// The process that waits for jobs and forks one process for each.
#include "analysis/descriptor.hpp"

namespace guildhall::analysis {

// Serves jobs that come in through `control` until its other end is closed; then ends what still runs and returns.
// Must be called by the only thread of its process.
void serve_jobs(Descriptor control);

} // namespace guildhall::analysis
