// The platform's administrator edits plans, and gives companies theirs.
#include "audit/audit.hpp"
#include "subscription_view.hpp"

namespace guildhall::subscriptions {
namespace {

constexpr char const* platform_only = "This is for the administrators of the platform.";

template <class T> void apply_limit(Patch<MostOf> const& wish, std::optional<T>& limit)
{
    std::optional<MostOf> wished;
    if (limit) wished = MostOf{*limit};
    wish.apply(wished);
    limit = wished ? std::optional<T>(wished->value) : std::nullopt;
}

} // namespace

Outcome<plans::Plan, ChangePlanRefusal> change_plan(db::Tx& tx, Actor const& actor, ChangePlan const& wish)
{
    using enum ChangePlanRefusal;
    if (actor.role != Role::platform_admin) return refuse(platform_only_not_allowed, platform_only);
    auto const before = plans::find_plan(tx, wish.plan.value);
    if (!before) return refuse(plan_not_found);
    if (actor.expected_version && *actor.expected_version != before->version) return refuse(version_has_changed);
    auto plan = *before;
    if (wish.currency) plan.currency = *wish.currency;
    if (wish.price) {
        auto const price = parse_money(wish.price->value, minor_digits(plan.currency));
        if (!price || price->minor < 0)
            return refuse(invalid_amount, "Has more decimal places than the currency, or is below nothing.", "/price");
        plan.price = *price;
    }

    // From here on the change succeeds.
    if (wish.name) plan.name = wish.name->value;
    if (wish.is_offered) plan.is_offered = *wish.is_offered;
    apply_limit(wish.users, plan.users);
    apply_limit(wish.storage_bytes, plan.storage_bytes);
    apply_limit(wish.orders, plan.orders);
    apply_limit(wish.messages, plan.messages);
    plan.updated_at = actor.now;
    ++plan.version;
    plans::update_plan(tx, plan);
    audit::record(
        tx, actor, {"plan.changed", "plan", actor.company_id.uuid, reflect::to_json(*before), reflect::to_json(plan)});
    return plan;
}

Outcome<SubscriptionView, ChangeSubscriptionRefusal> change_subscription(
    http::Work& work, Actor const& admin, ChangeSubscription const& wish)
{
    using enum ChangeSubscriptionRefusal;
    if (admin.role != Role::platform_admin) return refuse(platform_only_not_allowed, platform_only);
    if (wish.ends_at.value && *wish.ends_at.value <= admin.now)
        return refuse(end_is_past, "An end lies in the future; leave it out to keep the one that is.", "/ends_at");
    CompanyId const company_id{wish.company_id};
    Outcome<SubscriptionView, ChangeSubscriptionRefusal> outcome = refuse(company_not_found);
    work.database.write_now(db::Scope::of(company_id), [&](db::Tx& tx) {
        outcome = refuse(company_not_found);
        auto const company = companies::find_company(tx, company_id);
        if (!company) return false;
        outcome = refuse(unknown_plan, "There is no such plan.", "/plan");
        if (wish.plan && !plans::find_plan(tx, wish.plan->value)) return false;

        // From here on the change succeeds.
        auto const before = reflect::to_json(view_of(tx, *company, admin.now));
        auto subscription = plans::subscription_of(tx, company_id);
        if (wish.plan && wish.plan->value != subscription.plan) {
            subscription.plan = wish.plan->value;
            subscription.started_at = admin.now;
        }
        if (wish.is_trial) subscription.is_trial = *wish.is_trial;
        wish.ends_at.apply(subscription.ends_at);
        subscription.told = plans::Told::nothing;
        subscription.updated_at = admin.now;
        ++subscription.version;
        plans::put_subscription(tx, subscription);
        auto view = view_of(tx, *company, admin.now);
        auto actor = admin;
        actor.company_id = company_id;
        audit::record(
            tx, actor, {"subscription.changed", "subscription", company_id.uuid, before, reflect::to_json(view)});
        jobs::publish(tx, actor, "subscription", company_id, "subscription.changed",
            plans::SubscriptionChanged{view.plan_name, view.state, view.ends_at});
        outcome = std::move(view);
        return true;
    });
    return outcome;
}

} // namespace guildhall::subscriptions
