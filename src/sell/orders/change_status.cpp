// Staff take an order through its life, one legal step at a time; each step stamps its time and its history.
#include "customers/customers.hpp"
#include "order.hpp"
#include <algorithm>

namespace guildhall::orders {
namespace {

void stamp(OrderRow& order, OrderStatus from, Time now)
{
    switch (order.status) {
    case OrderStatus::confirmed:
        if (from == OrderStatus::pending) order.confirmed_at = now;
        break;
    case OrderStatus::in_production:
        if (!order.production_started_at) order.production_started_at = now;
        break;
    case OrderStatus::quality_check: order.quality_check_at = now; break;
    case OrderStatus::shipped:
        order.shipped_at = now;
        order.fulfilment_status = FulfilmentStatus::full;
        break;
    case OrderStatus::delivered: order.delivered_at = now; break;
    case OrderStatus::completed: order.actual_completion_date = now; break;
    case OrderStatus::cancelled: order.cancelled_at = now; break;
    case OrderStatus::pending:
    case OrderStatus::on_hold: break;
    }
}

db::Change<CompanyId, SalesOrderId> const ship_all_lines{
    tables, "UPDATE sales_order_line SET shipped_quantity = quantity WHERE company_id = ? AND order_id = ?"};

} // namespace

std::optional<Refused<ChangeStatusRefusal>> step_fault(OrderRow const& order, OrderStatus to)
{
    using enum ChangeStatusRefusal;
    auto const next = next_statuses(order);
    if (std::ranges::find(next, to) == next.end()) {
        std::vector<std::string> allowed;
        for (auto status : next) allowed.emplace_back(reflect::word(status));
        return Refused<ChangeStatusRefusal>{illegal_transition, {}, {}, std::move(allowed)};
    }
    auto const starts_production = order.status == OrderStatus::confirmed && to == OrderStatus::in_production;
    if (starts_production && !can_start_production(order))
        return Refused<ChangeStatusRefusal>{
            payment_required, "Production starts once the order is paid at least in part.", {}, {}};
    return std::nullopt;
}

void take_step(db::Tx& tx, Actor const& actor, OrderRow& order, OrderStatus to, std::optional<std::string> const& note)
{
    auto const from = order.status;
    order.held_status = to == OrderStatus::on_hold ? std::optional(from) : std::nullopt;
    order.status = to;
    if (from != OrderStatus::on_hold || to == OrderStatus::cancelled) stamp(order, from, actor.now);
    if (to == OrderStatus::cancelled) customers::note_ordered(tx, actor, order.customer_id, -order.total);
    if (to == OrderStatus::shipped) ship_all_lines(tx, order.company_id, order.id);
    save(tx, actor, order, "order.status_changed");
    add_step(tx, actor, order, note);
}

Outcome<SalesOrder, ChangeStatusRefusal> change_status(db::Tx& tx, Actor const& actor, ChangeOrderStatus const& wish)
{
    using enum ChangeStatusRefusal;
    auto order = find_visible(tx, actor, wish.sales_order_id);
    if (!order) return refuse(sales_order_not_found);
    if (actor.expected_version && *actor.expected_version != order->version) return refuse(version_has_changed);
    if (auto fault = step_fault(*order, wish.status)) return std::unexpected(std::move(*fault));

    // From here on the change succeeds.
    std::optional<std::string> note;
    if (wish.note && !wish.note->value.empty()) note = wish.note->value;
    take_step(tx, actor, *order, wish.status, note);
    return view_of(tx, actor, *order);
}

} // namespace guildhall::orders
