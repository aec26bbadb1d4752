#pragma once
// Plans and subscriptions as rows, for the module that shows and changes them.
#include "db/queries.hpp"
#include "plans/plans.hpp"

namespace guildhall::plans {

struct Plan {
    std::string code; // start
    std::string name; // Start
    std::int64_t place = 0;
    bool is_offered = true;
    Money price; // a month
    Currency currency;
    std::optional<std::int64_t> users, storage_bytes, orders, messages; // absent: no limit
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
    (code, name, place, is_offered, price, currency, users, storage_bytes, orders, messages, updated_at, version))
std::optional<std::int64_t> limit_of(Plan const& plan, Meter meter);

std::vector<Plan> all_plans(db::Tx& tx);
std::optional<Plan> find_plan(db::Tx& tx, std::string const& code);
void update_plan(db::Tx& tx, Plan const& plan);

// What people have been told of the end of this time.
BOOST_DEFINE_ENUM_CLASS(Told, nothing, ending, ended, suspended)

struct Subscription {
    CompanyId company_id;
    std::string plan;
    bool is_trial = false;
    Time started_at;
    std::optional<Time> ends_at; // absent: never
    Told told{};
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Subscription, (), (company_id, plan, is_trial, started_at, ends_at, told, updated_at, version))

// trial → grace → suspended; active → grace → suspended; another plan or end leads back. It follows from the clock
// alone.
BOOST_DEFINE_ENUM_CLASS(SubscriptionState, trial, active, grace, suspended)
inline constexpr std::chrono::days trial_time{15}, grace_time{7}, warning_time{7};
SubscriptionState state_at(Subscription const& subscription, Time now);

// That of a company without a row: everything, without end.
Subscription subscription_of(db::Tx& tx, CompanyId company_id);
void put_subscription(db::Tx& tx, Subscription const& subscription);
// Those that end before that time and have not been told of their suspension; needs all companies.
std::vector<Subscription> ending_before(db::Tx& tx, Time at);

// One meter as it stands now. Users are not counted here; `used` is then 0.
struct Reading {
    std::int64_t used = 0;
    std::optional<std::int64_t> limit;
    std::optional<Time> resets_at;
};
Reading read_meter(db::Tx& tx, companies::Company const& company, Plan const& plan, Meter meter, Time now);

// For metrics().
void note_refusal(Meter meter);

// What consumers learn of the subscription.
struct SubscriptionChanged {
    std::string plan;
    SubscriptionState state{};
    std::optional<Time> ends_at;
};
BOOST_DESCRIBE_STRUCT(SubscriptionChanged, (), (plan, state, ends_at))
struct LimitNeared {
    Meter meter{};
    std::int64_t percent = 80; // or 100
    std::int64_t used = 0, limit = 0;
    std::string plan;
};
BOOST_DESCRIBE_STRUCT(LimitNeared, (), (meter, percent, used, limit, plan))

} // namespace guildhall::plans
