// What a company has by its plan, and what it uses of it.
#include "identity/identity.hpp"
#include "subscription_view.hpp"

namespace guildhall::subscriptions {
namespace {

constexpr std::int64_t near_percent = 80;

Usage usage_of(Meter meter, plans::Reading const& reading)
{
    Usage usage{meter, reading.used, reading.limit, {}, UsageLevel::ok, reading.resets_at};
    if (!reading.limit) return usage;
    usage.percent = *reading.limit > 0 ? reading.used * 100 / *reading.limit : 100;
    usage.level = reading.used >= *reading.limit   ? UsageLevel::full
                  : *usage.percent >= near_percent ? UsageLevel::near
                                                   : UsageLevel::ok;
    return usage;
}

} // namespace

SubscriptionView view_of(db::Tx& tx, companies::Company const& company, Time now)
{
    auto const subscription = plans::subscription_of(tx, company.company_id);
    auto const plan = plans::find_plan(tx, subscription.plan);
    check(plan.has_value(), "a subscription names a plan");
    SubscriptionView view{plan->code, plan->name, plans::state_at(subscription, now), subscription.is_trial,
        subscription.started_at, subscription.ends_at, {}, {}};
    if (subscription.started_at == Time{}) view.started_at = company.created_at;
    if (subscription.ends_at) view.read_only_from = *subscription.ends_at + plans::grace_time;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Meter>>([&](auto d) {
        auto reading = plans::read_meter(tx, company, *plan, d.value, now);
        if (d.value == Meter::users) reading.used = identity::employee_count(tx, company.company_id);
        view.usage.push_back(usage_of(d.value, reading));
    });
    return view;
}

Outcome<SubscriptionView, ReadSubscriptionRefusal> read_subscription(
    db::Tx& tx, Actor const& actor, ReadSubscription const&)
{
    return view_of(tx, companies::get_company(tx, actor.company_id), actor.now);
}

Outcome<PlanList, ReadSubscriptionRefusal> list_plans(db::Tx& tx, Actor const& actor, ReadSubscription const&)
{
    PlanList list;
    for (auto& plan : plans::all_plans(tx))
        if (plan.is_offered || actor.role == Role::platform_admin) list.items.push_back(std::move(plan));
    list.total = static_cast<std::int64_t>(list.items.size());
    return list;
}

} // namespace guildhall::subscriptions
