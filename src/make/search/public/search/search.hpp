#pragma once
// One question to everything.
#include "materials/materials.hpp"

namespace guildhall::search {

// Catalogues must outlive the router.
void add_routes(http::Router& routes, materials::Catalogues& catalogues);

} // namespace guildhall::search
