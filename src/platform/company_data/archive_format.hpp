#pragma once
// What an archive of a company looks like: manifest.json, tables/<name>.jsonl, files/<sha256>.
#include "company_data/company_data.hpp"
#include "db/tenant_rows.hpp"

namespace guildhall::company_data {

inline constexpr std::int64_t archive_version = 1;

struct TableEntry {
    std::string name;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(TableEntry, (), (name, rows))
struct FileEntry {
    std::string sha256;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(FileEntry, (), (sha256, size))

struct Manifest {
    std::int64_t version = archive_version;
    Uuid company;
    std::string company_name;
    Time made_at;
    std::vector<std::string> schema; // of the tables: another schema is another format
    std::vector<TableEntry> tables;
    std::vector<FileEntry> files;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (version, company, company_name, made_at, schema, tables, files))

// "table(column,column…)" of every table that travels, in their order.
std::vector<std::string> schema_of(std::vector<db::TenantTable> const& tables);

// The company's tables that an archive holds. What belongs to this installation and not to the company stays: sessions
// and secrets that only this installation's key opens, the queue, the outbox, archives themselves.
std::vector<db::TenantTable> travelling_tables(db::Tx& tx);

// Takes out of a row the codes and links of messages that are on their way: what opens something stays.
void leave_secrets(db::TenantTable const& table, boost::json::object& row);

inline std::string member_of(std::string const& table) { return "tables/" + table + ".jsonl"; }

} // namespace guildhall::company_data
