#include "deliver.hpp"

namespace guildhall::webhooks {
namespace {

struct ListEvents {};
BOOST_DESCRIBE_STRUCT(ListEvents, (), ())
struct KnownEvents {
    std::vector<KnownEvent> items;
};
BOOST_DESCRIBE_STRUCT(KnownEvents, (), (items))
BOOST_DEFINE_ENUM_CLASS(ListEventsRefusal)

http::Listing<WebhookRow, Webhook> const& webhook_listing()
{
    static http::Listing<WebhookRow, Webhook> const listing{{.tables = &tables,
                                                                .table = "webhook",
                                                                .filters = {"is_active", "name", "created_at"},
                                                                .orderings = {"created_at", "name"},
                                                                .default_ordering = "-created_at"},
        [](db::Tx&, Actor const&) { return [](WebhookRow&& row) { return view_of(row); }; }};
    return listing;
}

constexpr Right manage = Right::webhooks_manage;

void add_deliveries(http::Router& r, bulk::Steps& steps)
{
    r.list("/api/v1/webhook-deliveries", delivery_listing(),
        {.summary = "What was sent to webhooks, and what came of it", .needs = manage});
    r.get("/api/v1/webhook-deliveries/{webhook_delivery_id}", read_delivery,
        {.summary = "One delivery: its body, and every attempt with the answer", .needs = manage});
    r.post("/api/v1/webhook-deliveries/{webhook_delivery_id}/redeliver", redeliver,
        {.summary = "Send a delivery again",
            .description = "At once, whatever came of it before. When it fails, it is repeated as in the beginning.",
            .needs = manage});
    steps.plain(r,
        bulk::list_of(
            "webhook-deliveries", delivery_listing(), read_delivery, "event_name", "webhook_delivery_not_found"),
        "redeliver", redeliver,
        {.summary = "Send many deliveries again",
            .needs = manage,
            .example = R"({"filter":"status=failed","dry_run":true})"});
}

} // namespace

Webhooks::Webhooks(Settings settings)
    : settings_(std::move(settings))
    , client_(settings_.client)
{
}

void Webhooks::add_routes(http::Router& r, bulk::Steps& steps) const
{
    r.get("/api/v1/webhook-events",
        [this](db::Tx&, Actor const&, ListEvents const&) -> Outcome<KnownEvents, ListEventsRefusal> {
            return KnownEvents{settings_.events};
        },
        {.summary = "Events that webhooks may be told of", .needs = manage});
    r.list("/api/v1/webhooks", webhook_listing(), {.summary = "The company's webhooks", .needs = manage});
    r.post(
        "/api/v1/webhooks",
        [this](http::Work&, Actor const& actor, AddWebhook const& wish) -> Outcome<WebhookToAdd, AddWebhookRefusal> {
            return WebhookToAdd{wish, make_secret(*settings_.keyring, actor.company_id)};
        },
        [this](db::Tx& tx, Actor const& actor, WebhookToAdd const& asked) {
            return add_webhook(tx, actor, asked, settings_);
        },
        {.summary = "Add a webhook",
            .description = "Events are names of /webhook-events, beginnings such as quote.*, or * for all. The secret "
                           "is shown here and never again; every delivery is signed with it (docs/webhooks.md).",
            .needs = manage,
            .success = 201,
            .example =
                R"({"name":"Our shop","url":"https://shop.example/hooks/guildhall","events":["quote.accepted","sales_order.*"]})",
            .repeatable = true});
    r.get("/api/v1/webhooks/{webhook_id}", read_webhook, {.summary = "One webhook", .needs = manage});
    r.patch("/api/v1/webhooks/{webhook_id}",
        [this](db::Tx& tx, Actor const& actor, ChangeWebhook const& wish) {
            return change_webhook(tx, actor, wish, settings_);
        },
        {.summary = "Change a webhook, or switch it off and on",
            .needs = manage,
            .example = R"({"events":["*"],"is_active":true})"});
    r.remove("/api/v1/webhooks/{webhook_id}", remove_webhook,
        {.summary = "Remove a webhook with its deliveries", .needs = manage, .success = 204});
    r.post("/api/v1/webhooks/{webhook_id}/rotate-secret",
        [this](
            http::Work&, Actor const& actor, RotateSecret const& wish) -> Outcome<SecretToRotate, ReadWebhookRefusal> {
            return SecretToRotate{wish, make_secret(*settings_.keyring, actor.company_id)};
        },
        rotate_secret,
        {.summary = "Give a webhook a new secret",
            .description = "For keep_old_hours (24 unless said otherwise) deliveries carry signatures by both.",
            .needs = manage,
            .example = R"({"keep_old_hours":24})",
            .repeatable = true});
    r.post("/api/v1/webhooks/{webhook_id}/test", test_webhook,
        {.summary = "Send a test event to a webhook", .needs = manage, .success = 201});
    auto const list = bulk::list_of("webhooks", webhook_listing(), read_webhook, "name", "webhook_not_found");
    steps.change(r, list,
        [this](db::Tx& tx, Actor const& actor, ChangeWebhook const& wish) {
            return change_webhook(tx, actor, wish, settings_);
        },
        {.summary = "Change many webhooks, or switch them off and on",
            .needs = manage,
            .example = R"({"filter":"is_active=true","is_active":false,"dry_run":true})"});
    steps.plain(
        r, list, "delete", remove_webhook, {.summary = "Remove many webhooks with their deliveries", .needs = manage});
    add_deliveries(r, steps);
}

void Webhooks::add_jobs(jobs::Registry& registry) const
{
    add_sending(registry, {client_, *settings_.keyring, settings_.to_private});
    registry.consume("webhooks.notices", tell_of_switching_off);
}

} // namespace guildhall::webhooks
