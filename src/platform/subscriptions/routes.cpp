#include "subscription_view.hpp"

namespace guildhall::subscriptions {
namespace {

constexpr std::string_view watch_job = "subscriptions.watch";

} // namespace

void add_routes(http::Router& r)
{
    using http::Access;
    r.get("/api/v1/subscription", read_subscription,
        {.summary = "The company's plan, and what it uses of it",
            .description = "In the state grace work goes on; from `read_only_from` on everything can be read and "
                           "exported, and changes answer 402 `subscription_ended`.",
            .needs = Right::company_read});
    r.get("/api/v1/plans", list_plans, {.summary = "Plans that are offered", .access = Access::signed_in});
    r.patch("/api/v1/platform/plans/{plan}", change_plan,
        {.summary = "Change a plan",
            .description = "For administrators of the platform. A limit that is null is none; what companies have "
                           "already stays theirs when a limit falls below it.",
            .access = Access::person,
            .example = R"({"name":"Pro","users":20,"storage_bytes":50000000000,"orders":null})"});
    r.work("GET", "/api/v1/platform/companies", list_companies,
        {.summary = "All companies with their plans and usage",
            .description = "For administrators of the platform; newest first.",
            .access = Access::person});
    r.work("PATCH", "/api/v1/platform/companies/{company_id}/subscription", change_subscription,
        {.summary = "Give a company another plan or end",
            .description = "For administrators of the platform. It holds at once, for messages that wait, too.",
            .access = Access::person,
            .example = R"({"plan":"business","is_trial":false,"ends_at":null})"});
}

void add_jobs(jobs::Registry& registry)
{
    registry.handle(std::string(watch_job), watch_ends);
    registry.schedule(
        {.name = std::string(watch_job), .cron = "10 * * * *", .fire = [](db::Tx& tx, jobs::Firing const& firing) {
             jobs::NewJob job;
             job.kind = std::string(watch_job);
             job.unique_key = "hourly";
             jobs::enqueue(tx, firing.company_id, firing.now, job);
         }});
    registry.consume("subscriptions.notices", tell_owners);
}

} // namespace guildhall::subscriptions
