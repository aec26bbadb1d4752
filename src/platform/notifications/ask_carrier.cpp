#include "ask_carrier.hpp"

namespace guildhall::notifications {
namespace {

constexpr auto nobody_saw = "It was handed over, and nobody saw the end: it may have arrived.";

void end_with(jobs::JobContext& job, MessageRow& row, AttemptRow& attempt, Handover const& end,
    std::optional<DeliveryNews> const& news = {})
{
    attempt.fate = end.fate;
    attempt.words = end.words;
    attempt.finished_at = job.now();
    attempt.carrier_id = row.carrier_id = end.carrier_id;
    job.complete([&](db::Tx& tx) {
        put_end(tx, attempt);
        settle(tx, row, end.fate, end.words, job.now());
        if (news) hear_of_delivery(tx, row.company_id, {row.id, attempt.number}, *news);
    });
}

void ask_again_later(jobs::JobContext& job, MessageRow& row, AttemptRow& attempt, std::string const& words)
{
    if (!may_come_back(job)) return end_with(job, row, attempt, {AttemptFate::unknown, nobody_saw});
    attempt.words = row.outcome = words;
    row.due_at = job.now() + wait_after(job.job().attempt);
    job.database().write_now(db::Scope::of(row.company_id), [&](db::Tx& tx) {
        put_attempt(tx, attempt);
        update_message(tx, row);
        return true;
    });
    job.retry_at(row.due_at, words);
}

// It never came there. A code or a link would come too late: its recipient has asked for another by then.
bool begin_anew(jobs::JobContext& job, MessageRow& row, AttemptRow& attempt)
{
    Handover const end{row.is_security ? AttemptFate::refused : AttemptFate::try_again,
        "Nobody saw its answer, and the carrier has no such message."};
    if (row.is_security) return end_with(job, row, attempt, end), false;
    attempt.fate = end.fate;
    attempt.words = end.words;
    attempt.finished_at = job.now();
    job.database().write_now(db::Scope::of(row.company_id), [&](db::Tx& tx) {
        put_attempt(tx, attempt);
        return true;
    });
    return true;
}

} // namespace

Judgement judge(Sightings const& sightings, std::function<bool(std::string const&)> const& is_ours)
{
    auto has_strangers = false;
    for (auto const& one : sightings.seen) {
        if (is_ours(one.carrier_id)) continue;
        if (one.is_same) return {LookupEnd::has_it, one};
        has_strangers = true;
    }
    return {sightings.is_all && !has_strangers ? LookupEnd::has_it_not : LookupEnd::cannot_say, {}};
}

bool may_send_after(jobs::JobContext& job, MessageRow& row, AttemptRow attempt, std::optional<Carrier> const& carrier)
{
    auto const can_be_asked = carrier && carrier->look_up && carrier->name == attempt.carrier;
    if (!can_be_asked) return end_with(job, row, attempt, {AttemptFate::unknown, nobody_saw}), false;
    // In the words that it was handed over with, not in those of today.
    Parcel parcel;
    parcel.company_id = row.company_id;
    parcel.attempt = {row.id, attempt.number};
    parcel.channel = row.channel;
    parcel.recipient = row.recipient;
    parcel.text = row.text;
    auto const sightings = carrier->look_up(parcel, attempt.started_at);
    auto const found = job.database().read_now(db::Scope::of(row.company_id), [&](db::Tx& tx) {
        return judge(sightings,
            [&](std::string const& id) { return is_known_to_carrier(tx, row.company_id, attempt.carrier, id); });
    });
    if (found.end == LookupEnd::has_it)
        return end_with(job, row, attempt, found.sighting->handover, found.sighting->news), false;
    auto const has_had_time = job.now() - attempt.started_at >= appears_within;
    if (found.end == LookupEnd::has_it_not && has_had_time) return begin_anew(job, row, attempt);
    auto const words = sightings.words.empty() ? std::string(nobody_saw) + " The carrier is asked." : sightings.words;
    return ask_again_later(job, row, attempt, words), false;
}

} // namespace guildhall::notifications
