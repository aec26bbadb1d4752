// Asking for an archive of the company, and knowing how it stands.
#include "audit/audit.hpp"
#include "export.hpp"

namespace guildhall::company_data {
namespace {

db::Insert<ExportRow> const insert_export{tables, "company_export"};
db::Update<ExportRow> const update_export{tables, "company_export"};
db::Find<ExportRow, CompanyId, ExportId> const find_row{tables, "FROM company_export WHERE company_id = ? AND id = ?"};
db::Select<ExportRow, CompanyId> const select_newest{
    tables, "FROM company_export WHERE company_id = ? ORDER BY created_at DESC, id DESC LIMIT 1"};
db::Select<ExportRow, ExportState, Time> const select_over{
    tables, "FROM company_export WHERE state = ? AND expires_at < ?", db::Reach::all_companies};

struct ExportChanged {
    ExportState state = ExportState::waiting;
    UserId created_by;
};
BOOST_DESCRIBE_STRUCT(ExportChanged, (), (state, created_by))

void tell_export(db::Tx& tx, Actor const& actor, std::string const& action, ExportRow const& row)
{
    audit::record(tx, actor, {action, "company_export", row.id.uuid, {}, reflect::to_json(shown_export(row))});
    jobs::publish(tx, actor, "company_export", row.id, action, ExportChanged{row.state, row.created_by});
}

} // namespace

CompanyExport shown_export(ExportRow const& row)
{
    return {row.id, row.state, row.size, row.row_count, row.file_count, row.created_by, row.created_at, row.finished_at,
        row.expires_at, row.version};
}

std::optional<ExportRow> find_export(db::Tx& tx, CompanyId company_id, ExportId id)
{
    return find_row(tx, company_id, id);
}

Outcome<CompanyExport, StartExportRefusal> start_export(db::Tx& tx, Actor const& actor, StartExport const&)
{
    for (auto const& newest : select_newest(tx, actor.company_id))
        if (newest.state == ExportState::waiting)
            return refuse(StartExportRefusal::export_under_way, "An archive is being made already.");

    // From here on it is being made.
    ExportRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<ExportId>();
    row.created_by = *actor.user_id;
    row.created_at = actor.now;
    insert_export(tx, row);
    jobs::enqueue(tx, actor, jobs::new_job(export_job, ExportPayload{row.id}));
    tell_export(tx, actor, "company_export.started", row);
    return shown_export(row);
}

Outcome<CompanyExport, ExportRefusal> read_export(db::Tx& tx, Actor const& actor, ExportPath const& wish)
{
    auto const row = find_row(tx, actor.company_id, wish.export_id);
    if (!row) return refuse(ExportRefusal::export_not_found);
    return shown_export(*row);
}

void finish_export(db::Tx& tx, Actor const& actor, ExportRow row)
{
    row.state = ExportState::ready;
    row.finished_at = actor.now;
    row.expires_at = actor.now + archive_lifetime;
    ++row.version;
    update_export(tx, row);
    tell_export(tx, actor, "company_export.finished", row);
}

void hear_of_end(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "job.dead" && event.name != "job.cancelled") return;
    if (event.payload_as<jobs::JobEnded>().kind != export_job) return;
    for (auto row : select_newest(tx, event.company_id)) { // at most one waits
        if (row.state != ExportState::waiting) continue;
        row.state = ExportState::failed;
        ++row.version;
        update_export(tx, row);
        Actor actor;
        actor.company_id = event.company_id;
        actor.user_id = event.user_id;
        actor.now = event.occurred_at;
        tell_export(tx, actor, "company_export.failed", row);
    }
}

std::vector<ExportRow> expire_exports(db::Tx& tx, Time now)
{
    auto rows = select_over(tx, ExportState::ready, now);
    for (auto& row : rows) {
        row.state = ExportState::expired;
        ++row.version;
        update_export(tx, row);
    }
    return rows;
}

} // namespace guildhall::company_data
