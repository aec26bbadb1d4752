#include "view.hpp"
#include "views/bulk_steps.hpp"

namespace guildhall::views {

namespace {

// They are not paged, so that they are named by ids.
bulk::List views_to_change()
{
    bulk::List list{"saved-views", "saved_view_not_found", "name", {}};
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const view = find_visible(tx, actor, SavedViewId{id});
        if (!view) return std::nullopt;
        return reflect::json::parse(reflect::to_json(shown_to(actor, *view))).as_object();
    };
    return list;
}

} // namespace

void add_routes(http::Router& r)
{
    using http::Access;
    r.get("/api/v1/saved-views", list_views,
        {.summary = "Saved views of lists: one's own and the shared ones", .access = Access::person});
    r.post("/api/v1/saved-views", add_view,
        {.summary = "Save a view of a list",
            .description =
                "The query is what stands behind the question mark of the list's address; columns are names of "
                "the record's members.",
            .access = Access::person,
            .success = 201,
            .example =
                R"({"list":"sales-orders","name":"To ship","query":"status=quality_check&ordering=created_at","columns":["number","customer_name","total"],"is_shared":false})"});
    r.patch("/api/v1/saved-views/{saved_view_id}", change_view,
        {.summary = "Change a saved view", .access = Access::person, .example = R"({"name":"Ready to ship"})"});
    r.remove("/api/v1/saved-views/{saved_view_id}", remove_view,
        {.summary = "Remove a saved view", .access = Access::person, .success = 204});
    r.action("/api/v1/saved-views/order", order_views,
        {.summary = "Put the views of a list in one's own order",
            .access = Access::person,
            .example = R"({"list":"sales-orders","ids":[]})"});
}

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    using http::Access;
    steps.change(r, views_to_change(), change_view,
        {.summary = "Share many saved views, or no more",
            .access = Access::person,
            .example = R"({"ids":["019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"],"is_shared":false,"dry_run":true})"});
    steps.plain(r, views_to_change(), "delete", remove_view,
        {.summary = "Remove many saved views",
            .access = Access::person,
            .example = R"({"ids":["019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"],"dry_run":true})"});
}

} // namespace guildhall::views
