// Taking back what an operation has changed, where nobody has changed it since.
#include "operation.hpp"

namespace guildhall::bulk {

Outcome<BulkResult, UndoRefusal> undo_operation(
    db::Tx& tx, Actor const& actor, UndoOperation const& wish, Steps const& steps)
{
    using enum UndoRefusal;
    auto original = find_visible(tx, actor, wish.bulk_operation_id);
    if (!original) return refuse(bulk_operation_not_found);
    if (original->state == BulkState::waiting || original->state == BulkState::running)
        return refuse(bulk_operation_not_over, "It is still at work; cancel it first.");
    auto const* step = steps.find(original->resource, original->action);
    if (!step || !original->is_undoable || original->is_dry_run || original->changed == 0)
        return refuse(nothing_to_undo, "It has changed no member of a record.");
    if (original->undone_by) return refuse(already_undone);
    if (step->needs && !actor.may(*step->needs))
        return refuse(undoing_not_allowed, "You may not do to these records what undoing it would do.");

    // From here on it succeeds, for each record by its own rules.
    BulkResult result;
    result.dry_run = wish.dry_run.value_or(false);
    result.matched = original->changed;
    auto operation = new_operation(tx, actor, *step, original->changes);
    operation.undo_of = original->id;
    operation.is_dry_run = result.dry_run;
    operation.matched = result.matched;
    auto const is_job = result.matched > most_at_once;
    std::vector<RowRow> rows;
    if (!is_job) {
        db::attempt(tx, [&] {
            for (auto const& done : changed_rows(tx, actor.company_id, original->id, {}, most_at_once))
                rows.push_back(undo_on(tx, actor, *step, done));
            return !result.dry_run;
        });
        for (auto const& row : rows) {
            count_row(operation, row);
            result.results.push_back(item_of(row));
        }
        result.checked = operation.checked;
        result.succeeded = operation.succeeded;
        result.failed = operation.failed;
        if (result.dry_run) return result;
        insert_operation(tx, operation);
    } else
        begin_operation(tx, actor, operation);
    result.bulk_operation_id = operation.id.uuid;
    if (!result.dry_run) {
        original->undone_by = operation.id;
        update_operation(tx, *original, actor.now);
    }
    if (is_job) {
        result.job_id = operation.job_id->uuid;
        return result;
    }
    for (auto& row : rows) keep_row(tx, actor, operation, std::move(row));
    end_operation(tx, actor, operation, BulkState::finished);
    return result;
}

} // namespace guildhall::bulk
