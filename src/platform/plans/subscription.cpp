#include "plans/subscription.hpp"

namespace guildhall::plans {
namespace {

db::Tables const plan_tables{{"plan", "subscription"}};
constexpr auto everywhere = db::Reach::all_companies;

db::Select<Plan> const select_plans{plan_tables, "FROM plan ORDER BY place", everywhere};
db::Find<Plan, std::string> const find_plan_row{plan_tables, "FROM plan WHERE code = ?", everywhere};
db::Change<std::string, bool, Money, Currency, std::optional<std::int64_t>, std::optional<std::int64_t>,
    std::optional<std::int64_t>, std::optional<std::int64_t>, Time, std::int64_t, std::string> const change_plan{
    plan_tables,
    "UPDATE plan SET name = ?, is_offered = ?, price = ?, currency = ?, users = ?, storage_bytes = ?, orders = ?, "
    "messages = ?, updated_at = ?, version = ? WHERE code = ?",
    everywhere};

db::Find<Subscription, CompanyId> const find_subscription{plan_tables, "FROM subscription WHERE company_id = ?"};
db::Insert<Subscription> const upsert_subscription{plan_tables, "subscription",
    " ON CONFLICT (company_id) DO UPDATE SET plan = excluded.plan, is_trial = excluded.is_trial, "
    "started_at = excluded.started_at, ends_at = excluded.ends_at, told = excluded.told, "
    "updated_at = excluded.updated_at, version = excluded.version"};
db::Select<Subscription, Time, Told> const select_ending{
    plan_tables, "FROM subscription WHERE ends_at < ? AND told <> ? ORDER BY ends_at LIMIT 10000", everywhere};

} // namespace

std::optional<std::int64_t> limit_of(Plan const& plan, Meter meter)
{
    switch (meter) {
    case Meter::users: return plan.users;
    case Meter::storage_bytes: return plan.storage_bytes;
    case Meter::orders: return plan.orders;
    case Meter::messages: return plan.messages;
    }
    return {};
}

std::vector<Plan> all_plans(db::Tx& tx) { return select_plans(tx); }
std::optional<Plan> find_plan(db::Tx& tx, std::string const& code) { return find_plan_row(tx, code); }
void update_plan(db::Tx& tx, Plan const& plan)
{
    change_plan(tx, plan.name, plan.is_offered, plan.price, plan.currency, plan.users, plan.storage_bytes, plan.orders,
        plan.messages, plan.updated_at, plan.version, plan.code);
}

SubscriptionState state_at(Subscription const& subscription, Time now)
{
    if (!subscription.ends_at || now < *subscription.ends_at)
        return subscription.is_trial ? SubscriptionState::trial : SubscriptionState::active;
    return now < *subscription.ends_at + grace_time ? SubscriptionState::grace : SubscriptionState::suspended;
}

Subscription subscription_of(db::Tx& tx, CompanyId company_id)
{
    if (auto row = find_subscription(tx, company_id)) return *row;
    Subscription all;
    all.company_id = company_id;
    all.plan = "unlimited";
    return all;
}

void put_subscription(db::Tx& tx, Subscription const& subscription) { upsert_subscription(tx, subscription); }

std::vector<Subscription> ending_before(db::Tx& tx, Time at) { return select_ending(tx, at, Told::suspended); }

} // namespace guildhall::plans
