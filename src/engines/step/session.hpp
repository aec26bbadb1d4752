#pragma once

namespace guildhall::step {

// Settings of OpenCASCADE that are global to the process; made once, before the first reader is constructed
// (the length unit is latched one call late otherwise).
void prepare_session();

} // namespace guildhall::step
