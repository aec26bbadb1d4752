#pragma once
// What may be done to many orders at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::orders {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::orders
