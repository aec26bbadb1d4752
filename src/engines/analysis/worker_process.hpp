#pragma once
// The running worker executable, as its client sees it.
#include "analysis/descriptor.hpp"
#include "analysis/job.hpp"
#include <atomic>
#include <filesystem>
#include <sys/types.h>

namespace guildhall::analysis {

class WorkerProcess {
public:
    // Starts the executable; throws Unavailable when that fails. Safe in a program with many threads.
    explicit WorkerProcess(std::filesystem::path const& executable);
    ~WorkerProcess(); // it ends by itself once its control socket is closed
    WorkerProcess(WorkerProcess const&) = delete;
    WorkerProcess& operator=(WorkerProcess const&) = delete;

    // False when the process is gone.
    bool submit(Job const& job, JobDescriptors const& descriptors) const;
    void kill() const;
    pid_t pid() const { return pid_; }

private:
    Descriptor control_;
    pid_t pid_ = 0;
};

// Where the executable is: $GUILDHALL_GEOMETRY, or beside the program that runs.
std::filesystem::path worker_executable();

} // namespace guildhall::analysis
