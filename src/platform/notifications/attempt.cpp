#include "attempt.hpp"
#include "devices.hpp"
#include "notifications/telegram.hpp"

namespace guildhall::notifications {
namespace {

MessageState state_after(AttemptFate fate)
{
    switch (fate) {
    case AttemptFate::accepted: return MessageState::sent;
    case AttemptFate::kept: return MessageState::kept;
    default: return MessageState::failed;
    }
}

// The device has withdrawn its subscription, the chat has blocked the bot: nothing more will be sent there.
void forget_address(db::Tx& tx, MessageRow const& row, Time now)
{
    if (row.channel == Channel::telegram) forget_telegram_chat(tx, row.company_id, row.recipient);
    if (row.channel == Channel::push)
        if (auto const id = parse_uuid(row.recipient)) lose_device(tx, row.company_id, {*id}, now);
}

} // namespace

void settle(db::Tx& tx, MessageRow row, AttemptFate fate, std::string const& words, Time now)
{
    auto const kept = find_message(tx, row.company_id, row.id);
    auto const state = state_after(fate);
    if (kept && goes_forward(state, kept->state)) {
        row.state = kept->state;
        row.outcome = kept->outcome;
        row.sent_at = kept->sent_at;
        row.delivered_at = kept->delivered_at;
        row.read_at = kept->read_at;
    } else {
        note_state(row, state, now);
        row.outcome = words;
    }
    row.updated_at = now;
    if (row.is_security) {
        row.text.clear();
        row.link.clear();
        row.details = "{}";
    }
    update_message(tx, row);
}

std::chrono::minutes wait_after(std::int64_t attempts)
{
    static constexpr int steps[] = {1, 5, 15, 60, 240};
    return std::chrono::minutes(steps[std::min<std::int64_t>(std::max<std::int64_t>(attempts, 1), 5) - 1]);
}

void put_end(db::Tx& tx, AttemptRow attempt)
{
    if (attempt.carrier_id && is_known_to_carrier(tx, attempt.company_id, attempt.carrier, *attempt.carrier_id))
        attempt.carrier_id.reset();
    put_attempt(tx, attempt);
}

bool may_come_back(jobs::JobContext& job) { return job.job().attempt < job.job().max_attempts; }

Try::Try(jobs::JobContext& job, MessageRow& row, std::string carrier)
    : job_(job)
    , row_(row)
{
    row_.carrier = carrier;
    attempt_ = {row_.company_id, row_.id, ++row_.attempts, std::move(carrier), {}, {}, job.now(), {}, {}, {}};
}

void Try::note_handover()
{
    auto const is_ours = job_.database().write_now(db::Scope::of(row_.company_id), [&](db::Tx& tx) {
        if (!begin_attempt(tx, attempt_)) return false;
        update_message(tx, row_);
        return true;
    });
    if (!is_ours) throw Unavailable("another worker sends this message");
}

void Try::end(Handover const& end)
{
    attempt_.fate = end.fate;
    attempt_.words = end.words;
    attempt_.finished_at = job_.now();
    attempt_.carrier_id = row_.carrier_id = end.carrier_id;
    if (!row_.is_security) attempt_.request = end.request;
    if (end.fate == AttemptFate::try_again && may_come_back(job_)) return put_off(end);
    job_.complete([&](db::Tx& tx) {
        put_end(tx, attempt_);
        if (end.is_address_dead) forget_address(tx, row_, job_.now());
        settle(tx, row_, end.fate, end.words, job_.now());
    });
}

bool Try::ask_later(Handover const& end)
{
    if (!may_come_back(job_)) return false;
    attempt_.words = end.words;
    put_off(end);
    return true;
}

// Until its next time, or as long as the carrier asks for.
void Try::put_off(Handover const& end)
{
    static constexpr std::chrono::seconds longest = std::chrono::hours(24);
    auto const asked = std::min(std::chrono::seconds(end.retry_after.value_or(0)), longest);
    row_.outcome = end.words;
    row_.due_at = job_.now() + std::max<std::chrono::seconds>(wait_after(row_.attempts), asked);
    job_.database().write_now(db::Scope::of(row_.company_id), [&](db::Tx& tx) {
        put_attempt(tx, attempt_);
        update_message(tx, row_);
        return true;
    });
    job_.retry_at(row_.due_at, end.words);
}

} // namespace guildhall::notifications
