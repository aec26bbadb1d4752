#pragma once
// What was asked of many records at once, and what came of each.
#include "bulk/bulk.hpp"
#include "db/attempt.hpp"
#include "db/queries.hpp"

namespace guildhall::bulk {

inline db::Tables const tables{{"bulk_operation", "bulk_row"}};

// waiting and running: its job is not over. cancelled: somebody stopped it; what was done stays. stopped: whoever asked
// may no longer, or its job failed for good.
BOOST_DEFINE_ENUM_CLASS(BulkState, waiting, running, finished, cancelled, stopped)

struct OperationRow {
    CompanyId company_id;
    BulkOperationId id;
    std::string resource;
    std::string action;
    std::string changes; // JSON: the members that were given
    bool is_dry_run = false;
    bool is_undoable = false;
    BulkState state = BulkState::finished;
    std::optional<std::string> stopped_because; // a code
    std::int64_t matched = 0;
    std::int64_t checked = 0; // of ids, where the job goes on
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::int64_t changed = 0; // of the succeeded, those that looked otherwise before
    std::optional<jobs::JobId> job_id;
    std::optional<BulkOperationId> undo_of;
    std::optional<BulkOperationId> undone_by;
    std::optional<std::int64_t> place_at; // of a filter: behind which record the job goes on
    std::optional<Uuid> place_id;         // also of an undo: behind which row
    std::optional<UserId> created_by;
    Time created_at;
    std::optional<Time> finished_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OperationRow, (),
    (company_id, id, resource, action, changes, is_dry_run, is_undoable, state, stopped_because, matched, checked,
        succeeded, failed, changed, job_id, undo_of, undone_by, place_at, place_id, created_by, created_at, finished_at,
        updated_at, version))
// What never changes of it and may be long.
struct WholeOperation : OperationRow {
    BulkTarget target;
    std::vector<Right> rights; // of whoever asked, then
};
BOOST_DESCRIBE_STRUCT(WholeOperation, (OperationRow), (target, rights))

struct BulkOperation {
    BulkOperationId id;
    std::string resource;
    std::string action;
    std::string changes;
    bool is_dry_run = false;
    BulkState state = BulkState::finished;
    std::optional<std::string> stopped_because;
    std::int64_t matched = 0;
    std::int64_t checked = 0;
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::int64_t changed = 0;
    std::optional<jobs::JobId> job_id;
    std::optional<BulkOperationId> undo_of;
    std::optional<BulkOperationId> undone_by;
    std::optional<UserId> created_by;
    Time created_at;
    std::optional<Time> finished_at;
    std::vector<std::string> allowed_actions; // undo, cancel
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(BulkOperation, (),
    (id, resource, action, changes, is_dry_run, state, stopped_because, matched, checked, succeeded, failed, changed,
        job_id, undo_of, undone_by, created_by, created_at, finished_at, allowed_actions, version))
BulkOperation view_of(OperationRow const& row);

using BulkRowId = Id<struct BulkRowTag>;
struct RowRow {
    CompanyId company_id;
    BulkRowId id;
    BulkOperationId bulk_operation_id;
    Uuid record_id;
    std::string number;
    bool ok = false;
    std::optional<std::string> code;
    std::optional<std::string> detail;
    std::optional<std::string> before; // JSON: the members that were to change
    std::optional<std::string> after;
    bool is_changed = false;
    std::optional<UserId> created_by;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(RowRow, (),
    (company_id, id, bulk_operation_id, record_id, number, ok, code, detail, before, after, is_changed, created_by,
        created_at))
struct BulkRow {
    BulkRowId id;
    BulkOperationId bulk_operation_id;
    Uuid record_id;
    std::string number;
    bool ok = false;
    std::optional<std::string> code;
    std::optional<std::string> detail;
    std::optional<std::string> before;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(BulkRow, (), (id, bulk_operation_id, record_id, number, ok, code, detail, before, after))

// The statements that several use cases share.
std::optional<OperationRow> find_operation(db::Tx& tx, CompanyId company_id, BulkOperationId id);
std::optional<WholeOperation> find_whole(db::Tx& tx, CompanyId company_id, BulkOperationId id);
std::optional<OperationRow> find_visible(db::Tx& tx, Actor const& actor, BulkOperationId id);
void insert_operation(db::Tx& tx, WholeOperation const& operation);
void update_operation(db::Tx& tx, OperationRow& operation, Time now);
void insert_row(db::Tx& tx, RowRow const& row);
// The next rows that an undo would touch, behind this one.
std::vector<RowRow> changed_rows(
    db::Tx& tx, CompanyId company_id, BulkOperationId id, std::optional<Uuid> const& after, std::int64_t most);
// It is over: writes the row, the trail and the event.
void end_operation(db::Tx& tx, Actor const& actor, OperationRow& operation, BulkState state);
// Its job goes on from here.
void begin_operation(db::Tx& tx, Actor const& actor, WholeOperation& operation);

WholeOperation new_operation(db::Tx& tx, Actor const& actor, Step const& step, std::string const& changes);

struct BulkJob {
    BulkOperationId bulk_operation_id;
};
BOOST_DESCRIBE_STRUCT(BulkJob, (), (bulk_operation_id))
inline constexpr char const* bulk_job = "bulk";

// The filter as a query in this order. Nothing when it does not parse.
std::optional<http::Query> query_of(std::string const& filter, std::string const& order);
// Does it to one record, all of it or nothing.
RowRow act_on(db::Tx& tx, Actor const& actor, Step const& step, Uuid const& id, std::string const& changes);
// Gives the record back what `done` took from it, if it still has what it was given.
RowRow undo_on(db::Tx& tx, Actor const& actor, Step const& step, RowRow const& done);
// Counts the row, and keeps it with its operation.
void count_row(OperationRow& operation, RowRow const& row);
void keep_row(db::Tx& tx, Actor const& actor, OperationRow const& operation, RowRow row);
BulkItem item_of(RowRow const& row);
std::string summary_of(OperationRow const& operation);

struct OperationPath {
    BulkOperationId bulk_operation_id;
};
BOOST_DESCRIBE_STRUCT(OperationPath, (), (bulk_operation_id))
BOOST_DEFINE_ENUM_CLASS(ReadOperationRefusal, bulk_operation_not_found)
Outcome<BulkOperation, ReadOperationRefusal> read_operation(db::Tx&, Actor const&, OperationPath const&);
BOOST_DEFINE_ENUM_CLASS(CancelOperationRefusal, bulk_operation_not_found, bulk_operation_over)
Outcome<BulkOperation, CancelOperationRefusal> cancel_operation(db::Tx&, Actor const&, OperationPath const&);

struct UndoOperation {
    BulkOperationId bulk_operation_id;
    std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(UndoOperation, (), (bulk_operation_id, dry_run))
BOOST_DEFINE_ENUM_CLASS(UndoRefusal, bulk_operation_not_found, bulk_operation_not_over, nothing_to_undo, already_undone,
    undoing_not_allowed)
Outcome<BulkResult, UndoRefusal> undo_operation(db::Tx&, Actor const&, UndoOperation const&, Steps const& steps);

// The job's work, from where it stands to its end.
void work_off(jobs::JobContext& job, Steps const& steps, Standing const& standing);
// A consumer: jobs that were cancelled or failed for good end their operation.
void follow_job(db::Tx& tx, jobs::Event const& event);
// Rows of operations are kept for 90 days, those of dry runs for one.
void forget_old(db::Tx& tx, CompanyId company_id, Time now);

// Retry, drop and cancel many background jobs.
void add_job_steps(http::Router& r, Steps& steps,
    std::function<void(db::Tx&, Actor const&, std::string const&, jobs::Job const&)> const& on_step);

} // namespace guildhall::bulk
