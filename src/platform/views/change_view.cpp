// Making, changing and removing saved views.
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "view.hpp"

namespace guildhall::views {
namespace {

db::Insert<ViewRow> const insert_view{tables, "saved_view"};
db::Update<ViewRow> const update_view{tables, "saved_view"};
db::Change<CompanyId, SavedViewId> const delete_view{tables, "DELETE FROM saved_view WHERE company_id = ? AND id = ?"};
db::Find<std::int64_t, CompanyId, UserId> const count_own{
    tables, "COUNT(*) FROM saved_view WHERE company_id = ? AND owner_id = ?"};

bool may_share(Actor const& actor) { return actor.may(Right::company_read); }

std::vector<std::string> texts_of(std::vector<Text<1, 60>> const& columns) { return {columns.begin(), columns.end()}; }

struct ViewChanged {
    std::string list;
    UserId owner_id;
    bool is_shared = false;
};
BOOST_DESCRIBE_STRUCT(ViewChanged, (), (list, owner_id, is_shared))

void tell(db::Tx& tx, Actor const& actor, std::string const& what, std::optional<ViewRow> const& before,
    std::optional<ViewRow> const& after)
{
    auto const text = [&](std::optional<ViewRow> const& row) {
        return row ? std::optional(reflect::to_json(shown_to(actor, *row))) : std::nullopt;
    };
    auto const& row = after ? *after : *before;
    audit::record(tx, actor, {what, "saved_view", row.id.uuid, text(before), text(after)});
    jobs::publish(tx, actor, "saved_view", row.id, what, ViewChanged{row.list, row.owner_id, row.is_shared});
}

} // namespace

Outcome<SavedView, AddViewRefusal> add_view(db::Tx& tx, Actor const& actor, AddView const& wish)
{
    using enum AddViewRefusal;
    if (wish.is_shared.value_or(false) && !may_share(actor)) return refuse(sharing_not_allowed);
    if (wish.columns && wish.columns->size() > most_columns)
        return refuse(too_many_columns, "Choose at most 100 columns.", "/columns");
    if (std::cmp_greater_equal(count_own(tx, actor.company_id, *actor.user_id).value_or(0), most_views))
        return refuse(too_many_saved_views, "One person keeps at most 200 views; remove one first.");

    // From here on it succeeds.
    ViewRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<SavedViewId>();
    row.owner_id = *actor.user_id;
    row.list = wish.list.value;
    row.name = wish.name.value;
    row.query = wish.query.value;
    if (wish.columns) row.columns = texts_of(*wish.columns);
    row.is_shared = wish.is_shared.value_or(false);
    row.created_at = row.updated_at = actor.now;
    insert_view(tx, row);
    tell(tx, actor, "saved_view.created", {}, row);
    return shown_to(actor, row);
}

Outcome<SavedView, ChangeViewRefusal> change_view(db::Tx& tx, Actor const& actor, ChangeView const& wish)
{
    using enum ChangeViewRefusal;
    auto const before = find_visible(tx, actor, wish.saved_view_id);
    if (!before) return refuse(saved_view_not_found);
    if (!may_change(actor, *before)) return refuse(changing_not_allowed, "It is a colleague's; save one of your own.");
    if (actor.expected_version && *actor.expected_version != before->version) return refuse(version_has_changed);
    if (wish.is_shared.value_or(false) && !may_share(actor)) return refuse(sharing_not_allowed);
    if (wish.columns && wish.columns->size() > most_columns)
        return refuse(too_many_columns, "Choose at most 100 columns.", "/columns");

    // From here on it succeeds.
    auto row = *before;
    if (wish.name) row.name = wish.name->value;
    if (wish.query) row.query = wish.query->value;
    if (wish.columns) row.columns = texts_of(*wish.columns);
    if (wish.is_shared) row.is_shared = *wish.is_shared;
    row.updated_at = actor.now;
    ++row.version;
    update_view(tx, row);
    tell(tx, actor, "saved_view.changed", before, row);
    return shown_to(actor, row);
}

Outcome<Nothing, RemoveViewRefusal> remove_view(db::Tx& tx, Actor const& actor, ViewPath const& wish)
{
    using enum RemoveViewRefusal;
    auto const row = find_visible(tx, actor, wish.saved_view_id);
    if (!row) return refuse(saved_view_not_found);
    if (!may_change(actor, *row)) return refuse(changing_not_allowed, "It is a colleague's.");
    delete_view(tx, actor.company_id, row->id);
    tell(tx, actor, "saved_view.deleted", *row, {});
    return Nothing{};
}

} // namespace guildhall::views
