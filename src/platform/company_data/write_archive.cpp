// Makes the archive of a company: all its rows as they are at one moment, and its files.
#include "archive.hpp"
#include "archive_format.hpp"
#include "export.hpp"
#include <fstream>

namespace guildhall::company_data {
namespace {

namespace fs = std::filesystem;

// Rows wait here until libzip packs them.
class Drafts {
public:
    explicit Drafts(fs::path folder)
        : folder_(std::move(folder))
    {
        fs::remove_all(folder_); // of an attempt that was broken off
        fs::create_directories(folder_);
    }
    ~Drafts()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Drafts(Drafts const&) = delete;
    Drafts& operator=(Drafts const&) = delete;
    fs::path path_of(std::string const& table) const { return folder_ / (table + ".jsonl"); }

private:
    fs::path folder_;
};

std::int64_t write_table(db::Tx& tx, db::TenantTable const& table, CompanyId company_id, fs::path const& path)
{
    std::ofstream file(path, std::ios::binary);
    std::int64_t count = 0;
    db::read_rows(tx, table, company_id, [&](reflect::json::object& row) {
        leave_secrets(table, row);
        file << reflect::json::serialize(row) << '\n';
        ++count;
    });
    if (!file.flush()) throw Unavailable("cannot write " + path.string());
    return count;
}

} // namespace

void CompanyData::write_archive(jobs::JobContext& job)
{
    auto const company_id = job.company_id();
    auto const export_id = job.payload<ExportPayload>().export_id;
    auto row = database_.read_now(
        db::Scope::of(company_id), [&](db::Tx& tx) { return find_export(tx, company_id, export_id); });
    // One that failed is made after all when its job is started over.
    if (!row || (row->state != ExportState::waiting && row->state != ExportState::failed)) return;
    auto const target = path_of(company_id, export_id.uuid);
    fs::create_directories(target.parent_path());
    Drafts const drafts(target.string() + ".drafts");
    job.progress(1, "reading");
    // One transaction: the archive is the company at one moment.
    auto const manifest = database_.read_now(db::Scope::of(company_id), [&](db::Tx& tx) {
        auto const travelling = travelling_tables(tx);
        auto const company = companies::get_company(tx, company_id);
        Manifest all{archive_version, company_id.uuid, company.name.value, job.now(), schema_of(travelling), {}, {}};
        for (auto const& table : travelling)
            all.tables.push_back({table.name, write_table(tx, table, company_id, drafts.path_of(table.name))});
        for (auto const& content : files::contents_of(tx, company_id))
            if (store_.has(content.sha256)) all.files.push_back({content.sha256, content.size});
        return all;
    });
    job.progress(20, "packing");
    ArchiveWriter archive(target);
    archive.add("manifest.json", reflect::to_json(manifest));
    for (auto const& table : manifest.tables) {
        archive.add_file(member_of(table.name), drafts.path_of(table.name), false);
        row->row_count = row->row_count.value_or(0) + table.rows;
    }
    for (auto const& file : manifest.files) archive.add_file("files/" + file.sha256, store_.here(file.sha256), false);
    archive.finish([&](double done) { job.progress(20 + static_cast<std::int64_t>(done * 79), "packing"); });
    row->size = static_cast<std::int64_t>(fs::file_size(target));
    row->file_count = static_cast<std::int64_t>(manifest.files.size());
    job.complete([&](db::Tx& tx) { finish_export(tx, job.actor(), *row); }, "ready");
}

void CompanyData::forget_archives(Time now)
{
    std::vector<ExportRow> over;
    database_.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        over = expire_exports(tx, now);
        return true;
    });
    std::error_code ignored;
    for (auto const& row : over) fs::remove(path_of(row.company_id, row.id.uuid), ignored);
}

} // namespace guildhall::company_data
