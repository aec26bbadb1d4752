#pragma once
// Everything that is computed from one file, in one function. It runs inside the sandbox of a job.
#include "analysis/job.hpp"
#include "geometry/analysis.hpp"
#include "step/model.hpp"
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace guildhall::analysis {

// What a job yields; parts that the job does not ask for are absent.
struct Product {
    std::optional<geometry::Analysis> analysis;
    std::string picture; // PNG; of a thumbnail WebP
    std::string glb;
    std::string light_glb; // simplified; of models with very many triangles only
};

// Hears how far the work is, in per cent.
using Progress = std::function<void(int percent)>;

// Reads the file by its content, whatever it is called, measures it and draws it. `read_step` may be null; a STEP file
// then fails with unsupported_feature. Throws std::bad_alloc when memory is short.
std::expected<Product, geometry::Failure> analyze(
    std::span<std::byte const> file, Job const& job, step::ReadStep read_step, Progress const& progress = {});

} // namespace guildhall::analysis
