#pragma once
#include "step/prescan.hpp"

namespace guildhall::step {

// Says in one sentence why a well-formed file has no solid to measure, and what would help.
geometry::Failure explain_no_geometry(Outline const& outline, std::int64_t open_surfaces);

} // namespace guildhall::step
