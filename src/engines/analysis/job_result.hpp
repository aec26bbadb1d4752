#pragma once
// The client's half of one job: waits for what comes out of it and checks that.
#include "analysis/descriptor.hpp"
#include "analysis/job.hpp"
#include "geometry/analysis.hpp"
#include <chrono>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::analysis {

struct JobResult {
    std::optional<geometry::Analysis> analysis;
    std::string picture;
    std::string glb, light_glb;
    ExitReport report;
};

// Read ends of the pipes of a job.
struct JobPipes {
    Descriptor result, exit;
};

enum class NoResult {
    worker_died, // the process that watches the jobs is gone
    worker_hangs // nothing came although the job's own deadline is long over
};

// A result, or what is wrong with the file.
using JobOutcome = std::expected<JobResult, geometry::Failure>;

// Reads what the process of a job has written; nothing when that is no complete result. Trusts no byte of it.
std::optional<JobOutcome> parse_result(std::string_view stream);

// Waits until the job has ended. `progress` hears how far it is, in per cent.
std::expected<JobOutcome, NoResult> wait_for_result(
    JobPipes const& pipes, Job const& job, std::function<void(int percent)> const& progress = {});

} // namespace guildhall::analysis
