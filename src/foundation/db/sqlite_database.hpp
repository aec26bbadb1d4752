#pragma once
#include "db/database.hpp"

namespace guildhall::db {
std::unique_ptr<Database> open_sqlite(Settings const& settings);
} // namespace guildhall::db
