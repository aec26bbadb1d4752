// Users, roles and API keys of a company.
#include "api_keys.hpp"
#include "http/listing.hpp"
#include "identity/bulk_steps.hpp"
#include "profile.hpp"
#include "roles.hpp"

namespace guildhall::identity {
namespace {

http::Listing<User, UserProfile> const user_listing{
    {.tables = &tables,
        .table = "user_account",
        .filters = {"role", "role_id", "is_active", "email", "created_at"},
        .orderings = {"created_at", "email"},
        .default_ordering = "-created_at"},
    [](db::Tx& tx, Actor const& actor) {
        return [company = companies::get_company(tx, actor.company_id), &tx](
                   User&& user) { return profile_of(tx, user, company); };
    }};

http::Listing<ApiKeyRow, ApiKey> const key_listing{{.tables = &tables,
                                                       .table = "api_key",
                                                       .filters = {"created_by", "created_at"},
                                                       .orderings = {"created_at"},
                                                       .default_ordering = "-created_at"},
    [](db::Tx&, Actor const&) { return [](ApiKeyRow&& row) { return shown_key(std::move(row)); }; }};

void add_role_routes(http::Router& r)
{
    r.get("/api/v1/roles", list_roles,
        {.summary = "Roles: the built-in ones and the company's own, with their rights", .needs = Right::users_read});
    r.post("/api/v1/roles", create_role,
        {.summary = "Make a role",
            .needs = Right::roles_manage,
            .success = 201,
            .example =
                R"({"name":"Night shift","description":"Watches the machines","rights":["orders.read","orders.manage","files.read"]})"});
    r.patch("/api/v1/roles/{role_id}", change_role,
        {.summary = "Change a role; whoever has it has the new rights at once",
            .needs = Right::roles_manage,
            .example = R"({"rights":["orders.read"]})"});
    r.remove("/api/v1/roles/{role_id}", remove_role,
        {.summary = "Remove a role that nobody has", .needs = Right::roles_manage, .success = 204});
}

void add_key_routes(http::Router& r)
{
    r.list("/api/v1/api-keys", key_listing, {.summary = "API keys of the company", .needs = Right::keys_manage});
    r.post("/api/v1/api-keys", prepare_api_key, create_api_key,
        {.summary = "Make an API key; this answer alone holds it",
            .description =
                "Send it as `Authorization: Bearer gh_…`. It may do what it was given, as long as whoever made "
                "it may do so too.",
            .needs = Right::keys_manage,
            .success = 201,
            .example = R"({"name":"Shop floor display","rights":["orders.read","quotes.read"]})",
            .repeatable = true});
    r.get("/api/v1/api-keys/{api_key_id}", read_api_key, {.summary = "One API key", .needs = Right::keys_manage});
    r.patch("/api/v1/api-keys/{api_key_id}", change_api_key,
        {.summary = "Change the name or the rights of an API key",
            .needs = Right::keys_manage,
            .example = R"({"name":"Shop floor display 2"})"});
    r.remove("/api/v1/api-keys/{api_key_id}", revoke_api_key,
        {.summary = "Revoke an API key, at once and for good", .needs = Right::keys_manage, .success = 204});
}

} // namespace

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    steps.change(r, bulk::list_of("users", user_listing, read_user, "email", "user_not_found"), change_user,
        {.summary = "Change role or state of many users",
            .needs = Right::users_manage,
            .example = R"({"filter":"role=analyst","is_active":false,"dry_run":true})"},
        {"role", "role_id"});
    bulk::List roles{"roles", "role_not_found", "name", {}};
    roles.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const role = find_role(tx, actor.company_id, RoleId{id});
        if (!role) return std::nullopt;
        return reflect::json::object{{"name", role->name}};
    };
    steps.plain(r, roles, "delete", remove_role,
        {.summary = "Remove many roles that nobody has",
            .needs = Right::roles_manage,
            .example = R"({"ids":["019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"],"dry_run":true})"});
    auto const keys = bulk::list_of("api-keys", key_listing, read_api_key, "name", "api_key_not_found");
    steps.change(r, keys, change_api_key,
        {.summary = "Change the rights of many API keys",
            .needs = Right::keys_manage,
            .example = R"({"filter":"","rights":["orders.read"],"dry_run":true})"});
    steps.plain(r, keys, "revoke", revoke_api_key,
        {.summary = "Revoke many API keys, at once and for good", .needs = Right::keys_manage});
}

void Identity::add_user_routes(http::Router& r) const
{
    r.list("/api/v1/users", user_listing,
        {.summary = "Users of the company", .needs = Right::users_read, .exports = true});
    r.post("/api/v1/users",
        [this](http::Work& work, Actor const& actor, CreateUser const& wish) {
            return prepare_user(work, actor, wish, settings_.bcrypt_rounds);
        },
        add_user,
        {.summary = "Add a user with a role",
            .needs = Right::users_manage,
            .success = 201,
            .example =
                R"({"email":"mike@example.com","password":"correct horse battery","full_name":"Mike Mill","role":"operator"})"});
    r.get("/api/v1/users/{user_id}", read_user, {.summary = "One user", .needs = Right::users_read});
    r.patch("/api/v1/users/{user_id}", change_user,
        {.summary = "Change a user's role, name or state",
            .needs = Right::users_manage,
            .example = R"({"role":"manager"})"});
    add_role_routes(r);
    add_key_routes(r);
}

} // namespace guildhall::identity
