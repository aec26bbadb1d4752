#include "deliver.hpp"
#include <gtest/gtest.h>

namespace guildhall::webhooks {
namespace {

using namespace std::chrono_literals;
constexpr Time noon = Time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2)) + 12h;

DeliveryAttempt answered(std::int64_t status, Time at = noon) { return {at, status, {}, {}, 12, "ok"}; }
DeliveryAttempt unanswered(Time at = noon) { return {at, {}, DeliveryFault::unreachable, "nobody listens", 3, ""}; }

TEST(Settle, IsDeliveredByAnyTwoHundred)
{
    for (std::int64_t const status : {200, 202, 204, 299}) {
        WholeDelivery delivery;
        settle(delivery, answered(status), {}, 0.5);
        EXPECT_EQ(delivery.status, DeliveryStatus::delivered);
        EXPECT_EQ(delivery.delivered_at, noon);
        EXPECT_FALSE(delivery.next_attempt_at);
    }
    for (std::int64_t const status : {199, 301, 302, 307, 400, 404, 500}) EXPECT_FALSE(is_success(answered(status)));
    EXPECT_FALSE(is_success(unanswered()));
}

TEST(Settle, KeepsItsPlaceThreeTimesAndGivesUpAfterTen)
{
    WholeDelivery delivery;
    std::chrono::seconds const waits[] = {5s, 30s, 2min, 10min, 1h, 3h, 6h, 12h, 24h};
    for (int made = 1; made <= 9; ++made) {
        settle(delivery, unanswered(), {}, 0.5);
        EXPECT_EQ(delivery.next_attempt_at, noon + waits[made - 1]) << made;
        EXPECT_EQ(delivery.status, made < 3 ? DeliveryStatus::queued : DeliveryStatus::retrying) << made;
    }
    settle(delivery, answered(500), {}, 0.5);
    EXPECT_EQ(delivery.status, DeliveryStatus::failed);
    EXPECT_FALSE(delivery.next_attempt_at);
    EXPECT_EQ(delivery.tries.size(), 10u);

    // Sent again by hand, all attempts are open to it once more; the oldest tries give way.
    delivery.attempts_before = delivery.attempts;
    for (int made = 1; made <= 10; ++made) settle(delivery, unanswered(), {}, 0.5);
    EXPECT_EQ(delivery.attempts, 20);
    EXPECT_EQ(delivery.status, DeliveryStatus::failed);
    settle(delivery, answered(200), {}, 0.5);
    EXPECT_EQ(delivery.tries.size(), kept_tries);
    EXPECT_EQ(delivery.tries.back().status, 200);
}

TEST(Settle, WaitsWithJitterAndAsLongAsTheReceiverAsks)
{
    auto const wait = [](std::optional<std::int64_t> retry_after, double chance) {
        WholeDelivery delivery;
        settle(delivery, answered(503), retry_after, chance);
        return *delivery.next_attempt_at - noon;
    };
    EXPECT_EQ(wait({}, 0), 4s);
    EXPECT_LT(wait({}, 0.999), 6s);
    EXPECT_EQ(wait(90, 0.5), 90s);
    EXPECT_EQ(wait(1, 0.5), 5s); // a shorter one changes nothing
    EXPECT_EQ(wait(100'000'000, 0.5), 24h);
}

} // namespace
} // namespace guildhall::webhooks
