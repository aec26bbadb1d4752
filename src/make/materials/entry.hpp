#pragma once
// How a row of a catalogue is stored: any kind in one table, as JSON.
#include "db/queries.hpp"
#include "materials/materials.hpp"

namespace guildhall::materials {

inline db::Tables const tables{{"catalogue_entry", "catalogue_state"}};

using EntryId = Id<struct CatalogueEntryTag>;

struct Entry {
    CompanyId company_id;
    EntryId id;
    std::string kind; // member of pricing::Catalogue, e.g. "materials"
    std::string code; // what tells it from others of its kind: "pla", or "fdm-10" for ten pieces by fdm
    std::int64_t position = 0;
    bool active = true;
    std::string body; // the row, JSON
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (company_id, id, kind, code, position, active, body, created_at, updated_at, version))

// By code or by id.
std::optional<Entry> find_entry(db::Tx& tx, CompanyId company_id, std::string const& kind, std::string const& key);

// These write the row, its audit entry and a new revision.
void add_entry(db::Tx& tx, Actor const& actor, Entry const& entry);
void change_entry(db::Tx& tx, Actor const& actor, Entry const& before, Entry const& after);
void remove_entry(db::Tx& tx, Actor const& actor, Entry const& entry);

std::optional<Uuid> find_revision(db::Tx& tx, CompanyId company_id);
// All rows of the company as one catalogue, each table in the order of its positions.
pricing::Catalogue load_catalogue(db::Tx& tx, CompanyId company_id);

} // namespace guildhall::materials
