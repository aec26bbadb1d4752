// The module guildhall-step.so: OpenCASCADE and what reads STEP files with it.
#include "step/step.hpp"
#include "step_module.hpp"

extern "C" [[gnu::visibility("default")]] constinit guildhall::analysis::StepModule const guildhall_step_module{
    guildhall::step::read_step, guildhall::step::warm_up};
