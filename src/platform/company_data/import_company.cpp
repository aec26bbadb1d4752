// Brings a company in: everything of its archive, or nothing.
#include "archive.hpp"
#include "archive_format.hpp"
#include <algorithm>

namespace guildhall::company_data {
namespace {

constexpr std::uint64_t longest_manifest = 100'000'000, longest_file = 1'000'000'000;

Manifest read_manifest(ArchiveReader const& archive)
{
    auto const text = archive.read("manifest.json", longest_manifest);
    if (!text) throw Unreadable{"the archive has no manifest.json: it is not one of a company"};
    reflect::Complaints faults;
    auto manifest = reflect::from_json<Manifest>(*text, faults);
    if (!faults.empty()) throw Unreadable{"manifest.json: " + faults.front().pointer + " " + faults.front().message};
    if (manifest.version != archive_version)
        throw Unreadable{"the archive has format " + std::to_string(manifest.version) + ", this program reads " +
                         std::to_string(archive_version)};
    return manifest;
}

void check_schema(Manifest const& manifest, std::vector<db::TenantTable> const& tables)
{
    auto const ours = schema_of(tables);
    for (auto const& theirs : manifest.schema)
        if (std::ranges::find(ours, theirs) == ours.end())
            throw Unreadable{"the archive was made by another version of the program: " + theirs};
    if (manifest.schema.size() != ours.size())
        throw Unreadable{"the archive was made by another version of the program: it lacks tables"};
}

// Bytes lie in the store under their hash before any row names them; should the rest fail, cleaning finds them.
void import_files(ArchiveReader const& archive, Manifest const& manifest, files::DiskStore& store)
{
    for (auto const& file : manifest.files) {
        auto const bytes = archive.read("files/" + file.sha256, longest_file);
        if (!bytes) throw Unreadable{"files/" + file.sha256 + " is missing"};
        if (!store.adopt(file.sha256, *bytes)) throw Unreadable{"files/" + file.sha256 + " is not what its name says"};
    }
}

void import_row(
    db::Tx& tx, db::TenantTable const& table, Manifest const& manifest, bool has_first, std::string_view line)
{
    boost::system::error_code error;
    auto value = reflect::json::parse(line, error);
    if (error || !value.is_object()) throw Unreadable{member_of(table.name) + " has a line that is no JSON object"};
    auto& row = value.as_object();
    auto const* owner = row.if_contains("company_id");
    if (!owner || *owner != reflect::json::value(to_string(manifest.company)))
        throw Unreadable{member_of(table.name) + " has a row of another company"};
    // Visitors belong to one company of an installation: who is there first.
    if (table.name == "company" && has_first) row["is_first"] = 0;
    if (auto const fault = db::write_row(tx, table, row)) throw Unreadable{*fault};
}

// Read once before anything is written: a table that is damaged, or has not as many rows as the manifest promises,
// would otherwise be found out by what it breaks.
void check_rows(ArchiveReader const& archive, Manifest const& manifest, std::vector<db::TenantTable> const& tables)
{
    for (auto const& table : tables) {
        std::int64_t rows = 0;
        archive.read_lines(member_of(table.name), [&](std::string_view) { ++rows; });
        auto const promised = std::ranges::find(manifest.tables, table.name, &TableEntry::name);
        if (promised == manifest.tables.end() || promised->rows != rows)
            throw Unreadable{
                member_of(table.name) + " has " + std::to_string(rows) + " rows, not what the manifest says"};
    }
}

std::int64_t import_table(
    db::Tx& tx, ArchiveReader const& archive, db::TenantTable const& table, Manifest const& manifest, bool has_first)
{
    std::int64_t rows = 0;
    archive.read_lines(member_of(table.name), [&](std::string_view line) {
        import_row(tx, table, manifest, has_first, line);
        ++rows;
    });
    return rows;
}

} // namespace

std::expected<Imported, std::string> import_company(
    db::Database& database, files::DiskStore& store, std::filesystem::path const& path)
{
    try {
        ArchiveReader const archive(path);
        auto const manifest = read_manifest(archive);
        CompanyId const company_id{manifest.company};
        auto const scope = db::Scope::all_companies();
        auto const is_here = database.read_now(scope, [&](db::Tx& tx) {
            auto const travelling = travelling_tables(tx);
            check_schema(manifest, travelling);
            check_rows(archive, manifest, travelling);
            return companies::find_company(tx, company_id).has_value();
        });
        if (is_here) return std::unexpected("the company \"" + manifest.company_name + "\" is here already");
        import_files(archive, manifest, store);
        Imported result{company_id, manifest.company_name, 0, static_cast<std::int64_t>(manifest.files.size())};
        std::optional<Unreadable> fault;
        database.write_now(scope, [&](db::Tx& tx) {
            result.row_count = 0;
            fault.reset();
            auto const has_first = companies::find_first_company(tx).has_value();
            try {
                for (auto const& table : travelling_tables(tx))
                    result.row_count += import_table(tx, archive, table, manifest, has_first);
            } catch (Unreadable const& unreadable) {
                fault = unreadable;
            }
            return !fault;
        });
        if (fault) return std::unexpected(fault->why);
        return result;
    } catch (Unreadable const& fault) {
        return std::unexpected(fault.why);
    }
}

} // namespace guildhall::company_data
