#pragma once
// A saved view, and what may be done to it.
#include "db/queries.hpp"
#include "views/views.hpp"

namespace guildhall::views {

inline db::Tables const tables{{"saved_view", "saved_view_order"}};
using SavedViewId = Id<struct SavedViewTag>;

struct ViewRow {
    CompanyId company_id;
    SavedViewId id;
    UserId owner_id;
    std::string list;
    std::string name;
    std::string query;
    std::vector<std::string> columns;
    bool is_shared = false;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(
    ViewRow, (), (company_id, id, owner_id, list, name, query, columns, is_shared, created_at, updated_at, version))

struct SavedView {
    SavedViewId id;
    std::string list;
    std::string name;
    std::string query; // e.g. "status=pending,confirmed&ordering=-created_at"
    std::vector<std::string> columns;
    bool is_shared = false;
    bool is_own = false;
    bool can_change = false;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(
    SavedView, (), (id, list, name, query, columns, is_shared, is_own, can_change, created_at, updated_at, version))
SavedView shown_to(Actor const& actor, ViewRow const& row);

// When this actor may see it: his own, or shared with those who may read the company.
std::optional<ViewRow> find_visible(db::Tx& tx, Actor const& actor, SavedViewId id);
bool may_change(Actor const& actor, ViewRow const& row);

BOOST_DEFINE_ENUM_CLASS(NoRefusal)
struct ListViews {
    std::optional<Text<1, 60>> list; // all lists when absent
};
BOOST_DESCRIBE_STRUCT(ListViews, (), (list))
struct SavedViews {
    std::vector<SavedView> items; // in one's own order, then the oldest first
};
BOOST_DESCRIBE_STRUCT(SavedViews, (), (items))
Outcome<SavedViews, NoRefusal> list_views(db::Tx&, Actor const&, ListViews const&);

struct AddView {
    Text<1, 60> list; // the list's path, e.g. "sales-orders"
    Text<1, 120> name;
    Text<0, 2000> query;
    std::optional<std::vector<Text<1, 60>>> columns;
    std::optional<bool> is_shared;
};
BOOST_DESCRIBE_STRUCT(AddView, (), (list, name, query, columns, is_shared))
BOOST_DEFINE_ENUM_CLASS(AddViewRefusal, sharing_not_allowed, too_many_columns, too_many_saved_views)
Outcome<SavedView, AddViewRefusal> add_view(db::Tx&, Actor const&, AddView const&);

struct ChangeView {
    SavedViewId saved_view_id;
    std::optional<Text<1, 120>> name;
    std::optional<Text<0, 2000>> query;
    std::optional<std::vector<Text<1, 60>>> columns;
    std::optional<bool> is_shared;
};
BOOST_DESCRIBE_STRUCT(ChangeView, (), (saved_view_id, name, query, columns, is_shared))
BOOST_DEFINE_ENUM_CLASS(ChangeViewRefusal, saved_view_not_found, changing_not_allowed, version_has_changed,
    sharing_not_allowed, too_many_columns)
Outcome<SavedView, ChangeViewRefusal> change_view(db::Tx&, Actor const&, ChangeView const&);

struct ViewPath {
    SavedViewId saved_view_id;
};
BOOST_DESCRIBE_STRUCT(ViewPath, (), (saved_view_id))
BOOST_DEFINE_ENUM_CLASS(RemoveViewRefusal, saved_view_not_found, changing_not_allowed)
Outcome<Nothing, RemoveViewRefusal> remove_view(db::Tx&, Actor const&, ViewPath const&);

struct OrderViews {
    Text<1, 60> list;
    std::vector<SavedViewId> ids; // first to last; views not named come behind
};
BOOST_DESCRIBE_STRUCT(OrderViews, (), (list, ids))
BOOST_DEFINE_ENUM_CLASS(OrderViewsRefusal, saved_view_not_found, too_many_saved_views)
Outcome<SavedViews, OrderViewsRefusal> order_views(db::Tx&, Actor const&, OrderViews const&);

inline constexpr std::size_t most_views = 200, most_columns = 100;

} // namespace guildhall::views
