#pragma once
// A subscription, and what may be done to it.
#include "db/queries.hpp"
#include "webhooks/webhooks.hpp"

namespace guildhall::webhooks {

inline db::Tables const tables{{"webhook", "webhook_delivery"}};
using WebhookId = Id<struct WebhookTag>;

// Why it was switched off by itself: it failed for days, or its receiver answered 410 Gone.
BOOST_DEFINE_ENUM_CLASS(SwitchedOff, failed_for_days, gone)

struct WebhookRow {
    CompanyId company_id;
    WebhookId id;
    std::string name;
    std::string url;
    std::vector<std::string> events;
    bool is_active = true;
    std::optional<SwitchedOff> switched_off_because;
    std::string secret; // sealed, bound to the company
    std::optional<std::string> old_secret;
    std::optional<Time> old_secret_until;
    std::int64_t failures = 0; // attempts since the last success
    std::optional<Time> failing_since;
    std::optional<Time> last_delivered_at;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(WebhookRow, (),
    (company_id, id, name, url, events, is_active, switched_off_because, secret, old_secret, old_secret_until, failures,
        failing_since, last_delivered_at, created_at, updated_at, version))

struct Webhook {
    WebhookId id;
    std::string name;
    std::string url;
    std::vector<std::string> events;
    bool is_active = true;
    std::optional<SwitchedOff> switched_off_because;
    std::optional<Time> old_secret_until; // deliveries are signed with the secret before, too, until then
    std::int64_t failures = 0;
    std::optional<Time> failing_since;
    std::optional<Time> last_delivered_at;
    Time created_at;
    Time updated_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Webhook, (),
    (id, name, url, events, is_active, switched_off_because, old_secret_until, failures, failing_since,
        last_delivered_at, created_at, updated_at, version))
Webhook view_of(WebhookRow const& row);

// The only time that a secret is shown.
struct WebhookWithSecret : Webhook {
    std::string secret;
};
BOOST_DESCRIBE_STRUCT(WebhookWithSecret, (Webhook), (secret))

inline constexpr std::size_t most_webhooks = 50;
using Patterns = std::vector<Text<1, 80>>;

// A fresh secret, and how it is kept.
struct NewSecret {
    std::string shown;
    std::string sealed;
};
NewSecret make_secret(secrets::Keyring const& keyring, CompanyId company_id);
// Nothing when none of the keys opens it.
std::optional<std::string> open_secret(
    secrets::Keyring const& keyring, CompanyId company_id, std::string const& sealed);

struct AddWebhook {
    Text<1, 120> name;
    Text<1, 2000> url;
    Patterns events; // names, "quote.*", or "*"
};
BOOST_DESCRIBE_STRUCT(AddWebhook, (), (name, url, events))
struct WebhookToAdd {
    AddWebhook wish;
    NewSecret secret;
};
BOOST_DEFINE_ENUM_CLASS(AddWebhookRefusal, invalid_url, no_events, unknown_event, too_many_webhooks)
Outcome<WebhookWithSecret, AddWebhookRefusal> add_webhook(
    db::Tx&, Actor const&, WebhookToAdd const&, Settings const& settings);

struct ChangeWebhook {
    WebhookId webhook_id;
    std::optional<Text<1, 120>> name;
    std::optional<Text<1, 2000>> url;
    std::optional<Patterns> events;
    std::optional<bool> is_active; // true: also after it was switched off by itself
};
BOOST_DESCRIBE_STRUCT(ChangeWebhook, (), (webhook_id, name, url, events, is_active))
BOOST_DEFINE_ENUM_CLASS(
    ChangeWebhookRefusal, webhook_not_found, version_has_changed, invalid_url, no_events, unknown_event)
Outcome<Webhook, ChangeWebhookRefusal> change_webhook(
    db::Tx&, Actor const&, ChangeWebhook const&, Settings const& settings);

struct WebhookPath {
    WebhookId webhook_id;
};
BOOST_DESCRIBE_STRUCT(WebhookPath, (), (webhook_id))
BOOST_DEFINE_ENUM_CLASS(ReadWebhookRefusal, webhook_not_found)
Outcome<Webhook, ReadWebhookRefusal> read_webhook(db::Tx&, Actor const&, WebhookPath const&);
// Its deliveries go with it.
Outcome<Nothing, ReadWebhookRefusal> remove_webhook(db::Tx&, Actor const&, WebhookPath const&);

struct RotateSecret {
    WebhookId webhook_id;
    std::optional<Whole<0, 168>> keep_old_hours; // 24 when absent
};
BOOST_DESCRIBE_STRUCT(RotateSecret, (), (webhook_id, keep_old_hours))
struct SecretToRotate {
    RotateSecret wish;
    NewSecret secret;
};
Outcome<WebhookWithSecret, ReadWebhookRefusal> rotate_secret(db::Tx&, Actor const&, SecretToRotate const&);

std::optional<WebhookRow> find_webhook(db::Tx& tx, CompanyId company_id, WebhookId id);
std::vector<WebhookRow> active_webhooks(db::Tx& tx, CompanyId company_id);
// Writes what an attempt has taught about the receiver; no version of anybody's, no audit.
void note_health(db::Tx& tx, WebhookRow const& row);
// Nobody asked for it: the receiver is gone or has failed for days.
void switch_off(db::Tx& tx, CompanyId company_id, Time now, WebhookId id, SwitchedOff why);
// A consumer of events.
void tell_of_switching_off(db::Tx& tx, jobs::Event const& event);

} // namespace guildhall::webhooks
