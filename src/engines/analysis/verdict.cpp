#include "verdict.hpp"
#include <csignal>

namespace guildhall::analysis {
namespace {

using geometry::Failure;
using enum geometry::Defect;

Failure out_of_time(std::int64_t seconds)
{
    return {time_limit_exceeded, "The file is too complex: measuring it would take longer than " +
                                     std::to_string(seconds) +
                                     " seconds. It need not be damaged; a simplified model may help."};
}

Failure out_of_memory(Job const& job)
{
    return {memory_limit_exceeded, "The file is too complex: measuring it would take more than " +
                                       std::to_string(job.memory_bytes >> 20) +
                                       " MB of memory. It need not be damaged; a simplified model may help."};
}

Failure crashed()
{
    return {analysis_crashed,
        "The file cannot be measured: reading it failed in a way that points to damaged geometry. "
        "Export it again from the CAD program, or in another format."};
}

} // namespace

Failure verdict_on(ExitReport const& report, Job const& job)
{
    switch (report.kind) {
    case ExitReport::timed_out: return out_of_time(job.wall_ms / 1000);
    case ExitReport::exited: return report.code == memory_exhausted ? out_of_memory(job) : crashed();
    case ExitReport::signalled: return report.code == SIGXCPU ? out_of_time(job.cpu_seconds) : crashed();
    case ExitReport::not_started: break;
    }
    return {analysis_crashed, "The file was not measured because the machine is short of processes; try again later."};
}

} // namespace guildhall::analysis
