// The rows of direct uploads: begun, received, become a file.
#include "direct_upload.hpp"
#include "audit/audit.hpp"

namespace guildhall::files {
namespace {

db::Insert<UploadRow> const insert_upload{tables, "file_upload"};
db::Find<UploadRow, CompanyId, UploadId> const find_upload_row{
    tables, "FROM file_upload WHERE company_id = ? AND id = ?"};
db::Change<std::optional<std::string>, CompanyId, UploadId> const put_received{
    tables, "UPDATE file_upload SET sha256 = ? WHERE company_id = ? AND id = ?"};
db::Change<std::optional<FileId>, CompanyId, UploadId> const put_completed{
    tables, "UPDATE file_upload SET file_id = ? WHERE company_id = ? AND id = ?"};
db::Select<UploadRow, Time> const select_old_uploads{
    tables, "FROM file_upload WHERE created_at < ? ORDER BY created_at LIMIT 500", db::Reach::all_companies};
db::Change<CompanyId, UploadId> const delete_upload{tables, "DELETE FROM file_upload WHERE company_id = ? AND id = ?"};

} // namespace

std::optional<UploadRow> find_upload(db::Tx& tx, CompanyId company_id, UploadId id)
{
    return find_upload_row(tx, company_id, id);
}

UploadRow begin_upload(db::Tx& tx, Actor const& actor, BeginUpload const& wish)
{
    UploadRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<UploadId>();
    row.owner_id = actor.user_id;
    row.purpose = wish.purpose;
    row.file_name = wish.file_name.value;
    row.size = wish.size;
    row.created_at = actor.now;
    insert_upload(tx, row);
    audit::record(tx, actor,
        {"upload.begun", "upload", row.id.uuid, {},
            R"({"file_name":)" + reflect::to_json(row.file_name) + R"(,"size":)" + std::to_string(row.size) + "}"});
    return row;
}

bool note_received(db::Tx& tx, Actor const& actor, UploadId id, std::string const& sha256)
{
    auto const row = find_upload(tx, actor.company_id, id);
    if (!row || row->sha256) return false;
    put_received(tx, sha256, actor.company_id, id);
    audit::record(
        tx, actor, {"upload.received", "upload", id.uuid, {}, R"({"sha256":)" + reflect::to_json(sha256) + "}"});
    return true;
}

Outcome<FileView, CompleteUploadRefusal> complete_upload(db::Tx& tx, Actor const& actor, ReceivedUpload const& done)
{
    auto const row = find_upload(tx, actor.company_id, done.upload.id);
    if (!row) return refuse(CompleteUploadRefusal::upload_not_found);
    if (row->file_id) {
        auto const file = find_file(tx, actor.company_id, *row->file_id);
        if (!file) return refuse(CompleteUploadRefusal::upload_not_found, "The file was removed.");
        return view_of(*file);
    }
    if (!done.content) return refuse(CompleteUploadRefusal::upload_not_received);
    if (auto const overrun = no_storage(tx, actor, {*done.content}))
        return plans::refuse_over(CompleteUploadRefusal::plan_limit_reached, *overrun);

    // From here on it succeeds.
    auto const file = add_file(tx, actor, *done.content);
    put_completed(tx, file.id, actor.company_id, row->id);
    return view_of(file);
}

std::vector<UploadRow> old_uploads(db::Tx& tx, Time before) { return select_old_uploads(tx, before); }

void forget_upload(db::Tx& tx, UploadRow const& row) { delete_upload(tx, row.company_id, row.id); }

} // namespace guildhall::files
