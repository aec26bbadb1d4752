#pragma once
// Saved views of lists.
#include "http/router.hpp"

namespace guildhall::views {

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes);

} // namespace guildhall::views
