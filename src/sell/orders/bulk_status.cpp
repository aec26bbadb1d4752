// Many orders take the same step.
#include "order.hpp"
#include "orders/bulk_steps.hpp"

namespace guildhall::orders {
namespace {

// Unlike the step of one order, an order that stands there already is no refusal.
std::optional<bulk::Failure> step_on(db::Tx& tx, Actor const& actor, Uuid const& id, std::string const& changes)
{
    auto const wish = db::stored_json<bulk::ChangesOf<ChangeOrderStatus>>(changes);
    auto order = find_visible(tx, actor, SalesOrderId{id});
    if (!order) return bulk::Failure{"sales_order_not_found", {}};
    if (order->status == wish.status) return std::nullopt;
    if (actor.expected_version && *actor.expected_version != order->version)
        return bulk::Failure{"version_has_changed", {}};
    if (auto const fault = step_fault(*order, wish.status))
        return bulk::Failure{std::string(reflect::word(fault->reason)), fault->detail};
    auto const is_noted = wish.note && !wish.note->value.empty();
    take_step(tx, actor, *order, wish.status, is_noted ? std::optional(wish.note->value) : std::nullopt);
    return std::nullopt;
}

} // namespace

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    bulk::List list{"sales-orders", "sales_order_not_found", "number", {}};
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const order = find_visible(tx, actor, SalesOrderId{id});
        if (!order) return std::nullopt;
        return reflect::json::object{{"number", order->number}};
    };
    bulk::list_rows(list, order_listing());
    steps.add<ChangeOrderStatus>(r, {list, "status", Right::orders_manage, step_on},
        {.summary = "Take many orders a step further",
            .needs = Right::orders_manage,
            .example = R"({"filter":"status=pending","status":"confirmed","dry_run":true})"});
}

} // namespace guildhall::orders
