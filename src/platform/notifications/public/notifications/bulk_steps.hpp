#pragma once
// What may be done to many messages at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::notifications {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::notifications
