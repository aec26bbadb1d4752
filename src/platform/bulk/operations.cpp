// Operations as they are kept and shown.
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "operation.hpp"

namespace guildhall::bulk {
namespace {

db::Find<OperationRow, CompanyId, BulkOperationId> const find_row{
    tables, "FROM bulk_operation WHERE company_id = ? AND id = ?"};
db::Find<WholeOperation, CompanyId, BulkOperationId> const find_whole_row{
    tables, "FROM bulk_operation WHERE company_id = ? AND id = ?"};
db::Find<OperationRow, CompanyId, jobs::JobId> const find_by_job{
    tables, "FROM bulk_operation WHERE company_id = ? AND job_id = ?"};
db::Insert<WholeOperation> const insert_whole{tables, "bulk_operation"};
db::Update<OperationRow> const update_row{tables, "bulk_operation"};
db::Insert<RowRow> const insert_result{tables, "bulk_row"};
db::Select<RowRow, CompanyId, BulkOperationId, bool, Uuid, std::int64_t> const select_changed{tables,
    "FROM bulk_row WHERE company_id = ? AND bulk_operation_id = ? AND is_changed = ? AND id > ? ORDER BY id LIMIT ?"};
db::Select<BulkOperationId, CompanyId, Time, Time, bool> const select_old{tables,
    "id FROM bulk_operation WHERE company_id = ? AND created_at < ? AND (created_at < ? OR is_dry_run = ?) "
    "ORDER BY created_at, id LIMIT 100"};
db::Change<CompanyId, BulkOperationId> const delete_results{
    tables, "DELETE FROM bulk_row WHERE company_id = ? AND bulk_operation_id = ?"};
db::Change<CompanyId, BulkOperationId> const delete_operation{
    tables, "DELETE FROM bulk_operation WHERE company_id = ? AND id = ?"};

// What the event bulk.ended says.
struct BulkEnded {
    std::string resource;
    std::string action;
    BulkState state{};
    bool is_dry_run = false;
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::optional<UserId> created_by;
};
BOOST_DESCRIBE_STRUCT(BulkEnded, (), (resource, action, state, is_dry_run, succeeded, failed, created_by))

bool is_over(BulkState state) { return state != BulkState::waiting && state != BulkState::running; }

} // namespace

BulkOperation view_of(OperationRow const& row)
{
    BulkOperation operation{row.id, row.resource, row.action, row.changes, row.is_dry_run, row.state,
        row.stopped_because, row.matched, row.checked, row.succeeded, row.failed, row.changed, row.job_id, row.undo_of,
        row.undone_by, row.created_by, row.created_at, row.finished_at, {}, row.version};
    if (!is_over(row.state))
        operation.allowed_actions.emplace_back("cancel");
    else if (row.is_undoable && !row.is_dry_run && row.changed > 0 && !row.undone_by)
        operation.allowed_actions.emplace_back("undo");
    return operation;
}

std::optional<OperationRow> find_operation(db::Tx& tx, CompanyId company_id, BulkOperationId id)
{
    return find_row(tx, company_id, id);
}

std::optional<WholeOperation> find_whole(db::Tx& tx, CompanyId company_id, BulkOperationId id)
{
    return find_whole_row(tx, company_id, id);
}

std::optional<OperationRow> find_visible(db::Tx& tx, Actor const& actor, BulkOperationId id)
{
    auto operation = find_row(tx, actor.company_id, id);
    if (operation && !actor.may(Right::audit_read) && !actor.owns(operation->created_by)) operation.reset();
    return operation;
}

void insert_operation(db::Tx& tx, WholeOperation const& operation) { insert_whole(tx, operation); }

void update_operation(db::Tx& tx, OperationRow& operation, Time now)
{
    operation.updated_at = now;
    ++operation.version;
    update_row(tx, operation);
}

void insert_row(db::Tx& tx, RowRow const& row) { insert_result(tx, row); }

std::vector<RowRow> changed_rows(
    db::Tx& tx, CompanyId company_id, BulkOperationId id, std::optional<Uuid> const& after, std::int64_t most)
{
    return select_changed(tx, company_id, id, true, after.value_or(Uuid{}), most);
}

WholeOperation new_operation(db::Tx& tx, Actor const& actor, Step const& step, std::string const& changes)
{
    WholeOperation operation;
    operation.company_id = actor.company_id;
    operation.id = tx.new_id<BulkOperationId>();
    operation.resource = step.list.name;
    operation.action = step.action;
    operation.changes = changes;
    operation.is_undoable = step.is_undoable;
    operation.created_by = actor.user_id;
    operation.created_at = operation.updated_at = actor.now;
    operation.rights = actor.rights.list();
    return operation;
}

void begin_operation(db::Tx& tx, Actor const& actor, WholeOperation& operation)
{
    operation.state = BulkState::waiting;
    operation.job_id = jobs::enqueue(tx, actor, jobs::new_job(bulk_job, BulkJob{operation.id}));
    insert_whole(tx, operation);
    audit::record(tx, actor,
        {"bulk.started", "bulk_operation", operation.id.uuid, {},
            reflect::to_json(view_of(static_cast<OperationRow const&>(operation)))});
}

void end_operation(db::Tx& tx, Actor const& actor, OperationRow& operation, BulkState state)
{
    operation.state = state;
    operation.finished_at = actor.now;
    update_operation(tx, operation, actor.now);
    if (operation.undo_of && !operation.is_dry_run && state != BulkState::finished)
        if (auto original = find_row(tx, operation.company_id, *operation.undo_of)) {
            original->undone_by.reset(); // what is left of it can still be taken back
            update_operation(tx, *original, actor.now);
        }
    audit::record(
        tx, actor, {"bulk.ended", "bulk_operation", operation.id.uuid, {}, reflect::to_json(view_of(operation))});
    jobs::publish(tx, actor, "bulk_operation", operation.id, "bulk.ended",
        BulkEnded{operation.resource, operation.action, state, operation.is_dry_run, operation.succeeded,
            operation.failed, operation.created_by});
}

Outcome<BulkOperation, ReadOperationRefusal> read_operation(db::Tx& tx, Actor const& actor, OperationPath const& path)
{
    auto const operation = find_visible(tx, actor, path.bulk_operation_id);
    if (!operation) return refuse(ReadOperationRefusal::bulk_operation_not_found);
    return view_of(*operation);
}

Outcome<BulkOperation, CancelOperationRefusal> cancel_operation(
    db::Tx& tx, Actor const& actor, OperationPath const& path)
{
    using enum CancelOperationRefusal;
    auto operation = find_visible(tx, actor, path.bulk_operation_id);
    if (!operation) return refuse(bulk_operation_not_found);
    if (is_over(operation->state)) return refuse(bulk_operation_over, "It is over already.");

    // From here on it succeeds. A job that runs sees it before its next portion.
    end_operation(tx, actor, *operation, BulkState::cancelled);
    if (operation->job_id) std::ignore = jobs::cancel_job(tx, actor, {*operation->job_id});
    return view_of(*operation);
}

void follow_job(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "job.cancelled" && event.name != "job.dead") return;
    auto const ended = event.payload_as<jobs::JobEnded>();
    if (ended.kind != bulk_job) return;
    auto operation = find_by_job(tx, event.company_id, jobs::JobId{event.aggregate_id});
    if (!operation || is_over(operation->state)) return;
    Actor actor;
    actor.company_id = event.company_id;
    actor.user_id = event.user_id;
    actor.now = event.occurred_at;
    if (event.name == "job.dead") operation->stopped_because = "job_failed";
    end_operation(tx, actor, *operation, event.name == "job.dead" ? BulkState::stopped : BulkState::cancelled);
}

void forget_old(db::Tx& tx, CompanyId company_id, Time now)
{
    using std::chrono::days;
    for (auto const& id : select_old(tx, company_id, now - days(1), now - days(90), true)) {
        delete_results(tx, company_id, id);
        delete_operation(tx, company_id, id);
    }
}

} // namespace guildhall::bulk
