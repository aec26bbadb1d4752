#include "connector.hpp"

namespace guildhall::carriers {

void Carriers::add_routes(http::Router& r) const
{
    constexpr auto needs = Right::company_manage;
    std::string const path = "/api/v1/connectors/{connector_kind}";
    r.get("/api/v1/connectors", list_connectors,
        {.summary = "Those who carry messages outside, and how each is configured",
            .description = "Secrets are never shown; `is_set` says whether there is one.",
            .needs = needs});
    r.get(path, read_connector, {.summary = "One connector with its fields", .needs = needs});
    r.patch(path,
        [this](http::Work& work, Actor const& actor, ChangeConnector const& wish) {
            return seal_change(work, actor, wish, *settings_.keyring);
        },
        change_connector,
        {.summary = "Configure a connector, or switch it off and on",
            .description =
                "`fields` names only what changes; an empty value is forgotten. A sandbox writes what would have been "
                "sent to the outbox folder and calls nobody. The keys of Web Push are made with its first change.",
            .needs = needs,
            .example =
                R"({"is_active":true,"is_sandbox":true,"fields":[{"name":"account_sid","value":"AC00000000000000000000000000000000"},{"name":"auth_token","value":"12345"},{"name":"from","value":"+15005550006"}]})"});
    r.remove(path, remove_connector, {.summary = "Forget a connector", .needs = needs, .success = 204});
    r.post(path + "/test", test_connector,
        {.summary = "Send a test message by this connector",
            .description = "To oneself when no recipient is given. `/messages/{message_id}` tells what becomes of it.",
            .needs = needs,
            .success = 201,
            .example = R"({"recipient":"+77011234567"})"});
}

} // namespace guildhall::carriers
