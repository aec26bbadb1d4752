#pragma once
#include "jobs/outbox.hpp"
#include "plans/subscription.hpp"
#include "subscriptions/subscriptions.hpp"

namespace guildhall::subscriptions {

using plans::Meter;
using plans::SubscriptionState;

BOOST_DEFINE_ENUM_CLASS(UsageLevel, ok, near, full)

struct Usage {
    Meter meter{};
    std::int64_t used = 0;
    std::optional<std::int64_t> limit;   // absent: none
    std::optional<std::int64_t> percent; // of the limit, rounded down
    UsageLevel level{};                  // near from 80 %
    std::optional<Time> resets_at;       // of what is counted by month
};
BOOST_DESCRIBE_STRUCT(Usage, (), (meter, used, limit, percent, level, resets_at))

struct SubscriptionView {
    std::string plan;
    std::string plan_name;
    SubscriptionState state{};
    bool is_trial = false;
    Time started_at;
    std::optional<Time> ends_at;
    std::optional<Time> read_only_from; // the end and the days of grace
    std::vector<Usage> usage;
};
BOOST_DESCRIBE_STRUCT(
    SubscriptionView, (), (plan, plan_name, state, is_trial, started_at, ends_at, read_only_from, usage))
SubscriptionView view_of(db::Tx& tx, companies::Company const& company, Time now);

struct ReadSubscription {};
BOOST_DESCRIBE_STRUCT(ReadSubscription, (), ())
BOOST_DEFINE_ENUM_CLASS(ReadSubscriptionRefusal)
Outcome<SubscriptionView, ReadSubscriptionRefusal> read_subscription(db::Tx&, Actor const&, ReadSubscription const&);

// A list like all others, of one page.
struct PlanList {
    std::vector<plans::Plan> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t page_size = 100;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(PlanList, (), (items, total, page, page_size, next_cursor))
Outcome<PlanList, ReadSubscriptionRefusal> list_plans(db::Tx&, Actor const&, ReadSubscription const&);

using MostOf = Whole<0, 1'000'000'000'000'000>;
struct ChangePlan {
    Text<1, 40> plan;
    std::optional<Text<1, 60>> name;
    std::optional<bool> is_offered;
    std::optional<Amount> price; // a month
    std::optional<Currency> currency;
    Patch<MostOf> users, storage_bytes, orders, messages; // null: no limit
};
BOOST_DESCRIBE_STRUCT(ChangePlan, (), (plan, name, is_offered, price, currency, users, storage_bytes, orders, messages))
BOOST_DEFINE_ENUM_CLASS(
    ChangePlanRefusal, platform_only_not_allowed, plan_not_found, version_has_changed, invalid_amount)
Outcome<plans::Plan, ChangePlanRefusal> change_plan(db::Tx&, Actor const&, ChangePlan const&);

struct PlatformCompany {
    CompanyId id;
    std::string name;
    std::string slug;
    bool is_first = false;
    std::optional<std::string> registration_number;
    Time created_at;
    SubscriptionView subscription;
};
BOOST_DESCRIBE_STRUCT(PlatformCompany, (), (id, name, slug, is_first, registration_number, created_at, subscription))

struct ListPlatformCompanies {
    std::optional<Whole<1, 1'000'000>> page;
    std::optional<Whole<1, 100>> page_size;
    std::optional<Text<0, 100>> search; // part of the name
};
BOOST_DESCRIBE_STRUCT(ListPlatformCompanies, (), (page, page_size, search))
struct PlatformCompanies {
    std::vector<PlatformCompany> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t page_size = 20;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(PlatformCompanies, (), (items, total, page, page_size, next_cursor))
BOOST_DEFINE_ENUM_CLASS(ListPlatformCompaniesRefusal, platform_only_not_allowed)
Outcome<PlatformCompanies, ListPlatformCompaniesRefusal> list_companies(
    http::Work&, Actor const&, ListPlatformCompanies const&);

struct ChangeSubscription {
    Uuid company_id;
    std::optional<Text<1, 40>> plan;
    std::optional<bool> is_trial;
    Patch<Time> ends_at; // null: never
};
BOOST_DESCRIBE_STRUCT(ChangeSubscription, (), (company_id, plan, is_trial, ends_at))
BOOST_DEFINE_ENUM_CLASS(
    ChangeSubscriptionRefusal, platform_only_not_allowed, company_not_found, unknown_plan, end_is_past)
Outcome<SubscriptionView, ChangeSubscriptionRefusal> change_subscription(
    http::Work&, Actor const&, ChangeSubscription const&);

void watch_ends(jobs::JobContext& job);
// A consumer of events.
void tell_owners(db::Tx& tx, jobs::Event const& event);

} // namespace guildhall::subscriptions
