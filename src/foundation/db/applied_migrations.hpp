#pragma once
// What both engines do alike when they bring a schema up to date.
#include "db/database.hpp"

namespace guildhall::db {

// Applies what `session` lacks, each migration in a transaction of its own; the caller holds the engine's lock.
void apply_migrations(Session& session, std::vector<Migration> migrations, Dialect dialect, Time now);

} // namespace guildhall::db
