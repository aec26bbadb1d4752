#pragma once
// Sending: which delivery is next, the call itself, and what its outcome makes of delivery and webhook.
#include "delivery.hpp"

namespace guildhall::webhooks {

// What sends needs besides the database.
struct Sender {
    outbound::Client const& client;
    secrets::Keyring const& keyring;
    bool to_private = false;
};

// Attempts 1…10 of a delivery: at once, then after these, each up to a fifth longer or shorter; two days in all.
inline constexpr std::int64_t most_attempts = 10;
jobs::Backoff const& waits_between();
// So many attempts keep the order of events: whoever fails longer is overtaken.
inline constexpr std::int64_t attempts_in_order = 3;
// A webhook is switched off after so many failures in a row over so long a time.
inline constexpr std::int64_t failures_until_off = 20;
inline constexpr std::chrono::hours failing_until_off{72};
inline constexpr std::size_t kept_answer_bytes = 2048, kept_tries = 20;

// The job that sends for this webhook; one at a time, so that two workers never send for the same.
void wake_sender(db::Tx& tx, CompanyId company_id, Time now, WebhookId webhook_id);

// What an attempt makes of a delivery that had `attempts` before it. Pure; `chance` within [0, 1).
void settle(
    WholeDelivery& delivery, DeliveryAttempt const& attempt, std::optional<std::int64_t> retry_after, double chance);
bool is_success(DeliveryAttempt const& attempt);

void add_sending(jobs::Registry& registry, Sender const& sender);

} // namespace guildhall::webhooks
