// The transitions of an order, as data.
#include "order.hpp"
#include <algorithm>

namespace guildhall::orders {
namespace {

using enum OrderStatus;

struct Step {
    OrderStatus from, to;
};
// Without on_hold and cancelled, which follow rules of their own below.
constexpr Step with_production[] = {{pending, confirmed}, {confirmed, in_production}, {in_production, quality_check},
    {quality_check, in_production}, {quality_check, shipped}, {shipped, delivered}, {delivered, completed}};
constexpr Step without_production[] = {
    {pending, confirmed}, {confirmed, shipped}, {shipped, delivered}, {delivered, completed}};

} // namespace

bool is_open(OrderStatus status) { return status != completed && status != cancelled; }

bool is_cancellable(OrderRow const& order)
{
    if (order.status == on_hold) // goods under way cannot be called back by way of a hold
        return order.held_status != shipped && order.held_status != delivered;
    return order.status == pending || order.status == confirmed;
}

bool can_start_production(OrderRow const& order)
{
    return order.status == confirmed && order.needs_production &&
           (order.payment_status == PaymentStatus::paid || order.payment_status == PaymentStatus::partial);
}

std::vector<OrderStatus> next_statuses(OrderRow const& order)
{
    std::vector<OrderStatus> next;
    auto const collect = [&](auto const& steps) {
        for (auto const& step : steps)
            if (step.from == order.status) next.push_back(step.to);
    };
    if (order.needs_production)
        collect(with_production);
    else
        collect(without_production);
    if (order.status == on_hold)
        next.push_back(order.held_status.value());
    else if (is_open(order.status))
        next.push_back(on_hold);
    if (is_cancellable(order)) next.push_back(cancelled);
    return next;
}

} // namespace guildhall::orders
