#pragma once
// How engines report what went wrong, below the level that modules see.
#include "base/outcome.hpp"
#include <string>

namespace guildhall::db {

// Another transaction was faster; running the same again is the remedy (serialization failure, deadlock, busy).
struct Retry : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A statement failed: a constraint of the schema, or SQL that does not fit it. A bug unless the database itself is ill.
struct StatementFailed : Bug {
    using Bug::Bug;
};

} // namespace guildhall::db
