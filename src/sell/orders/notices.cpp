// The customer hears of every step of his order.
#include "notifications/notifications.hpp"
#include "order.hpp"

namespace guildhall::orders {
namespace {

void tell_customer(db::Tx& tx, jobs::Event const& event)
{
    auto const order = find_order(tx, event.company_id, SalesOrderId{event.aggregate_id});
    if (!order) return;
    auto const customer = identity::find_user(tx, event.company_id, order->customer_id);
    if (!customer || !customer->is_active) return;
    // The step as it was taken; by now the order may be further.
    auto const status = event.payload_as<OrderChanged>().status;
    if (status == OrderStatus::pending) return;
    notifications::Notice notice;
    notice.event = "sales_order." + std::string(reflect::word(status));
    notice.to = identity::recipient_of(*customer);
    notice.values = {{"number", order->number}, {"carrier", order->carrier.value_or("")},
        {"tracking_number", order->tracking_number.value_or("")}, {"reason", order->cancel_reason.value_or("")}};
    notice.link = "/orders/" + to_string(order->id);
    notice.key = to_string(event.id);
    notifications::notify(tx, event.company_id, event.occurred_at, notice);
}

} // namespace

void add_notices(jobs::Registry& registry)
{
    registry.consume("orders.notices", [](db::Tx& tx, jobs::Event const& event) {
        if (event.name == "sales_order.status_changed" || event.name == "sales_order.cancelled")
            tell_customer(tx, event);
    });
}

void add_jobs(jobs::Registry& registry) { add_notices(registry); }

} // namespace guildhall::orders
