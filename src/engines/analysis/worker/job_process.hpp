#pragma once
#include "analysis/job.hpp"
#include <sys/types.h>

namespace guildhall::analysis {

// Does the job and ends the process; to be called in a process that `parent` has forked for it. Its exit code is
// delivered, memory_exhausted or broken.
[[noreturn]] void do_job(ReceivedJob received, pid_t parent);

// Whether this process does a job and nothing else; then an allocation that fails ends it (allocation.cpp).
extern bool is_job_process;

} // namespace guildhall::analysis
