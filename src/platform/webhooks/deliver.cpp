// Sending what is due, one call after the other, and writing down what came of it.
#include "deliver.hpp"
#include "crypto/crypto.hpp"
#include "http/uri.hpp"
#include "jobs/context.hpp"
#include "signature.hpp"

namespace guildhall::webhooks {
namespace {

constexpr std::string_view send_job = "webhooks.send", wake_job = "webhooks.wake", forget_job = "webhooks.forget";
constexpr int most_calls_per_job = 200;
constexpr std::chrono::hours longest_retry_after{24};
constexpr std::chrono::days kept_for{30};

struct SendFor {
    WebhookId webhook_id;
};
BOOST_DESCRIBE_STRUCT(SendFor, (), (webhook_id))

db::Find<WholeDelivery, CompanyId, WebhookId, std::string> const find_first_in_line{
    tables, "FROM webhook_delivery WHERE company_id = ? AND webhook_id = ? AND status = ? ORDER BY id LIMIT 1"};
db::Find<WholeDelivery, CompanyId, WebhookId, std::string> const find_first_due{tables,
    "FROM webhook_delivery WHERE company_id = ? AND webhook_id = ? AND status = ? ORDER BY next_attempt_at, id LIMIT "
    "1"};
db::Find<WholeDelivery, CompanyId, DeliveryId> const find_delivery{
    tables, "FROM webhook_delivery WHERE company_id = ? AND id = ?"};
db::Update<WholeDelivery> const update_delivery{tables, "webhook_delivery"};
db::Change<CompanyId, Time> const forget_deliveries{
    tables, "DELETE FROM webhook_delivery WHERE company_id = ? AND created_at < ?"};

std::string word_of(DeliveryStatus status) { return std::string(reflect::word(status)); }

// What is to be sent next, due or not: the first of the line, or one that was overtaken and whose time comes earlier.
std::optional<WholeDelivery> find_next(db::Tx& tx, CompanyId company_id, WebhookId id)
{
    auto line = find_first_in_line(tx, company_id, id, word_of(DeliveryStatus::queued));
    auto late = find_first_due(tx, company_id, id, word_of(DeliveryStatus::retrying));
    if (!line || (late && late->next_attempt_at < line->next_attempt_at)) return late;
    return line;
}

struct Due {
    WebhookRow webhook;
    WholeDelivery delivery;
};
std::optional<Due> find_due(db::Tx& tx, CompanyId company_id, WebhookId id, Time now)
{
    auto webhook = find_webhook(tx, company_id, id);
    if (!webhook || !webhook->is_active) return std::nullopt;
    auto next = find_next(tx, company_id, id);
    if (!next || next->next_attempt_at > now) return std::nullopt;
    return Due{std::move(*webhook), std::move(*next)};
}

// The signatures by all secrets that are good now; nothing when they were sealed with another key.
std::optional<std::string> signatures(Sender const& sender, Due const& due, std::string const& timestamp, Time now)
{
    auto const sign = [&](std::string const& sealed) -> std::optional<std::string> {
        auto const secret = open_secret(sender.keyring, due.webhook.company_id, sealed);
        if (!secret) return std::nullopt;
        return signature_of(*secret, timestamp, due.delivery.body);
    };
    auto all = sign(due.webhook.secret);
    if (all && due.webhook.old_secret && due.webhook.old_secret_until > now)
        if (auto const before = sign(*due.webhook.old_secret)) *all += "," + *before;
    return all;
}

// Receivers answer anything; kept is text that a database and a page can hold.
std::string kept_answer(std::string text)
{
    if (text.size() > kept_answer_bytes) {
        text.resize(kept_answer_bytes);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
    }
    auto const is_text = http::is_utf8(text);
    for (char& c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f || (byte >= 0x80 && !is_text)) c = '?';
    }
    return text;
}

DeliveryFault ours(outbound::Fault fault)
{
    switch (fault) {
    case outbound::Fault::bad_url: return DeliveryFault::bad_url;
    case outbound::Fault::address_not_allowed: return DeliveryFault::address_not_allowed;
    case outbound::Fault::unreachable: return DeliveryFault::unreachable;
    case outbound::Fault::not_trusted: return DeliveryFault::not_trusted;
    case outbound::Fault::timed_out: return DeliveryFault::timed_out;
    case outbound::Fault::cut_off: return DeliveryFault::cut_off;
    case outbound::Fault::too_long: return DeliveryFault::too_long;
    }
    throw Bug("a fault of a call has no name");
}

struct Tried {
    DeliveryAttempt attempt;
    std::optional<std::int64_t> retry_after;
};

Tried send(Sender const& sender, Due const& due, Time now)
{
    Tried tried;
    tried.attempt.at = now;
    auto const timestamp = timestamp_of(now);
    auto const signature = signatures(sender, due, timestamp, now);
    if (!signature) {
        tried.attempt.fault = DeliveryFault::secret_unreadable;
        tried.attempt.detail = "The secret was sealed with another key of this installation; rotate it.";
        return tried;
    }
    outbound::Call call;
    call.method = "POST";
    call.url = due.webhook.url;
    call.body = due.delivery.body;
    call.headers = {{"Content-Type", "application/json"}, {"Guildhall-Event", due.delivery.event_name},
        {"Guildhall-Delivery", to_string(due.delivery.id)}, {"Guildhall-Timestamp", timestamp},
        {"Guildhall-Signature", *signature}};
    call.connect_within = std::chrono::seconds(5);
    call.within = std::chrono::seconds(15);
    call.audience = sender.to_private ? outbound::Audience::anywhere : outbound::Audience::public_only;
    auto const began = std::chrono::steady_clock::now();
    auto const reply = sender.client.call(call);
    auto const took = std::chrono::steady_clock::now() - began;
    tried.attempt.duration_ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    if (reply.status != 0) tried.attempt.status = reply.status;
    if (reply.fault) tried.attempt.fault = ours(*reply.fault);
    tried.attempt.detail = reply.detail;
    tried.attempt.answer = kept_answer(reply.body);
    tried.retry_after = reply.retry_after();
    return tried;
}

// What the attempt says of the receiver. False when another worker has written it down before.
bool keep(db::Tx& tx, Due const& due, Tried const& tried, double chance)
{
    auto const& attempt = tried.attempt;
    auto delivery = find_delivery(tx, due.delivery.company_id, due.delivery.id);
    auto webhook = find_webhook(tx, due.webhook.company_id, due.webhook.id);
    if (!delivery || !webhook || delivery->attempts != due.delivery.attempts) return false;
    settle(*delivery, attempt, tried.retry_after, chance);
    update_delivery(tx, *delivery);
    if (is_success(attempt)) {
        webhook->failures = 0;
        webhook->failing_since.reset();
        webhook->last_delivered_at = attempt.at;
    } else {
        ++webhook->failures;
        webhook->failing_since = webhook->failing_since.value_or(attempt.at);
    }
    note_health(tx, *webhook);
    if (attempt.status == 410) switch_off(tx, webhook->company_id, attempt.at, webhook->id, SwitchedOff::gone);
    if (webhook->failures >= failures_until_off && attempt.at - *webhook->failing_since >= failing_until_off)
        switch_off(tx, webhook->company_id, attempt.at, webhook->id, SwitchedOff::failed_for_days);
    return true;
}

// Only one job sends for a webhook. What is due later has an alarm of its own, so that news need not wait for it.
void wake_when_due(db::Tx& tx, CompanyId company_id, Time now, WebhookId id)
{
    auto const webhook = find_webhook(tx, company_id, id);
    if (!webhook || !webhook->is_active) return;
    auto const next = find_next(tx, company_id, id);
    if (!next) return;
    auto const when = next->next_attempt_at.value_or(now);
    if (when <= now) return wake_sender(tx, company_id, now, id);
    auto alarm = jobs::new_job(std::string(wake_job), SendFor{id});
    alarm.run_at = when;
    alarm.unique_key = to_string(id) + "@" + timestamp_of(when);
    jobs::enqueue(tx, company_id, now, alarm);
}

void send_due(jobs::JobContext& job, Sender const& sender)
{
    auto const id = job.payload<SendFor>().webhook_id;
    auto const scope = db::Scope::of(job.company_id());
    for (int calls = 0; calls < most_calls_per_job && !job.cancelled(); ++calls) {
        auto const due =
            job.database().read_now(scope, [&](db::Tx& tx) { return find_due(tx, job.company_id(), id, job.now()); });
        if (!due) break;
        auto const tried = send(sender, *due, job.now());
        auto const chance = static_cast<unsigned char>(crypto::random_bytes(1)[0]) / 256.0;
        job.database().write_now(scope, [&](db::Tx& tx) { return keep(tx, *due, tried, chance); });
    }
    if (job.cancelled()) return;
    job.complete([&](db::Tx& tx) { wake_when_due(tx, job.company_id(), job.now(), id); });
}

} // namespace

jobs::Backoff const& waits_between()
{
    using namespace std::chrono_literals;
    static jobs::Backoff const waits{.steps = {5s, 30s, 2min, 10min, 1h, 3h, 6h, 12h, 24h}};
    return waits;
}

bool is_success(DeliveryAttempt const& attempt)
{
    return !attempt.fault && attempt.status && *attempt.status >= 200 && *attempt.status < 300;
}

void settle(
    WholeDelivery& delivery, DeliveryAttempt const& attempt, std::optional<std::int64_t> retry_after, double chance)
{
    ++delivery.attempts;
    delivery.last_status = attempt.status;
    delivery.last_fault = attempt.fault;
    delivery.last_duration_ms = attempt.duration_ms;
    delivery.tries.push_back(attempt);
    if (delivery.tries.size() > kept_tries) delivery.tries.erase(delivery.tries.begin());
    delivery.next_attempt_at.reset();
    if (is_success(attempt)) {
        delivery.status = DeliveryStatus::delivered;
        delivery.delivered_at = attempt.at;
        return;
    }
    auto const made = delivery.attempts - delivery.attempts_before;
    if (made >= most_attempts) {
        delivery.status = DeliveryStatus::failed;
        return;
    }
    if (made >= attempts_in_order) delivery.status = DeliveryStatus::retrying;
    auto wait = jobs::delay_after(waits_between(), made, chance);
    if (retry_after)
        wait = std::max<std::chrono::microseconds>(
            wait, std::min<std::chrono::seconds>(std::chrono::seconds(*retry_after), longest_retry_after));
    delivery.next_attempt_at = attempt.at + wait;
}

void wake_sender(db::Tx& tx, CompanyId company_id, Time now, WebhookId webhook_id)
{
    auto job = jobs::new_job(std::string(send_job), SendFor{webhook_id});
    job.unique_key = to_string(webhook_id);
    jobs::enqueue(tx, company_id, now, job);
}

void add_sending(jobs::Registry& registry, Sender const& sender)
{
    registry.consume("webhooks", queue_deliveries);
    registry.handle(std::string(send_job), [sender](jobs::JobContext& job) { send_due(job, sender); });
    registry.handle(std::string(wake_job), [](jobs::JobContext& job) {
        auto const id = job.payload<SendFor>().webhook_id;
        job.complete([&](db::Tx& tx) { wake_sender(tx, job.company_id(), job.now(), id); });
    });
    registry.handle(std::string(forget_job), [](jobs::JobContext& job) {
        job.complete([&](db::Tx& tx) { forget_deliveries(tx, job.company_id(), job.now() - kept_for); });
    });
    registry.schedule({.name = std::string(forget_job),
        .cron = "50 3 * * *",
        .per = jobs::Per::company,
        .fire = [](db::Tx& tx, jobs::Firing const& firing) {
            jobs::enqueue(tx, firing.company_id, firing.now,
                {.kind = std::string(forget_job), .unique_key = std::string(forget_job)});
        }});
}

} // namespace guildhall::webhooks
