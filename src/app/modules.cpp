#include "modules.hpp"
#include "audit/audit.hpp"
#include "customers/bulk_steps.hpp"
#include "customers/customers.hpp"
#include "dashboard/dashboard.hpp"
#include "files/bulk_steps.hpp"
#include "identity/bulk_steps.hpp"
#include "identity/standing.hpp"
#include "jobs/schema.hpp"
#include "jobs_routes/routes.hpp"
#include "materials/bulk_steps.hpp"
#include "notifications/bulk_steps.hpp"
#include "orders/bulk_steps.hpp"
#include "quotes/bulk_steps.hpp"
#include "quotes/quotes.hpp"
#include "samples.hpp"
#include "search/search.hpp"
#include "subscriptions/subscriptions.hpp"
#include "timeline/timeline.hpp"
#include "views/bulk_steps.hpp"
#include "views/views.hpp"

namespace guildhall::app {

std::vector<db::Migration> all_migrations()
{
    std::vector<db::Migration> all;
    for (auto const& of_module : {http::migrations(), jobs::migrations(), companies::migrations(), audit::migrations(),
             identity::migrations(), notifications::migrations(), files::migrations(), company_data::migrations(),
             materials::migrations(), orders::migrations(), quotes::migrations(), customers::migrations(),
             timeline::migrations(), views::migrations(), webhooks::migrations(), carriers::migrations(),
             inbound::migrations(), plans::migrations(), bulk::migrations()})
        all.insert(all.end(), of_module.begin(), of_module.end());
    return all;
}

std::vector<companies::OnFounded> all_founding_steps(Settings const& settings)
{
    return {plans::begin_subscription({settings.sign_up_plan}), materials::give_defaults};
}

void add_all_routes(http::Router& router, House& house)
{
    auto& steps = house.steps();
    house.identity().add_routes(router);
    companies::add_routes(router, files::is_picture);
    audit::add_routes(router);
    auto const record_step = [](db::Tx& tx, Actor const& actor, std::string const& action, jobs::Job const& after) {
        audit::record(tx, actor, {action, "job", after.id.uuid, {}, reflect::to_json(after)});
    };
    auto const schedules = [&house]() -> auto const& { return house.runner().schedules(); };
    jobs::add_routes(router, schedules, record_step);
    bulk::add_routes(router, steps, record_step);
    house.live().add_routes(router);
    house.webhooks().add_routes(router, steps);
    house.inbox().add_routes(router);
    subscriptions::add_routes(router);
    house.store().add_routes(router);
    house.post_office().add_routes(router);
    house.carriers().add_routes(router);
    house.company_data().add_routes(router);
    materials::add_routes(router, house.catalogues(), house.store());
    quotes::add_routes(router, {house.store(), house.catalogues()});
    orders::add_routes(router);
    customers::add_routes(router);
    views::add_routes(router);
    timeline::add_routes(router);
    search::add_routes(router, house.catalogues());
    dashboard::add_routes(router, house.catalogues());
    for (auto const add :
        {identity::add_bulk_steps, files::add_bulk_steps, notifications::add_bulk_steps, materials::add_bulk_steps,
            quotes::add_bulk_steps, orders::add_bulk_steps, customers::add_bulk_steps, views::add_bulk_steps})
        add(router, steps);
}

std::vector<live::Topic> all_topics()
{
    return {{"quote", Right::quotes_read, "customer_id"}, {"sales_order", Right::orders_read, "customer_id"},
        {"file", Right::files_read, "owner_id"}, {"file_share", Right::files_read, "user_id"},
        {"job", Right::jobs_read, "created_by"}, {"catalogue", Right::catalogue_read, ""},
        {"company", Right::company_read, ""}, {"user", Right::users_read, "user_id"}, {"role", Right::users_read, ""},
        {"api_key", Right::keys_manage, ""}, {"company_export", Right::company_manage, "created_by"},
        {"notification", std::nullopt, "user_id"}, {"webhook", Right::webhooks_manage, ""},
        {"connector", Right::company_manage, ""}, {"push_device", std::nullopt, "user_id"},
        {"message", Right::notifications_manage, ""}, {"inbound_endpoint", Right::webhooks_manage, ""},
        {"inbound_event", Right::webhooks_manage, ""}, {"subscription", Right::company_read, ""},
        {"bulk_operation", Right::audit_read, "created_by"}};
}

void add_all_jobs(jobs::Registry& registry, House& house)
{
    house.store().add_jobs(registry);
    house.post_office().add_jobs(registry);
    house.company_data().add_jobs(registry);
    quotes::add_jobs(registry);
    orders::add_jobs(registry);
    customers::add_consumers(registry);
    timeline::add_notices(registry);
    bulk::add_jobs(registry, house.steps(), identity::standing_of);
    house.webhooks().add_jobs(registry);
    house.inbox().add_jobs(registry);
    subscriptions::add_jobs(registry);
    registry.handle(
        std::string(identity::sample_data_job), [&house](jobs::JobContext& job) { fill_samples(house, job); });
    registry.handle("sessions.clean_up", [](jobs::JobContext& job) {
        auto const now = job.now();
        job.database().write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            identity::clean_up(tx, now);
            http::forget_kept_answers(tx, now);
            return true;
        });
    });
    registry.schedule(
        {.name = "sessions.clean_up", .cron = "15 3 * * *", .fire = [](db::Tx& tx, jobs::Firing const& firing) {
             jobs::enqueue(tx, firing.company_id, firing.now, {.kind = "sessions.clean_up", .unique_key = "daily"});
         }});
    registry.handle("files.clean_up", [&house](jobs::JobContext& job) { house.store().clean_up(job.now()); });
    registry.schedule(
        {.name = "files.clean_up", .cron = "45 3 * * *", .fire = [](db::Tx& tx, jobs::Firing const& firing) {
             jobs::enqueue(tx, firing.company_id, firing.now, {.kind = "files.clean_up", .unique_key = "daily"});
         }});
}

std::vector<std::string> verify_all(db::Tx& tx)
{
    auto faults = quotes::verify(tx);
    for (auto& fault : orders::verify(tx)) faults.push_back(std::move(fault));
    for (auto& fault : files::verify(tx)) faults.push_back(std::move(fault));
    for (auto& fault : audit::verify(tx)) faults.push_back(std::move(fault));
    return faults;
}

} // namespace guildhall::app
