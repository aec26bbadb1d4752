#pragma once
// What may be done to many users, roles and API keys at once (PL-22).
#include "bulk/steps.hpp"

namespace guildhall::identity {

void add_bulk_steps(http::Router& routes, bulk::Steps& steps);

} // namespace guildhall::identity
