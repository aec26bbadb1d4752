// Making, changing and removing subscriptions.
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "deliver.hpp"
#include "jobs/outbox.hpp"
#include "patterns.hpp"
#include "receiver.hpp"
#include "secrets/sealed_column.hpp"
#include "signature.hpp"
#include "webhook.hpp"

namespace guildhall::webhooks {
namespace {

db::Insert<WebhookRow> const insert_webhook{tables, "webhook"};
db::Update<WebhookRow> const update_webhook{tables, "webhook"};
db::Find<WebhookRow, CompanyId, WebhookId> const find_row{tables, "FROM webhook WHERE company_id = ? AND id = ?"};
db::Select<WebhookRow, CompanyId, bool> const select_active{
    tables, "FROM webhook WHERE company_id = ? AND is_active = ? ORDER BY created_at, id"};
db::Find<std::int64_t, CompanyId> const count_webhooks{tables, "COUNT(*) FROM webhook WHERE company_id = ?"};
db::Change<CompanyId, WebhookId> const delete_webhook{tables, "DELETE FROM webhook WHERE company_id = ? AND id = ?"};
db::Change<CompanyId, WebhookId> const delete_deliveries{
    tables, "DELETE FROM webhook_delivery WHERE company_id = ? AND webhook_id = ?"};

// Bound to the company alone: the id of a new webhook is not known when its secret is made, and a secret that is
// replaced goes from the one column to the other.
constexpr std::string_view seal_purpose = "secrets of webhooks";
std::string bound_to(CompanyId company_id, Uuid const&) { return "webhook of " + to_string(company_id); }
secrets::SealedColumn const current_secret{
    tables, {"webhook", "id", "secret", secrets::Form::text, seal_purpose, bound_to}};
secrets::SealedColumn const secret_before{
    tables, {"webhook", "id", "old_secret", secrets::Form::text, seal_purpose, bound_to}};

struct WebhookChanged {
    std::string name;
    bool is_active = true;
    std::optional<SwitchedOff> switched_off_because;
};
BOOST_DESCRIBE_STRUCT(WebhookChanged, (), (name, is_active, switched_off_because))

void tell(db::Tx& tx, Actor const& actor, std::string const& what, std::optional<WebhookRow> const& before,
    std::optional<WebhookRow> const& after)
{
    auto const text = [](std::optional<WebhookRow> const& row) {
        return row ? std::optional(reflect::to_json(view_of(*row))) : std::nullopt;
    };
    auto const& row = after ? *after : *before;
    audit::record(tx, actor, {what, "webhook", row.id.uuid, text(before), text(after)});
    jobs::publish(
        tx, actor, "webhook", row.id, what, WebhookChanged{row.name, row.is_active, row.switched_off_because});
}

// What is wrong with the address or the events that were wished.
template <class Why>
std::optional<Refused<Why>> misspoken(
    Settings const& settings, std::optional<std::string> const& url, std::optional<Patterns> const& events)
{
    if (url)
        if (auto fault = receiver_fault(*url, settings.to_private))
            return Refused<Why>{Why::invalid_url, std::move(*fault), "/url", {}};
    if (!events) return std::nullopt;
    if (events->empty()) return Refused<Why>{Why::no_events, "Choose at least one event.", "/events", {}};
    for (std::size_t i = 0; i < events->size(); ++i)
        if (!names_something((*events)[i].value, settings.events))
            return Refused<Why>{Why::unknown_event, "There is no event \"" + (*events)[i].value + "\".",
                "/events/" + std::to_string(i), {}};
    return std::nullopt;
}

std::vector<std::string> texts_of(Patterns const& patterns) { return {patterns.begin(), patterns.end()}; }

WebhookWithSecret with_secret(WebhookRow const& row, std::string const& secret) { return {view_of(row), secret}; }

void save(db::Tx& tx, Actor const& actor, std::string const& what, WebhookRow const& before, WebhookRow& row)
{
    row.updated_at = actor.now;
    ++row.version;
    update_webhook(tx, row);
    tell(tx, actor, what, before, row);
}

} // namespace

Webhook view_of(WebhookRow const& row)
{
    return {row.id, row.name, row.url, row.events, row.is_active, row.switched_off_because, row.old_secret_until,
        row.failures, row.failing_since, row.last_delivered_at, row.created_at, row.updated_at, row.version};
}

NewSecret make_secret(secrets::Keyring const& keyring, CompanyId company_id)
{
    auto const secret = std::string(secret_opening) + crypto::base64url(crypto::random_bytes(32));
    return {secret, current_secret.seal(keyring, company_id, {}, secret)};
}

std::optional<std::string> open_secret(secrets::Keyring const& keyring, CompanyId company_id, std::string const& sealed)
{
    return current_secret.open(keyring, company_id, {}, sealed);
}

std::optional<WebhookRow> find_webhook(db::Tx& tx, CompanyId company_id, WebhookId id)
{
    return find_row(tx, company_id, id);
}

std::vector<WebhookRow> active_webhooks(db::Tx& tx, CompanyId company_id)
{
    return select_active(tx, company_id, true);
}

void note_health(db::Tx& tx, WebhookRow const& row) { update_webhook(tx, row); }

Outcome<WebhookWithSecret, AddWebhookRefusal> add_webhook(
    db::Tx& tx, Actor const& actor, WebhookToAdd const& asked, Settings const& settings)
{
    using enum AddWebhookRefusal;
    auto const& wish = asked.wish;
    if (auto fault = misspoken<AddWebhookRefusal>(settings, wish.url.value, wish.events))
        return std::unexpected(std::move(*fault));
    if (std::cmp_greater_equal(count_webhooks(tx, actor.company_id).value_or(0), most_webhooks))
        return refuse(too_many_webhooks, "A company has at most 50 webhooks; remove one first.");

    // From here on it succeeds.
    WebhookRow row;
    row.company_id = actor.company_id;
    row.id = tx.new_id<WebhookId>();
    row.name = wish.name.value;
    row.url = wish.url.value;
    row.events = texts_of(wish.events);
    row.secret = asked.secret.sealed;
    row.created_at = row.updated_at = actor.now;
    insert_webhook(tx, row);
    tell(tx, actor, "webhook.created", {}, row);
    return with_secret(row, asked.secret.shown);
}

Outcome<Webhook, ChangeWebhookRefusal> change_webhook(
    db::Tx& tx, Actor const& actor, ChangeWebhook const& wish, Settings const& settings)
{
    using enum ChangeWebhookRefusal;
    auto const before = find_row(tx, actor.company_id, wish.webhook_id);
    if (!before) return refuse(webhook_not_found);
    if (actor.expected_version && *actor.expected_version != before->version) return refuse(version_has_changed);
    auto const url = wish.url ? std::optional(wish.url->value) : std::nullopt;
    if (auto fault = misspoken<ChangeWebhookRefusal>(settings, url, wish.events))
        return std::unexpected(std::move(*fault));

    // From here on it succeeds.
    auto row = *before;
    if (wish.name) row.name = wish.name->value;
    if (url) row.url = *url;
    if (wish.events) row.events = texts_of(*wish.events);
    if (wish.is_active) {
        row.is_active = *wish.is_active;
        row.switched_off_because.reset();
        row.failures = 0;
        row.failing_since.reset();
    }
    save(tx, actor, "webhook.changed", *before, row);
    if (row.is_active) wake_sender(tx, row.company_id, actor.now, row.id);
    return view_of(row);
}

void switch_off(db::Tx& tx, CompanyId company_id, Time now, WebhookId id, SwitchedOff why)
{
    auto const before = find_row(tx, company_id, id);
    if (!before || !before->is_active) return;
    Actor actor;
    actor.company_id = company_id;
    actor.now = now;
    auto row = *before;
    row.is_active = false;
    row.switched_off_because = why;
    save(tx, actor, "webhook.switched_off", *before, row);
}

Outcome<Webhook, ReadWebhookRefusal> read_webhook(db::Tx& tx, Actor const& actor, WebhookPath const& wish)
{
    auto const row = find_row(tx, actor.company_id, wish.webhook_id);
    if (!row) return refuse(ReadWebhookRefusal::webhook_not_found);
    return view_of(*row);
}

Outcome<Nothing, ReadWebhookRefusal> remove_webhook(db::Tx& tx, Actor const& actor, WebhookPath const& wish)
{
    auto const row = find_row(tx, actor.company_id, wish.webhook_id);
    if (!row) return refuse(ReadWebhookRefusal::webhook_not_found);
    delete_deliveries(tx, actor.company_id, row->id);
    delete_webhook(tx, actor.company_id, row->id);
    tell(tx, actor, "webhook.deleted", *row, {});
    return Nothing{};
}

Outcome<WebhookWithSecret, ReadWebhookRefusal> rotate_secret(
    db::Tx& tx, Actor const& actor, SecretToRotate const& asked)
{
    auto const before = find_row(tx, actor.company_id, asked.wish.webhook_id);
    if (!before) return refuse(ReadWebhookRefusal::webhook_not_found);

    // From here on it succeeds.
    auto row = *before;
    auto const hours = asked.wish.keep_old_hours ? asked.wish.keep_old_hours->value : 24;
    row.old_secret = hours > 0 ? std::optional(row.secret) : std::nullopt;
    row.old_secret_until = hours > 0 ? std::optional(actor.now + std::chrono::hours(hours)) : std::nullopt;
    row.secret = asked.secret.sealed;
    save(tx, actor, "webhook.secret_rotated", *before, row);
    return with_secret(row, asked.secret.shown);
}

} // namespace guildhall::webhooks
