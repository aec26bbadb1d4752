#pragma once
// The day at a glance.
#include "materials/materials.hpp"

namespace guildhall::dashboard {

// Catalogues must outlive the router.
void add_routes(http::Router& routes, materials::Catalogues& catalogues);

} // namespace guildhall::dashboard
