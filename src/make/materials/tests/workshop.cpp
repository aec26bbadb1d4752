#include "workshop.hpp"
#include "bulk/bulk.hpp"
#include "http/idempotency.hpp"
#include "identity/identity.hpp"
#include "jobs/schema.hpp"
#include "notifications/post_office.hpp"
#include "plans/plans.hpp"

namespace guildhall::materials::tests {

Workshop::Workshop()
{
    std::vector<db::Migration> all;
    for (auto const& of_module :
        {http::migrations(), jobs::migrations(), companies::migrations(), audit::migrations(), identity::migrations(),
            notifications::migrations(), files::migrations(), plans::migrations(), bulk::migrations(), migrations()})
        all.insert(all.end(), of_module.begin(), of_module.end());
    database->migrate(all);
    doorkeeper.company = company;
    database->write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        auto const now = system_now();
        give_defaults(
            tx, companies::found_company(tx, now, company, {"Iron & Thread", Currency{{'K', 'Z', 'T'}}}, true), now);
        return true;
    });
    add_routes(router, catalogues, store);
    router.freeze();
    store.next.kind = "stl";
    store.next.status = files::FileStatus::ready;
    store.next.analysis = pricing::plain_box(40, 30, 20, std::nullopt);
    store.next.analysis->format = "stl";
}

Reply Workshop::call(std::string const& who, std::string const& method, std::string const& target,
    std::string const& body, std::string const& if_match)
{
    http::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    if (who != "visitor") request.headers.add("Authorization", who);
    if (!if_match.empty()) request.headers.add("If-Match", "\"" + if_match + "\"");
    std::promise<http::Response> answered;
    auto future = answered.get_future();
    router.handle(std::move(request), [&](http::Response response) { answered.set_value(std::move(response)); });
    auto const response = future.get();
    auto const* text = std::get_if<std::string>(&response.body);
    Reply reply{response.status, {}, std::string(response.headers.get("ETag"))};
    if (text && !text->empty()) reply.body = json::parse(*text);
    return reply;
}

Actor Workshop::staff() const
{
    Actor actor;
    actor.company_id = company;
    actor.user_id = doorkeeper.person;
    actor.role = Role::manager;
    actor.rights = rights_of(Role::manager);
    actor.now = system_now();
    return actor;
}

} // namespace guildhall::materials::tests
