#pragma once
// OpenCASCADE takes 40 ms and 34 MB to load, which files of triangles need not pay for. So the reader of STEP files
// is a module of its own beside the executable, loaded when the first STEP file comes.
#include "step/model.hpp"

namespace guildhall::analysis {

struct StepModule {
    step::ReadStep read_step = nullptr;
    void (*warm_up)() = nullptr;
};

// Loads the module if that has not been done yet; null when it is not there.
step::ReadStep load_step_reader();

// What load_step_reader() has loaded; null before.
step::ReadStep loaded_step_reader();

// Whether a file that begins like this needs the module.
bool looks_like_step(std::span<std::byte const> beginning);

} // namespace guildhall::analysis
