// One record of many: what is done to it, and how that is taken back.
#include "operation.hpp"

namespace guildhall::bulk {
namespace {

namespace json = reflect::json;

// The members of the record that have these names.
json::object members_named(json::object const& record, json::object const& names, std::vector<std::string> const& more)
{
    json::object picked;
    auto const pick = [&](std::string_view name) {
        if (auto const* value = record.if_contains(name)) picked[name] = *value;
    };
    bool any_of_more = false;
    for (auto const& name : names) {
        pick(name.key());
        any_of_more |= std::ranges::find(more, std::string_view(name.key())) != more.end();
    }
    if (any_of_more)
        for (auto const& name : more) pick(name);
    return picked;
}

RowRow row_for(Step const& step, Uuid const& id, std::optional<json::object> const& record)
{
    RowRow row;
    row.record_id = id;
    if (!record) return row;
    if (auto const* label = record->if_contains(step.list.label))
        row.number = label->is_string() ? std::string(label->as_string()) : json::serialize(*label);
    return row;
}

void refuse_row(RowRow& row, Failure const& failure)
{
    row.ok = false;
    row.code = failure.code;
    row.detail = failure.detail.empty() ? http::sentence_of(failure.code) : failure.detail;
}

} // namespace

std::optional<http::Query> query_of(std::string const& filter, std::string const& order)
{
    auto uri = http::parse_uri("/?" + filter);
    if (!uri) return std::nullopt;
    auto query = std::move(uri->query);
    std::erase_if(query.parameters, [](auto const& parameter) {
        static constexpr std::string_view of_pages[] = {"ordering", "cursor", "page", "page_size", "fields", "total"};
        return std::ranges::find(of_pages, parameter.first) != std::end(of_pages);
    });
    query.parameters.emplace_back("ordering", order);
    return query;
}

RowRow act_on(db::Tx& tx, Actor const& actor, Step const& step, Uuid const& id, std::string const& changes)
{
    auto const before = step.list.read(tx, actor, id);
    auto row = row_for(step, id, before);
    if (!before) {
        refuse_row(row, {step.list.not_found, "There is no such record."});
        return row;
    }
    row.ok = db::attempt(tx, [&] {
        auto const failure = step.act(tx, actor, id, changes);
        if (failure) refuse_row(row, *failure);
        return !failure;
    });
    if (!row.ok || !step.is_undoable) return row;
    auto const names = json::parse(changes).as_object();
    auto const after = step.list.read(tx, actor, id);
    if (!after) return row;
    auto const was = members_named(*before, names, step.together);
    auto const is = members_named(*after, names, step.together);
    row.before = json::serialize(was);
    row.after = json::serialize(is);
    row.is_changed = was != is;
    return row;
}

RowRow undo_on(db::Tx& tx, Actor const& actor, Step const& step, RowRow const& done)
{
    auto const now = step.list.read(tx, actor, done.record_id);
    auto row = row_for(step, done.record_id, now);
    if (!now) {
        row.number = done.number;
        refuse_row(row, {step.list.not_found, "There is no such record any more."});
        return row;
    }
    auto const given = json::parse(done.after.value()).as_object();
    auto const goal = json::parse(done.before.value()).as_object();
    // As text: a number that was read and written has the same text as before, whatever its last bit.
    if (json::serialize(members_named(*now, given, {})) != *done.after) {
        refuse_row(row, {"changed_since", "Somebody has changed it since; it stays as it is."});
        return row;
    }
    row.ok = db::attempt(tx, [&] {
        auto failure = step.act(tx, actor, done.record_id, *done.before);
        if (!failure) {
            auto const then = step.list.read(tx, actor, done.record_id);
            if (!then || json::serialize(members_named(*then, goal, {})) != *done.before)
                failure = Failure{"cannot_be_undone", "What it was before cannot be set any more."};
        }
        if (failure) refuse_row(row, *failure);
        return !failure;
    });
    if (!row.ok) return row;
    row.before = done.after;
    row.after = done.before;
    row.is_changed = true;
    return row;
}

void count_row(OperationRow& operation, RowRow const& row)
{
    ++operation.checked;
    ++(row.ok ? operation.succeeded : operation.failed);
    if (row.is_changed) ++operation.changed;
}

void keep_row(db::Tx& tx, Actor const& actor, OperationRow const& operation, RowRow row)
{
    row.company_id = operation.company_id;
    row.id = tx.new_id<BulkRowId>();
    row.bulk_operation_id = operation.id;
    row.created_by = operation.created_by;
    row.created_at = actor.now;
    insert_row(tx, row);
}

BulkItem item_of(RowRow const& row) { return {row.record_id, row.number, row.ok, row.code, row.detail}; }

std::string summary_of(OperationRow const& operation)
{
    return std::to_string(operation.succeeded) + " done, " + std::to_string(operation.failed) + " refused";
}

} // namespace guildhall::bulk
