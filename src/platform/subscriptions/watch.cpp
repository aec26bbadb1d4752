// Says once each that a subscription ends soon, has ended, and that its days of grace are over.
#include "subscription_view.hpp"

namespace guildhall::subscriptions {
namespace {

using plans::Told;

Told stage_at(plans::Subscription const& subscription, Time now)
{
    switch (plans::state_at(subscription, now)) {
    case SubscriptionState::suspended: return Told::suspended;
    case SubscriptionState::grace: return Told::ended;
    default: break;
    }
    auto const soon = subscription.ends_at && now >= *subscription.ends_at - plans::warning_time;
    return soon ? Told::ending : Told::nothing;
}

std::string_view event_of(Told stage)
{
    return stage == Told::ending  ? "subscription.ending_soon"
           : stage == Told::ended ? "subscription.ended"
                                  : "subscription.suspended";
}

void tell(db::Tx& tx, CompanyId company_id, Time now)
{
    auto subscription = plans::subscription_of(tx, company_id);
    auto const stage = stage_at(subscription, now);
    if (stage <= subscription.told) return;
    subscription.told = stage;
    plans::put_subscription(tx, subscription);
    auto const plan = plans::find_plan(tx, subscription.plan);
    check(plan.has_value(), "a subscription names a plan");
    Actor nobody;
    nobody.company_id = company_id;
    nobody.now = now;
    jobs::publish(tx, nobody, "subscription", company_id, event_of(stage),
        plans::SubscriptionChanged{plan->name, plans::state_at(subscription, now), subscription.ends_at});
}

} // namespace

void watch_ends(jobs::JobContext& job)
{
    auto const now = job.now();
    auto const ending = job.database().read_now(
        db::Scope::all_companies(), [&](db::Tx& tx) { return plans::ending_before(tx, now + plans::warning_time); });
    for (auto const& subscription : ending) {
        if (job.cancelled()) return;
        if (stage_at(subscription, now) <= subscription.told) continue;
        job.database().write_now(db::Scope::of(subscription.company_id),
            [&](db::Tx& tx) { return tell(tx, subscription.company_id, now), true; });
    }
}

} // namespace guildhall::subscriptions
