// Where the goods go, and by whom.
#include "order.hpp"

namespace guildhall::orders {

Outcome<SalesOrder, ChangeShippingRefusal> change_shipping(db::Tx& tx, Actor const& actor, ChangeShipping const& wish)
{
    using enum ChangeShippingRefusal;
    auto order = find_visible(tx, actor, wish.sales_order_id);
    if (!order) return refuse(sales_order_not_found);
    if (actor.expected_version && *actor.expected_version != order->version) return refuse(version_has_changed);
    if (!is_open(order->status)) return refuse(order_is_closed);
    if (wish.address && order->shipped_at)
        return refuse(already_shipped, "The goods are on their way; the address cannot change any more.");

    // From here on the change succeeds.
    if (wish.carrier) order->carrier = wish.carrier->value;
    if (wish.tracking_number) order->tracking_number = wish.tracking_number->value;
    if (wish.address) order->shipping_address = *wish.address;
    save(tx, actor, *order, "order.shipping_changed");
    return view_of(tx, actor, *order);
}

} // namespace guildhall::orders
