#pragma once
// STEP files (AP203, AP214, AP242) by way of OpenCASCADE: exact volume, area and centre of mass from the B-rep, the
// assembly with its names and colours, and triangles for everything that needs triangles.
// OpenCASCADE is not thread-safe and crashes on hostile files: call this from one thread of a process one can lose.
#include "step/model.hpp"
#include <cstddef>
#include <expected>
#include <span>

namespace guildhall::step {

// Measures and triangulates. Fails with what prescan() fails with, damaged_file when OpenCASCADE cannot make sense of
// it, no_geometry when there is no solid, too_complex beyond 20,000 instances or 20 million triangles.
// Throws std::bad_alloc when memory is short.
std::expected<StepModel, geometry::Failure> read_step(std::span<std::byte const> file);

// Loads OpenCASCADE's tables and reads a tiny file, so that the first real one does not have to wait for that.
void warm_up();

} // namespace guildhall::step
