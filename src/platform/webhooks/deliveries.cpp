// The log of deliveries: what is queued, how it stands, and sending by hand.
#include "audit/audit.hpp"
#include "deliver.hpp"
#include "patterns.hpp"

namespace guildhall::webhooks {
namespace {

db::Insert<WholeDelivery> const insert_delivery{tables, "webhook_delivery"};
db::Update<WholeDelivery> const change_delivery{tables, "webhook_delivery"};
db::Find<WholeDelivery, CompanyId, DeliveryId> const find_whole{
    tables, "FROM webhook_delivery WHERE company_id = ? AND id = ?"};

struct TestData {
    std::string message;
};
BOOST_DESCRIBE_STRUCT(TestData, (), (message))

WholeDelivery new_delivery(db::Tx& tx, WebhookId webhook_id, jobs::Event const& event, Time now)
{
    Envelope const envelope{event.id.uuid, event.name, event.position, event.occurred_at, event.company_id.uuid,
        {event.aggregate_kind, event.aggregate_id}, event.user_id, {event.payload}};
    WholeDelivery delivery;
    delivery.company_id = event.company_id;
    delivery.id = tx.new_id<DeliveryId>();
    delivery.webhook_id = webhook_id;
    delivery.event_id = event.id.uuid;
    delivery.event_name = event.name;
    delivery.record_kind = event.aggregate_kind;
    delivery.record_id = event.aggregate_id;
    delivery.next_attempt_at = now;
    delivery.body = reflect::to_json(envelope);
    delivery.created_at = now;
    return delivery;
}

void record(db::Tx& tx, Actor const& actor, std::string const& what, DeliveryRow const& delivery)
{
    audit::record(tx, actor, {what, "webhook", delivery.webhook_id.uuid, {}, reflect::to_json(view_of(delivery))});
}

} // namespace

WebhookDelivery view_of(DeliveryRow const& row)
{
    return {row.id, row.webhook_id, row.event_id, row.event_name, row.record_kind, row.record_id, row.status,
        row.attempts, row.next_attempt_at, row.last_status, row.last_fault, row.last_duration_ms, row.delivered_at,
        row.created_at};
}

http::Listing<DeliveryRow, WebhookDelivery> const& delivery_listing()
{
    static http::Listing<DeliveryRow, WebhookDelivery> const listing{
        {.tables = &tables,
            .table = "webhook_delivery",
            .filters = {"webhook_id", "status", "event_name", "record_id", "created_at"},
            .orderings = {"created_at"},
            .default_ordering = "-created_at"},
        [](db::Tx&, Actor const&) { return [](DeliveryRow&& row) { return view_of(row); }; }};
    return listing;
}

void queue_deliveries(db::Tx& tx, jobs::Event const& event)
{
    for (auto const& webhook : active_webhooks(tx, event.company_id)) {
        if (!any_matches(webhook.events, event.name) || webhook.created_at > event.occurred_at) continue;
        insert_delivery(tx, new_delivery(tx, webhook.id, event, event.occurred_at));
        wake_sender(tx, event.company_id, event.occurred_at, webhook.id);
    }
}

Outcome<WebhookDeliveryDetail, ReadDeliveryRefusal> read_delivery(
    db::Tx& tx, Actor const& actor, DeliveryPath const& wish)
{
    auto whole = find_whole(tx, actor.company_id, wish.webhook_delivery_id);
    if (!whole) return refuse(ReadDeliveryRefusal::webhook_delivery_not_found);
    return WebhookDeliveryDetail{view_of(*whole), std::move(whole->body), std::move(whole->tries)};
}

Outcome<WebhookDelivery, RedeliverRefusal> redeliver(db::Tx& tx, Actor const& actor, DeliveryPath const& wish)
{
    using enum RedeliverRefusal;
    auto delivery = find_whole(tx, actor.company_id, wish.webhook_delivery_id);
    if (!delivery) return refuse(webhook_delivery_not_found);
    auto const webhook = find_webhook(tx, actor.company_id, delivery->webhook_id);
    if (!webhook->is_active) return refuse(webhook_switched_off, "Switch the webhook on first.");
    if (delivery->status == DeliveryStatus::queued)
        return refuse(delivery_under_way, "It is in the line and goes out by itself.");

    // From here on it succeeds. It does not stand in line again: others have gone past it.
    delivery->status = DeliveryStatus::retrying;
    delivery->attempts_before = delivery->attempts;
    delivery->next_attempt_at = actor.now;
    change_delivery(tx, *delivery);
    wake_sender(tx, actor.company_id, actor.now, delivery->webhook_id);
    record(tx, actor, "webhook.sent_again", *delivery);
    return view_of(*delivery);
}

Outcome<WebhookDelivery, TestWebhookRefusal> test_webhook(db::Tx& tx, Actor const& actor, WebhookPath const& wish)
{
    using enum TestWebhookRefusal;
    auto const webhook = find_webhook(tx, actor.company_id, wish.webhook_id);
    if (!webhook) return refuse(webhook_not_found);
    if (!webhook->is_active) return refuse(webhook_switched_off, "Switch the webhook on first.");

    // From here on it succeeds. Nothing has happened, so no other webhook hears of it.
    jobs::Event const event{actor.company_id, tx.new_id<jobs::EventId>(), 0, "webhook", webhook->id.uuid,
        std::string(test_event), reflect::to_json(TestData{"Hello from Guildhall."}), actor.user_id, actor.now, {}};
    auto delivery = new_delivery(tx, webhook->id, event, actor.now);
    delivery.status = DeliveryStatus::retrying; // whoever tests does not wait in the line
    insert_delivery(tx, delivery);
    wake_sender(tx, actor.company_id, actor.now, webhook->id);
    record(tx, actor, "webhook.tested", delivery);
    return view_of(delivery);
}

} // namespace guildhall::webhooks
