#include "chain.hpp"
#include "crypto/crypto.hpp"
#include <algorithm>

namespace guildhall::audit {
namespace {

struct HeadRow {
    CompanyId company_id;
    std::int64_t position = 0;
    db::Bytes hash;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (company_id, position, hash))

db::Find<HeadRow, CompanyId> const find_head{tables, "FROM audit_head WHERE company_id = ?"};
db::Insert<HeadRow> const put_head{
    tables, "audit_head", " ON CONFLICT (company_id) DO UPDATE SET position = excluded.position, hash = excluded.hash"};
db::Select<HeadRow> const select_heads{tables, "FROM audit_head", db::Reach::all_companies};
db::Select<CompanyId> const select_chained{
    tables, "DISTINCT company_id FROM audit_entry WHERE position > 0", db::Reach::all_companies};
db::Select<AuditRow, CompanyId, AuditEntryId> const select_page{
    tables, "FROM audit_entry WHERE company_id = ? AND id > ? ORDER BY id LIMIT 1000"};

std::string const nothing_before(32, '\0');

void add(std::string& text, std::string_view field)
{
    text += std::to_string(field.size());
    text += ':';
    text += field;
}

std::string_view bytes_of(Uuid const& id) { return {reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()}; }

struct Chained {
    std::int64_t position = 0;
    std::string digest, hash;
};

// Of all entries in the chain only what it takes to walk it: there may be millions.
std::vector<Chained> chained_entries(db::Tx& tx, CompanyId company_id)
{
    std::vector<Chained> all;
    AuditEntryId last;
    for (;;) {
        auto const page = select_page(tx, company_id, last);
        for (auto const& row : page)
            if (row.position > 0) all.push_back({row.position, digest_of(row), row.hash.value_or(db::Bytes{}).value});
        if (page.size() < 1000) break;
        last = page.back().id;
    }
    std::ranges::sort(all, {}, &Chained::position);
    return all;
}

void verify_company(db::Tx& tx, HeadRow const& head, std::vector<std::string>& faults)
{
    auto const fault = [&](std::string const& what) {
        faults.push_back("audit of company " + to_string(head.company_id) + ": " + what);
    };
    auto before = nothing_before;
    std::int64_t position = 0;
    for (auto const& entry : chained_entries(tx, head.company_id)) {
        if (entry.position != ++position) {
            fault("entry " + std::to_string(position) + " is missing or there twice");
            return;
        }
        if (link(before, entry.digest) != entry.hash) {
            fault("entry " + std::to_string(position) + " is not as it was written");
            return;
        }
        before = entry.hash;
    }
    if (position != head.position || before != head.hash.value)
        fault("it ends at entry " + std::to_string(position) + " and should end at " + std::to_string(head.position));
}

} // namespace

std::string digest_of(AuditRow const& row)
{
    std::string text;
    add(text, bytes_of(row.company_id.uuid));
    add(text, bytes_of(row.id.uuid));
    add(text, std::to_string(row.position));
    add(text, std::to_string(row.at.time_since_epoch().count()));
    add(text, row.user_id ? bytes_of(row.user_id->uuid) : std::string_view{});
    for (auto const* field : {&row.role, &row.address, &row.request_id, &row.action, &row.subject_kind})
        add(text, *field);
    add(text, bytes_of(row.subject_id));
    for (auto const* state : {&row.before_state, &row.after_state}) add(text, *state ? "=" + **state : std::string{});
    return crypto::sha256(text);
}

std::string link(std::string const& hash_before, std::string const& digest)
{
    return crypto::sha256(hash_before + digest);
}

void append_to_chain(db::Tx& tx, AuditRow& row)
{
    auto head = find_head(tx, row.company_id).value_or(HeadRow{row.company_id, 0, {nothing_before}});
    row.position = ++head.position;
    head.hash.value = link(head.hash.value, digest_of(row));
    row.hash = head.hash;
    put_head(tx, head);
}

ChainHead head_of(db::Tx& tx, CompanyId company_id)
{
    auto const head = find_head(tx, company_id).value_or(HeadRow{company_id, 0, {nothing_before}});
    return {head.position, crypto::hex(head.hash.value)};
}

Outcome<ChainHead, ReadChainHeadRefusal> read_chain_head(db::Tx& tx, Actor const& actor, ReadChainHead const&)
{
    return head_of(tx, actor.company_id);
}

std::vector<std::string> verify(db::Tx& tx)
{
    std::vector<std::string> faults;
    auto const heads = select_heads(tx);
    for (auto const& head : heads) verify_company(tx, head, faults);
    for (auto const& company_id : select_chained(tx))
        if (std::ranges::find(heads, company_id, &HeadRow::company_id) == heads.end())
            faults.push_back("audit of company " + to_string(company_id) + ": its end is not known any more");
    return faults;
}

} // namespace guildhall::audit
