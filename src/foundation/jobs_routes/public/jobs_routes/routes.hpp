#pragma once
// The queue as the staff sees it, and progress for whoever asked for a job (PL-40).
#include "http/router.hpp"

namespace guildhall::jobs {

void add_routes(http::Router& router);

} // namespace guildhall::jobs
