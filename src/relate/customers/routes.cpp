#include "customer.hpp"
#include "http/listing.hpp"

namespace guildhall::customers {
namespace {

http::Listing<CustomerRow, Customer> const listing{
    {.tables = &tables,
        .table = "customer",
        .filters = {"email", "is_active", "quote_count", "order_count", "ordered", "revenue", "last_order_at",
            "last_quote_at", "last_activity_at", "created_at"},
        .orderings = {"created_at", "name", "last_activity_at", "revenue", "order_count"},
        .default_ordering = "-last_activity_at",
        .search_table = "customer_term"},
    [](db::Tx&, Actor const&) { return [](CustomerRow&& row) { return view_of(row); }; }};

} // namespace

void add_routes(http::Router& r)
{
    r.list("/api/v1/customers", listing,
        {.summary = "Customers with what they asked for, ordered and paid",
            .needs = Right::customers_read,
            .exports = true});
    r.get("/api/v1/customers/{customer_id}", read_customer,
        {.summary = "One customer with addresses",
            .description = "His quotes and orders are at /quotes?customer_id= and /sales-orders?customer_id=.",
            .needs = Right::customers_read});
}

} // namespace guildhall::customers
