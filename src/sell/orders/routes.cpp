#include "http/listing.hpp"
#include "order.hpp"

namespace guildhall::orders {
namespace {

http::Listing<OrderRow, SalesOrder> const listing{
    {.tables = &tables,
        .table = "sales_order",
        .filters = {"status", "payment_status", "fulfilment_status", "customer_id", "number", "total", "created_at",
            "updated_at", "rush"},
        .orderings = {"created_at", "number", "total", "updated_at", "customer_name"},
        .default_ordering = "-created_at",
        .grows_with_id = "number",
        .owner_column = "customer_id",
        .sees_all = Right::orders_read,
        .search_table = "sales_order_term",
        .currency = companies::currency_of},
    [](db::Tx&, Actor const& actor) -> http::Presentation<OrderRow, SalesOrder> {
        return {[&actor](OrderRow&& row) { return summary_of(actor, row); },
            http::view_of_all(http::view_part(actor.company_id.uuid), actor.may(Right::orders_manage)),
            [](OrderRow const&, Time) { return http::Span{}; }};
    }};

} // namespace

http::Listing<OrderRow, SalesOrder> const& order_listing() { return listing; }

void add_routes(http::Router& r)
{
    using http::Access;
    r.list("/api/v1/sales-orders", listing,
        {.summary = "Sales orders: one's own, or all for those who may", .access = Access::signed_in, .exports = true});
    r.get("/api/v1/sales-orders/{sales_order_id}", read_order,
        {.summary = "One sales order with lines and history", .access = Access::signed_in});
    r.get("/api/v1/sales-orders/{sales_order_id}/timeline", order_timeline,
        {.summary = "The order's story: changes, notes, payments",
            .description = "Customers see what concerns them; who of the staff did it is not among it.",
            .access = Access::signed_in});
    r.post("/api/v1/sales-orders/{sales_order_id}/notes", note_order,
        {.summary = "Write a note to the order",
            .description = "Visible to the customer unless internal; customers write visible ones.",
            .access = Access::signed_in,
            .success = 201,
            .example = R"({"text":"The courier comes on Friday.","is_internal":false})"});
    r.action("/api/v1/sales-orders/{sales_order_id}/status", change_status,
        {.summary = "Take the order a step further",
            .needs = Right::orders_manage,
            .example = R"({"status":"confirmed"})"});
    r.action("/api/v1/sales-orders/{sales_order_id}/payment", record_payment,
        {.summary = "Enter money received or given back",
            .needs = Right::orders_manage,
            .example =
                R"({"payment_status":"paid","payment_method":"bank_transfer","payment_transaction_id":"TX-1"})"});
    r.action("/api/v1/sales-orders/{sales_order_id}/shipping", change_shipping,
        {.summary = "Set carrier, tracking number or address",
            .needs = Right::orders_manage,
            .example = R"({"carrier":"DHL","tracking_number":"JD014600003412345678"})"});
    r.action("/api/v1/sales-orders/{sales_order_id}/cancel", cancel_order,
        {.summary = "Cancel an order that is not in production yet",
            .access = Access::signed_in,
            .example = R"({"reason":"Ordered by mistake"})"});
}

} // namespace guildhall::orders
