#include "customer.hpp"
#include "customers/bulk_steps.hpp"
#include "http/listing.hpp"
#include "identity/standing.hpp"

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

bulk::List customers_to_change()
{
    bulk::List list{"customers", "customer_not_found", "email", {}};
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        // The customer's own row follows the user's a moment later.
        auto const user = identity::find_user(tx, actor.company_id, UserId{id});
        if (!user || !read_customer(tx, actor, {UserId{id}})) return std::nullopt;
        return reflect::json::object{{"email", user->email}, {"is_active", user->is_active}};
    };
    bulk::list_rows(list, listing);
    return list;
}

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

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    steps.change(r, customers_to_change(),
        [](db::Tx& tx, Actor const& actor, ChangeCustomer const& wish) {
            auto const fault = identity::set_active(tx, actor, wish.customer_id, wish.is_active.value_or(true));
            return fault ? std::optional(bulk::Failure{fault->code, fault->detail}) : std::nullopt;
        },
        {.summary = "Let many customers in, or no more",
            .needs = Right::users_manage,
            .example = R"({"filter":"order_count=0","is_active":false,"dry_run":true})"});
}

} // namespace guildhall::customers
