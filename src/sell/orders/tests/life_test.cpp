#include "order.hpp"
#include <gtest/gtest.h>
#include <set>

namespace guildhall::orders {
namespace {

OrderRow order_in(OrderStatus status, bool needs_production)
{
    OrderRow order;
    order.status = status;
    order.needs_production = needs_production;
    if (status == OrderStatus::on_hold) order.held_status = OrderStatus::confirmed;
    return order;
}

std::set<OrderStatus> reachable(bool needs_production)
{
    std::set<OrderStatus> seen{OrderStatus::pending};
    for (std::size_t before = 0; before != seen.size();) {
        before = seen.size();
        for (auto status : std::set(seen))
            for (auto next : next_statuses(order_in(status, needs_production))) seen.insert(next);
    }
    return seen;
}

TEST(OrderLife, ReachesEveryState)
{
    EXPECT_EQ(reachable(true).size(), 9u);
    EXPECT_FALSE(reachable(false).contains(OrderStatus::in_production));
    EXPECT_FALSE(reachable(false).contains(OrderStatus::quality_check));
}

TEST(OrderLife, EndsInCompletedAndCancelled)
{
    for (auto status : reachable(true)) EXPECT_EQ(next_statuses(order_in(status, true)).empty(), !is_open(status));
}

TEST(OrderLife, CancelsOnlyBeforeProduction)
{
    for (auto status : reachable(true)) {
        auto const next = next_statuses(order_in(status, true));
        auto const early =
            status == OrderStatus::pending || status == OrderStatus::confirmed || status == OrderStatus::on_hold;
        EXPECT_EQ(std::ranges::find(next, OrderStatus::cancelled) != next.end(), early);
    }
}

} // namespace
} // namespace guildhall::orders
