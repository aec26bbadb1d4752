#include "view.hpp"

namespace guildhall::views {
namespace {

db::Find<ViewRow, CompanyId, SavedViewId> const find_view{tables, "FROM saved_view WHERE company_id = ? AND id = ?"};
db::Select<ViewRow, CompanyId, UserId> const select_own{
    tables, "FROM saved_view WHERE company_id = ? AND owner_id = ? ORDER BY created_at, id LIMIT 200"};
db::Select<ViewRow, CompanyId, bool> const select_shared{
    tables, "FROM saved_view WHERE company_id = ? AND is_shared = ? ORDER BY created_at, id LIMIT 500"};

struct OrderRow {
    CompanyId company_id;
    UserId user_id;
    std::string list;
    std::vector<SavedViewId> ids;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (), (company_id, user_id, list, ids))
db::Select<OrderRow, CompanyId, UserId> const select_orders{
    tables, "FROM saved_view_order WHERE company_id = ? AND user_id = ?"};
db::Insert<OrderRow> const put_order{
    tables, "saved_view_order", " ON CONFLICT (company_id, user_id, list) DO UPDATE SET ids = excluded.ids"};

bool sees_shared(Actor const& actor) { return actor.may(Right::company_read); }

} // namespace

SavedView shown_to(Actor const& actor, ViewRow const& row)
{
    return {row.id, row.list, row.name, row.query, row.columns, row.is_shared, actor.owns(row.owner_id),
        may_change(actor, row), row.created_at, row.updated_at, row.version};
}

bool may_change(Actor const& actor, ViewRow const& row)
{
    return actor.owns(row.owner_id) || (row.is_shared && actor.may(Right::company_manage));
}

std::optional<ViewRow> find_visible(db::Tx& tx, Actor const& actor, SavedViewId id)
{
    auto row = find_view(tx, actor.company_id, id);
    if (row && !actor.owns(row->owner_id) && !(row->is_shared && sees_shared(actor))) row.reset();
    return row;
}

Outcome<SavedViews, NoRefusal> list_views(db::Tx& tx, Actor const& actor, ListViews const& wish)
{
    auto rows = select_own(tx, actor.company_id, *actor.user_id);
    if (sees_shared(actor))
        for (auto& row : select_shared(tx, actor.company_id, true))
            if (!actor.owns(row.owner_id)) rows.push_back(std::move(row));
    if (wish.list) std::erase_if(rows, [&](ViewRow const& row) { return row.list != wish.list->value; });
    std::map<SavedViewId, std::size_t> places;
    for (auto const& order : select_orders(tx, actor.company_id, *actor.user_id))
        for (std::size_t i = 0; i < order.ids.size(); ++i) places.emplace(order.ids[i], i);
    auto const place_of = [&](ViewRow const& row) {
        auto const known = places.find(row.id);
        return known == places.end() ? std::size_t{1'000'000} : known->second;
    };
    std::ranges::stable_sort(rows, [&](ViewRow const& left, ViewRow const& right) {
        return std::tuple(std::string_view(left.list), place_of(left), left.created_at) <
               std::tuple(std::string_view(right.list), place_of(right), right.created_at);
    });
    SavedViews views;
    for (auto const& row : rows) views.items.push_back(shown_to(actor, row));
    return views;
}

Outcome<SavedViews, OrderViewsRefusal> order_views(db::Tx& tx, Actor const& actor, OrderViews const& wish)
{
    using enum OrderViewsRefusal;
    if (wish.ids.size() > most_views) return refuse(too_many_saved_views, "Name at most 200 views.", "/ids");
    for (std::size_t i = 0; i < wish.ids.size(); ++i)
        if (!find_visible(tx, actor, wish.ids[i]))
            return refuse(saved_view_not_found, "No such view.", "/ids/" + std::to_string(i));

    // From here on it succeeds. Whose order this is concerns nobody else, so there is no audit row.
    put_order(tx, {actor.company_id, *actor.user_id, wish.list.value, wish.ids});
    return list_views(tx, actor, {wish.list}).value();
}

} // namespace guildhall::views
