#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "kind.hpp"

namespace guildhall::materials {
namespace {

db::Find<Entry, CompanyId, std::string, std::string> const find_by_code{
    tables, "FROM catalogue_entry WHERE company_id = ? AND kind = ? AND code = ?"};
db::Find<Entry, CompanyId, EntryId, std::string> const find_by_id{
    tables, "FROM catalogue_entry WHERE company_id = ? AND id = ? AND kind = ?"};
db::Select<Entry, CompanyId> const select_all{
    tables, "FROM catalogue_entry WHERE company_id = ? ORDER BY kind, position, id"};
db::Insert<Entry> const insert_entry{tables, "catalogue_entry"};
db::Update<Entry> const update_entry{tables, "catalogue_entry"};
db::Change<CompanyId, EntryId> const delete_entry{
    tables, "DELETE FROM catalogue_entry WHERE company_id = ? AND id = ?"};

db::Find<Uuid, CompanyId> const select_revision{tables, "revision FROM catalogue_state WHERE company_id = ?"};
db::Change<CompanyId, Uuid> const put_revision{tables,
    "INSERT INTO catalogue_state (company_id, revision) VALUES (?, ?) "
    "ON CONFLICT (company_id) DO UPDATE SET revision = excluded.revision"};

using RevisionId = Id<struct CatalogueRevisionTag>;

struct CatalogueChanged {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(CatalogueChanged, (), (kind))

void renew_revision(db::Tx& tx, CompanyId company_id) { put_revision(tx, company_id, tx.new_id<RevisionId>().uuid); }

// What every change of an entry leaves behind: a new revision, the trail, and the news for open pages.
void record(db::Tx& tx, Actor const& actor, Entry const& entry, audit::Change const& change)
{
    renew_revision(tx, entry.company_id);
    audit::record(tx, actor, change);
    jobs::publish(tx, actor, "catalogue", entry.id, change.action, CatalogueChanged{entry.kind});
}

} // namespace

std::optional<Entry> find_entry(db::Tx& tx, CompanyId company_id, std::string const& kind, std::string const& key)
{
    if (auto const id = parse_uuid(key)) return find_by_id(tx, company_id, EntryId{*id}, kind);
    return find_by_code(tx, company_id, kind, key);
}

void add_entry(db::Tx& tx, Actor const& actor, Entry const& entry)
{
    insert_entry(tx, entry);
    record(tx, actor, entry, {"catalogue.added", entry.kind, entry.id.uuid, {}, entry.body});
}

void change_entry(db::Tx& tx, Actor const& actor, Entry const& before, Entry const& after)
{
    update_entry(tx, after);
    record(tx, actor, after, {"catalogue.changed", after.kind, after.id.uuid, before.body, after.body});
}

void remove_entry(db::Tx& tx, Actor const& actor, Entry const& entry)
{
    delete_entry(tx, entry.company_id, entry.id);
    record(tx, actor, entry, {"catalogue.deleted", entry.kind, entry.id.uuid, entry.body, {}});
}

std::optional<Uuid> find_revision(db::Tx& tx, CompanyId company_id) { return select_revision(tx, company_id); }

pricing::Catalogue load_catalogue(db::Tx& tx, CompanyId company_id)
{
    pricing::Catalogue catalogue;
    catalogue.currency = to_string(companies::get_company(tx, company_id).currency);
    for (auto const& entry : select_all(tx, company_id))
        for_each_table(catalogue, [&]<class Row>(std::string_view kind, std::vector<Row>& rows) {
            if (kind == entry.kind) rows.push_back(row_of<Row>(entry));
        });
    return catalogue;
}

// Founding is recorded as such; a hundred audit rows would say nothing more.
void give_defaults(db::Tx& tx, companies::Company const& company, Time now)
{
    Entry entry;
    entry.company_id = company.company_id;
    entry.created_at = entry.updated_at = now;
    auto const catalogue = pricing::default_catalogue();
    for_each_table(catalogue, [&](std::string_view, auto const& rows) {
        for (auto const& row : rows) {
            entry.id = tx.new_id<EntryId>();
            put_row(entry, row);
            insert_entry(tx, entry);
        }
    });
    renew_revision(tx, company.company_id);
}

} // namespace guildhall::materials
