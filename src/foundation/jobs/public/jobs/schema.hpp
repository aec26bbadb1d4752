#pragma once
// The tables of the queue, the outbox and the schedules.
#include "db/migration.hpp"

namespace guildhall::jobs {

std::vector<db::Migration> migrations();

} // namespace guildhall::jobs
