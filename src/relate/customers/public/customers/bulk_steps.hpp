#pragma once
// What may be done to many customers at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::customers {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::customers
