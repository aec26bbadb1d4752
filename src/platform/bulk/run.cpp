// What was asked for is done at once, tried, or given to a job.
#include "operation.hpp"

namespace guildhall::bulk {
namespace {

std::optional<Refused<BulkRefusal>> target_fault(BulkTarget const& target, Step const& step)
{
    using enum BulkRefusal;
    if (target.ids.has_value() == target.filter.has_value())
        return Refused<BulkRefusal>{
            exactly_one_target, "Name records by ids, or by a filter; a filter may be empty for all.", "/ids", {}};
    if (target.versions && (!target.ids || target.versions->size() != target.ids->size()))
        return Refused<BulkRefusal>{versions_do_not_fit, "Give as many versions as ids, or none.", "/versions", {}};
    if (target.filter && !step.list.rows)
        return Refused<BulkRefusal>{invalid_filter, "filter: this list takes ids only.", "/filter", {}};
    return std::nullopt;
}

std::expected<std::int64_t, Refused<BulkRefusal>> count_of(
    db::Tx& tx, Actor const& actor, Step const& step, BulkTarget const& target)
{
    if (target.ids) return static_cast<std::int64_t>(target.ids->size());
    auto const query = query_of(target.filter->value, step.list.order);
    if (!query)
        return refuse(BulkRefusal::invalid_filter, "filter: write what stands behind a question mark.", "/filter");
    auto const count = step.list.count(tx, actor, *query);
    if (!count) return refuse(BulkRefusal::invalid_filter, "filter: " + count.error().detail, "/filter");
    return *count;
}

// All of them, one after the other, so that one record's change decides about the next as it would in earnest.
std::vector<RowRow> act_on_all(
    db::Tx& tx, Actor actor, Step const& step, BulkTarget const& target, std::string const& changes)
{
    std::vector<RowRow> rows;
    if (target.ids)
        for (std::size_t i = 0; i < target.ids->size(); ++i) {
            actor.expected_version = target.versions ? std::optional((*target.versions)[i]) : std::nullopt;
            rows.push_back(act_on(tx, actor, step, (*target.ids)[i], changes));
        }
    else {
        auto const query = query_of(target.filter->value, step.list.order);
        auto const found = step.list.rows(tx, actor, *query, most_at_once, {});
        for (auto const& one : found.value()) rows.push_back(act_on(tx, actor, step, one.id, changes));
    }
    return rows;
}

} // namespace

Outcome<BulkResult, BulkRefusal> Steps::run(
    db::Tx& tx, Actor const& actor, Step const& step, BulkTarget const& target, std::string const& changes)
{
    if (auto fault = target_fault(target, step)) return std::unexpected(std::move(*fault));
    auto const matched = count_of(tx, actor, step, target);
    if (!matched) return std::unexpected(matched.error());
    if (*matched > most_in_a_job)
        return refuse(BulkRefusal::too_many_rows, "Those are " + std::to_string(*matched) + "; narrow the filter.",
            target.ids ? "/ids" : "/filter");

    // From here on it succeeds, for each record by its own rules.
    BulkResult result;
    result.dry_run = target.dry_run.value_or(false);
    result.matched = *matched;
    auto plain = actor;
    plain.expected_version.reset(); // If-Match speaks of one record
    auto operation = new_operation(tx, plain, step, changes);
    operation.is_dry_run = result.dry_run;
    operation.matched = *matched;
    if (*matched > most_at_once) {
        operation.target = target;
        begin_operation(tx, plain, operation);
        result.bulk_operation_id = operation.id.uuid;
        result.job_id = operation.job_id->uuid;
        return result;
    }
    std::vector<RowRow> rows;
    db::attempt(tx, [&] {
        rows = act_on_all(tx, plain, step, target, changes);
        return !result.dry_run;
    });
    for (auto const& row : rows) {
        count_row(operation, row);
        result.results.push_back(item_of(row));
    }
    result.checked = operation.checked;
    result.succeeded = operation.succeeded;
    result.failed = operation.failed;
    if (result.dry_run || rows.empty()) return result;
    insert_operation(tx, operation);
    for (auto& row : rows) keep_row(tx, plain, operation, std::move(row));
    end_operation(tx, plain, operation, BulkState::finished);
    result.bulk_operation_id = operation.id.uuid;
    return result;
}

} // namespace guildhall::bulk
