#include "operation.hpp"

namespace guildhall::bulk {
namespace {

http::Listing<OperationRow, BulkOperation> const operation_listing{
    {.tables = &tables,
        .table = "bulk_operation",
        .filters = {"resource", "action", "state", "is_dry_run", "created_by", "created_at"},
        .orderings = {"created_at"},
        .default_ordering = "-created_at",
        .owner_column = "created_by",
        .sees_all = Right::audit_read},
    [](db::Tx&, Actor const&) { return [](OperationRow&& row) { return view_of(row); }; }};

http::Listing<RowRow, BulkRow> const row_listing{{.tables = &tables,
                                                     .table = "bulk_row",
                                                     .filters = {"bulk_operation_id", "ok", "code", "record_id"},
                                                     .orderings = {"created_at"},
                                                     .default_ordering = "created_at",
                                                     .owner_column = "created_by",
                                                     .sees_all = Right::audit_read},
    [](db::Tx&, Actor const&) {
        return [](RowRow&& row) {
            return BulkRow{row.id, row.bulk_operation_id, row.record_id, std::move(row.number), row.ok,
                std::move(row.code), std::move(row.detail), std::move(row.before), std::move(row.after)};
        };
    }};

} // namespace

void add_routes(http::Router& r, Steps& steps,
    std::function<void(db::Tx&, Actor const&, std::string const& action, jobs::Job const& after)> on_job_step)
{
    using http::Access;
    r.list("/api/v1/bulk-operations", operation_listing,
        {.summary = "What was done to many records at once",
            .description =
                "One's own, or all for those who may read the audit log. Kept for 90 days, dry runs for one.",
            .access = Access::signed_in});
    r.get("/api/v1/bulk-operations/{bulk_operation_id}", read_operation,
        {.summary = "One operation on many records: how far it is, what came of it", .access = Access::signed_in});
    r.list("/api/v1/bulk-rows", row_listing,
        {.summary = "What came of each record",
            .description =
                "Of one operation with ?bulk_operation_id=. Where members were changed, what they were before "
                "and after, as JSON.",
            .access = Access::signed_in,
            .exports = true});
    r.post("/api/v1/bulk-operations/{bulk_operation_id}/cancel", cancel_operation,
        {.summary = "Stop an operation that is still at work",
            .description = "What is done stays done; `checked` says how far it came.",
            .access = Access::signed_in});
    r.post("/api/v1/bulk-operations/{bulk_operation_id}/undo",
        [&steps](db::Tx& tx, Actor const& actor, UndoOperation const& wish) {
            return undo_operation(tx, actor, wish, steps);
        },
        {.summary = "Take back what an operation has changed",
            .description = "Only where members were changed, and only in records that still have what the operation "
                           "set; others are reported as changed_since. An undo can be undone.",
            .access = Access::signed_in,
            .example = R"({"dry_run":true})"});
    add_job_steps(r, steps, std::move(on_job_step));
}

void add_jobs(jobs::Registry& registry, Steps const& steps, Standing standing)
{
    registry.handle(
        bulk_job, [&steps, standing = std::move(standing)](jobs::JobContext& job) { work_off(job, steps, standing); });
    registry.consume("bulk", follow_job);
    registry.schedule({.name = "bulk.clean_up",
        .cron = "25 3 * * *",
        .per = jobs::Per::company,
        .fire = [](db::Tx& tx, jobs::Firing const& firing) { forget_old(tx, firing.company_id, firing.now); }});
}

} // namespace guildhall::bulk
