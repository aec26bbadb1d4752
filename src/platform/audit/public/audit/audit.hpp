#pragma once
// Who changed what, when and from where: one row per change, written in its transaction and never touched again
// (PL-66).
#include "base/actor.hpp"
#include "db/transaction.hpp"
#include "http/router.hpp"

namespace guildhall::audit {

struct Change {
    std::string action; // "quote.accepted"
    std::string subject_kind;
    Uuid subject_id;
    std::optional<std::string> before, after; // JSON
};
void record(db::Tx& tx, Actor const& actor, Change const& change);

struct Entry {
    Time at;
    std::optional<UserId> user_id;
    std::string action;
    std::optional<std::string> before, after; // JSON
};
// What happened to one record: its latest 500 entries, newest first.
std::vector<Entry> entries_of(db::Tx& tx, CompanyId company_id, Uuid const& subject_id);

struct Happening {
    Uuid id;
    Uuid subject_id;
    std::string subject_kind;
    Entry entry;
};
// What happened in the company before that entry, or up to now: the latest first.
std::vector<Happening> happened_before(
    db::Tx& tx, CompanyId company_id, std::optional<Uuid> const& before, std::int64_t most);

struct ChainHead {
    std::int64_t position = 0; // entries in the chain
    std::string hash;          // of the last one, in hexadecimal
};
BOOST_DESCRIBE_STRUCT(ChainHead, (), (position, hash))
ChainHead head_of(db::Tx& tx, CompanyId company_id);
// What is wrong with the chains of all companies; `guildhall verify` says it.
std::vector<std::string> verify(db::Tx& tx);

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes);

} // namespace guildhall::audit
