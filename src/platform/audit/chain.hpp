#pragma once
// The chain through the entries of a company (PL-66).
#include "audit/audit.hpp"
#include "db/queries.hpp"

namespace guildhall::audit {

inline db::Tables const tables{{"audit_entry", "audit_head"}};

using AuditEntryId = Id<struct AuditEntryTag>;

struct AuditRow {
    CompanyId company_id;
    AuditEntryId id;
    Time at;
    std::optional<UserId> user_id;
    std::string role;
    std::string address;
    std::string request_id;
    std::string action;
    std::string subject_kind;
    Uuid subject_id;
    std::optional<std::string> before_state;
    std::optional<std::string> after_state;
    std::int64_t position = 0; // 1, 2, 3 … within the company; 0: written before there was a chain
    std::optional<db::Bytes> hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (),
    (company_id, id, at, user_id, role, address, request_id, action, subject_kind, subject_id, before_state,
        after_state, position, hash))

// SHA-256 of what the entry says: every field with its length before it, so that none can borrow from its neighbour.
std::string digest_of(AuditRow const& row);
// SHA-256 of the hash before it and the digest; the first one follows 32 zero bytes.
std::string link(std::string const& hash_before, std::string const& digest);

// Gives the row its place behind the last one, and makes it the last.
void append_to_chain(db::Tx& tx, AuditRow& row);

struct ReadChainHead {};
BOOST_DESCRIBE_STRUCT(ReadChainHead, (), ())
BOOST_DEFINE_ENUM_CLASS(ReadChainHeadRefusal)
Outcome<ChainHead, ReadChainHeadRefusal> read_chain_head(db::Tx&, Actor const&, ReadChainHead const&);

} // namespace guildhall::audit
