#pragma once
// What may be done to many quotes at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::quotes {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::quotes
