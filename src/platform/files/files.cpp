#include "arrivals.hpp"
#include "audit/audit.hpp"
#include "file.hpp"
#include "http/listing.hpp"
#include "jobs/job.hpp"
#include "jobs/outbox.hpp"
#include "share.hpp"

namespace guildhall::files {
namespace {

db::Insert<File> const insert_file{tables, "file"};
db::Find<File, CompanyId, FileId> const find_row{tables, "FROM file WHERE company_id = ? AND id = ?"};

db::Select<File, CompanyId, FileAccess> const select_demo{
    tables, "FROM file WHERE company_id = ? AND access = ? ORDER BY created_at LIMIT 24"};

db::Change<FileStatus, std::optional<FileProblem>, std::optional<geometry::Analysis>, CompanyId, FileId> const
    put_findings{tables,
        "UPDATE file SET status = ?, problem = ?, analysis = ?, version = version + 1 WHERE company_id = ? AND id = ?"};

// A scanner may be away for days; a file it has not seen is nobody else's meanwhile.
constexpr std::int64_t most_scan_attempts = 1'000;

void tell_analyzed(db::Tx& tx, Actor const& actor, File const& file)
{
    jobs::publish(
        tx, actor, "file", file.id, "file.analyzed", FileAnalyzed{file.id, file.file_name, file.status, file.owner_id});
}

db::Find<std::int64_t, CompanyId> const sum_sizes{
    tables, "CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM file WHERE company_id = ?"};

db::Select<OwnedContent, CompanyId> const select_contents{
    tables, "FROM file WHERE company_id = ? GROUP BY sha256, size ORDER BY sha256"};

} // namespace

std::optional<File> find_file_of(db::Tx& tx, CompanyId company_id, FileId file_id)
{
    return find_file(tx, company_id, file_id);
}

void finish_file(db::Tx& tx, Actor const& actor, FileId file_id, Findings const& findings)
{
    auto file = find_file(tx, actor.company_id, file_id);
    if (!file || file->status != FileStatus::analyzing) return;
    put_findings(tx, findings.status, findings.problem, findings.analysis, actor.company_id, file_id);
    audit::record(tx, actor,
        {"file.analyzed", "file", file_id.uuid, {}, R"({"status":)" + reflect::to_json(findings.status) + "}"});
    file->status = findings.status;
    tell_analyzed(tx, actor, *file);
}

FileView view_of(File const& file)
{
    FileView view{file.id, file.file_name, file.kind, file.size, file.sha256, file.status, file.problem, file.analysis,
        {}, {}, {}, file.access, file.owner_id, file.created_at, file.scan, file.virus, {}};
    if (file.status == FileStatus::ready && file.analysis) {
        auto const base = "/api/v1/files/" + to_string(file.id);
        view.preview_url = base + "/preview.png";
        view.model_url = base + "/model.glb";
    }
    return view;
}

FileView view_for(db::Tx& tx, Actor const& actor, File const& file)
{
    auto view = view_of(file);
    view.shared_with_me = received_share(tx, actor, file);
    return view;
}

std::optional<File> find_file(db::Tx& tx, CompanyId company_id, FileId file_id)
{
    return find_row(tx, company_id, file_id);
}

std::optional<File> find_visible(db::Tx& tx, Actor const& actor, FileId file_id)
{
    auto file = find_row(tx, actor.company_id, file_id);
    if (!file) return std::nullopt;
    if (file->access == FileAccess::demo || actor.owns(file->owner_id) || actor.may(Right::files_read)) return file;
    if (is_shared_with(tx, actor, file_id)) return file;
    return std::nullopt;
}

bool is_picture(db::Tx& tx, Actor const& actor, Uuid const& file_id)
{
    auto const file = find_visible(tx, actor, {file_id});
    return file && has_pixels(file->kind) && file->scan != ScanState::waiting && file->scan != ScanState::infected;
}

std::vector<File> demo_files(db::Tx& tx, CompanyId company_id) { return select_demo(tx, company_id, FileAccess::demo); }

File add_file(db::Tx& tx, Actor const& actor, StoredContent const& content, FileAccess access)
{
    File file;
    file.company_id = actor.company_id;
    file.id = tx.new_id<FileId>();
    file.owner_id = actor.user_id;
    file.access = access;
    file.file_name = content.file_name;
    file.kind = content.kind;
    file.size = content.size;
    file.sha256 = content.sha256;
    file.status = content.status;
    file.problem = content.problem;
    file.analysis = content.analysis;
    file.created_at = actor.now;
    file.scan = content.scan;
    insert_file(tx, file);
    plans::count(tx, file.company_id, actor.now, plans::Meter::storage_bytes, file.size);
    claim(tx, actor, file.sha256);
    add_terms(tx, file);
    audit::record(tx, actor,
        {"file.added", "file", file.id.uuid, {},
            R"({"file_name":)" + reflect::to_json(file.file_name) + R"(,"sha256":)" + reflect::to_json(file.sha256) +
                "}"});
    publish(tx, actor, file, "file.added");
    if (file.status == FileStatus::analyzing) {
        auto job = jobs::new_job(analyze_job, AnalyzeFile{file.id});
        job.priority = jobs::JobPriority::high;
        jobs::enqueue(tx, actor, job);
    } else if (file.analysis || file.problem)
        tell_analyzed(tx, actor, file);
    if (file.scan == ScanState::waiting) {
        auto job = jobs::new_job(scan_job, ScanFile{file.id});
        job.max_attempts = most_scan_attempts;
        jobs::enqueue(tx, actor, job);
    }
    return file;
}

std::optional<plans::Overrun> no_storage(db::Tx& tx, Actor const& actor, std::vector<StoredContent> const& contents)
{
    std::int64_t bytes = 0;
    for (auto const& content : contents) bytes += content.size;
    return plans::room_for(tx, actor.company_id, actor.now, plans::Meter::storage_bytes, bytes);
}

std::vector<std::string> verify(db::Tx& tx)
{
    std::vector<std::string> faults;
    for (auto const& company : companies::all_company_ids(tx)) {
        auto const files = sum_sizes(tx, company).value_or(0), counted = plans::stored_bytes(tx, company);
        if (files != counted)
            faults.push_back("company " + to_string(company) + ": its files have " + std::to_string(files) +
                             " bytes, counted are " + std::to_string(counted));
    }
    return faults;
}

void publish(db::Tx& tx, Actor const& actor, File const& file, std::string_view what)
{
    jobs::publish(tx, actor, "file", file.id, what, FileChanged{file.file_name, file.kind, file.owner_id});
}

std::vector<OwnedContent> contents_of(db::Tx& tx, CompanyId company_id) { return select_contents(tx, company_id); }

} // namespace guildhall::files
