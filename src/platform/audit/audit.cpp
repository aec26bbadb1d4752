#include "audit/audit.hpp"
#include "chain.hpp"
#include "crypto/crypto.hpp"
#include "http/listing.hpp"

namespace guildhall::audit {
namespace {

struct AuditEntry {
    AuditEntryId id;
    Time at;
    std::optional<UserId> user_id;
    std::string role;
    std::string address;
    std::string request_id;
    std::string action;
    std::string subject_kind;
    Uuid subject_id;
    std::optional<std::string> before; // JSON text
    std::optional<std::string> after;
    std::int64_t position = 0;       // in the company's chain; 0 before there was one
    std::optional<std::string> hash; // SHA-256, in hexadecimal
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (),
    (id, at, user_id, role, address, request_id, action, subject_kind, subject_id, before, after, position, hash))

db::Insert<AuditRow> const insert_entry{tables, "audit_entry"};

db::Select<AuditRow, CompanyId, Uuid> const select_of_subject{
    tables, "FROM audit_entry WHERE company_id = ? AND subject_id = ? ORDER BY at DESC, id DESC LIMIT 500"};

// Ids grow with time, so their order is that of what happened.
db::Select<AuditRow, CompanyId, Uuid, std::int64_t> const select_before{
    tables, "FROM audit_entry WHERE company_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};

Uuid behind_all()
{
    Uuid last;
    last.bytes.fill(0xFF);
    return last;
}

http::Listing<AuditRow, AuditEntry> const listing{
    {.tables = &tables,
        .table = "audit_entry",
        .filters = {"subject_id", "subject_kind", "action", "user_id", "role", "address", "request_id", "at"},
        .orderings = {"at"},
        .default_ordering = "-at"},
    [](db::Tx&, Actor const&) {
        return [](AuditRow&& row) {
            return AuditEntry{row.id, row.at, row.user_id, row.role, row.address, row.request_id, row.action,
                row.subject_kind, row.subject_id, std::move(row.before_state), std::move(row.after_state), row.position,
                row.hash ? std::optional(crypto::hex(row.hash->value)) : std::nullopt};
        };
    }};

} // namespace

void record(db::Tx& tx, Actor const& actor, Change const& change)
{
    AuditRow row{actor.company_id, tx.new_id<AuditEntryId>(), actor.now, actor.user_id, role_word(actor.role),
        actor.remote_address, actor.request_id, change.action, change.subject_kind, change.subject_id, change.before,
        change.after, 0, {}};
    append_to_chain(tx, row);
    insert_entry(tx, row);
}

std::vector<Entry> entries_of(db::Tx& tx, CompanyId company_id, Uuid const& subject_id)
{
    std::vector<Entry> entries;
    for (auto& row : select_of_subject(tx, company_id, subject_id))
        entries.push_back(
            {row.at, row.user_id, std::move(row.action), std::move(row.before_state), std::move(row.after_state)});
    return entries;
}

std::vector<Happening> happened_before(
    db::Tx& tx, CompanyId company_id, std::optional<Uuid> const& before, std::int64_t most)
{
    std::vector<Happening> all;
    for (auto& row : select_before(tx, company_id, before.value_or(behind_all()), most))
        all.push_back({row.id.uuid, row.subject_id, std::move(row.subject_kind),
            {row.at, row.user_id, std::move(row.action), std::move(row.before_state), std::move(row.after_state)}});
    return all;
}

void add_routes(http::Router& r)
{
    r.list("/api/v1/audit", listing,
        {.summary = "Every change: who, when, from where, what", .needs = Right::audit_read, .exports = true});
    r.get("/api/v1/audit/head", read_chain_head,
        {.summary = "The end of the chain of entries",
            .description = "Kept somewhere else, it proves later that nothing up to here was changed or taken away.",
            .needs = Right::audit_read});
}

} // namespace guildhall::audit
