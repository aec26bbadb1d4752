#pragma once
// Idempotency-Key (PL-24): the first answer is kept in the transaction that made it, and given again.
#include "base/actor.hpp"
#include "db/migration.hpp"
#include "db/transaction.hpp"

namespace guildhall::http {

struct KeptAnswer {
    std::string request_hash;
    std::int64_t status = 0;
    std::string etag;
    std::string body;
};

// The answer kept for this caller and key, if any.
std::optional<KeptAnswer> find_kept_answer(db::Tx& tx, Actor const& actor, std::string const& key);
void keep_answer(db::Tx& tx, Actor const& actor, std::string const& key, KeptAnswer const& answer);
// Forgets answers older than a day; a scheduled job calls it. Returns how many.
std::int64_t forget_kept_answers(db::Tx& tx, Time now);

std::vector<db::Migration> migrations();

} // namespace guildhall::http
