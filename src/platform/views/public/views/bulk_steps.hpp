#pragma once
// What may be done to many saved views at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::views {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::views
