#pragma once
#include "analysis/job.hpp"
#include <sys/types.h>

namespace guildhall::analysis {

// Takes from this process whatever reading a hostile file could abuse: memory and CPU beyond the job's limits, new
// files, new processes, privileges, and every system call that computing does not need. It dies with `parent`, which
// has forked it.
// False when the kernel refuses; the job must not be done then.
bool enter_sandbox(Job const& job, pid_t parent);

} // namespace guildhall::analysis
