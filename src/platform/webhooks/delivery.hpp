#pragma once
// One event for one webhook: what is sent, and what came of every attempt.
#include "webhook.hpp"

namespace guildhall::webhooks {

using DeliveryId = Id<struct WebhookDeliveryTag>;

// queued: in the order of events. retrying: failed a few times and overtaken by others. failed: given up.
BOOST_DEFINE_ENUM_CLASS(DeliveryStatus, queued, retrying, delivered, failed)
// Why there was no answer; those of outbound::Fault, and what is ours.
BOOST_DEFINE_ENUM_CLASS(DeliveryFault, bad_url, address_not_allowed, unreachable, not_trusted, timed_out, cut_off,
    too_long, secret_unreadable)

struct DeliveryAttempt {
    Time at;
    std::optional<std::int64_t> status; // of HTTP; absent: no answer
    std::optional<DeliveryFault> fault;
    std::string detail; // of the fault
    std::int64_t duration_ms = 0;
    std::string answer; // its first 2 kB
};
BOOST_DESCRIBE_STRUCT(DeliveryAttempt, (), (at, status, fault, detail, duration_ms, answer))

// What lists need.
struct DeliveryRow {
    CompanyId company_id;
    DeliveryId id;
    WebhookId webhook_id;
    Uuid event_id;
    std::string event_name;
    std::string record_kind;
    Uuid record_id;
    DeliveryStatus status = DeliveryStatus::queued;
    std::int64_t attempts = 0;
    std::int64_t attempts_before = 0; // when somebody last asked to send it again
    std::optional<Time> next_attempt_at;
    std::optional<std::int64_t> last_status;
    std::optional<DeliveryFault> last_fault;
    std::optional<std::int64_t> last_duration_ms;
    std::optional<Time> delivered_at;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(DeliveryRow, (),
    (company_id, id, webhook_id, event_id, event_name, record_kind, record_id, status, attempts, attempts_before,
        next_attempt_at, last_status, last_fault, last_duration_ms, delivered_at, created_at))
struct WholeDelivery : DeliveryRow {
    std::string body;
    std::vector<DeliveryAttempt> tries; // the latest 20
};
BOOST_DESCRIBE_STRUCT(WholeDelivery, (DeliveryRow), (body, tries))

struct WebhookDelivery {
    DeliveryId id;
    WebhookId webhook_id;
    Uuid event_id;
    std::string event_name;
    std::string record_kind;
    Uuid record_id;
    DeliveryStatus status = DeliveryStatus::queued;
    std::int64_t attempts = 0;
    std::optional<Time> next_attempt_at;
    std::optional<std::int64_t> last_status;
    std::optional<DeliveryFault> last_fault;
    std::optional<std::int64_t> last_duration_ms;
    std::optional<Time> delivered_at;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(WebhookDelivery, (),
    (id, webhook_id, event_id, event_name, record_kind, record_id, status, attempts, next_attempt_at, last_status,
        last_fault, last_duration_ms, delivered_at, created_at))
struct WebhookDeliveryDetail : WebhookDelivery {
    std::string body; // as it is sent
    std::vector<DeliveryAttempt> tries;
};
BOOST_DESCRIBE_STRUCT(WebhookDeliveryDetail, (WebhookDelivery), (body, tries))
WebhookDelivery view_of(DeliveryRow const& row);

// What the event says of itself, by its kind.
struct EventData {};
BOOST_DESCRIBE_STRUCT(EventData, (), ())

// The body of a delivery.
struct Envelope {
    struct Record {
        std::string kind;
        Uuid id;
    };
    Uuid id; // of the event; the same for every webhook and every attempt
    std::string name;
    std::int64_t sequence = 0; // grows with every event of the company; 0 of a test
    Time occurred_at;
    Uuid company_id;
    Record record;
    std::optional<UserId> user_id; // who did it
    Json<EventData> data;
};
BOOST_DESCRIBE_STRUCT(Envelope::Record, (), (kind, id))
BOOST_DESCRIBE_STRUCT(Envelope, (), (id, name, sequence, occurred_at, company_id, record, user_id, data))

inline constexpr std::string_view test_event = "webhook.test";

struct DeliveryPath {
    DeliveryId webhook_delivery_id;
};
BOOST_DESCRIBE_STRUCT(DeliveryPath, (), (webhook_delivery_id))
BOOST_DEFINE_ENUM_CLASS(ReadDeliveryRefusal, webhook_delivery_not_found)
Outcome<WebhookDeliveryDetail, ReadDeliveryRefusal> read_delivery(db::Tx&, Actor const&, DeliveryPath const&);

BOOST_DEFINE_ENUM_CLASS(RedeliverRefusal, webhook_delivery_not_found, webhook_switched_off, delivery_under_way)
// The same event once more, at once; when it fails, all attempts are open to it again.
Outcome<WebhookDelivery, RedeliverRefusal> redeliver(db::Tx&, Actor const&, DeliveryPath const&);

BOOST_DEFINE_ENUM_CLASS(TestWebhookRefusal, webhook_not_found, webhook_switched_off)
// Sends an event of its own to one webhook.
Outcome<WebhookDelivery, TestWebhookRefusal> test_webhook(db::Tx&, Actor const&, WebhookPath const&);

http::Listing<DeliveryRow, WebhookDelivery> const& delivery_listing();

// A delivery of this event for each webhook that wants it; the consumer of the outbox.
void queue_deliveries(db::Tx& tx, jobs::Event const& event);

} // namespace guildhall::webhooks
