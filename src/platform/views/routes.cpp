#include "view.hpp"

namespace guildhall::views {

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

} // namespace guildhall::views
