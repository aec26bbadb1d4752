#pragma once
// What may be done to many rows of the catalogue at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::materials {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::materials
