#pragma once
// A part of a transaction that may be undone while the rest goes on.
#include "db/transaction.hpp"

namespace guildhall::db {

// Within a writing transaction: what `body` changed stays when it answers true, and is undone when it answers false.
// An exception is the whole transaction's. Answers what body did.
bool attempt(Tx& tx, std::function<bool()> const& body);

} // namespace guildhall::db
