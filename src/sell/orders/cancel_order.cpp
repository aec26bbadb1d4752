// The customer or staff call an order off while nothing has been made for it.
#include "customers/customers.hpp"
#include "order.hpp"

namespace guildhall::orders {

Outcome<SalesOrder, CancelOrderRefusal> cancel_order(db::Tx& tx, Actor const& actor, CancelOrder const& wish)
{
    using enum CancelOrderRefusal;
    auto order = find_visible(tx, actor, wish.sales_order_id);
    if (!order || !(actor.owns(order->customer_id) || actor.may(Right::orders_manage)))
        return refuse(sales_order_not_found);
    if (actor.expected_version && *actor.expected_version != order->version) return refuse(version_has_changed);
    if (!is_cancellable(*order)) {
        Refused<CancelOrderRefusal> refused{
            not_cancellable, "Only pending, confirmed and held orders can be cancelled.", {}, {}};
        if (actor.may(Right::orders_manage))
            for (auto status : next_statuses(*order)) refused.allowed.emplace_back(reflect::word(status));
        return std::unexpected(std::move(refused));
    }

    // From here on the cancellation succeeds.
    order->status = OrderStatus::cancelled;
    order->held_status.reset();
    order->cancelled_at = actor.now;
    order->cancel_reason = wish.reason.value;
    customers::note_ordered(tx, actor, order->customer_id, -order->total);
    save(tx, actor, *order, "order.cancelled");
    add_step(tx, actor, *order, wish.reason.value);
    return view_of(tx, actor, *order);
}

} // namespace guildhall::orders
