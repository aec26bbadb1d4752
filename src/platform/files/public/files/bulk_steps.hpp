#pragma once
// What may be done to many files at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::files {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::files
