#include "job_ends.hpp"

namespace guildhall::notifications {
namespace {

struct GivenUp {
    std::string event;
    Channel channel{};
    std::string carrier;
};
BOOST_DESCRIBE_STRUCT(GivenUp, (), (event, channel, carrier))

// The job as somebody sees it who may see all of it.
std::optional<MessageKey> message_of_job(db::Tx& tx, jobs::Event const& event)
{
    Actor reader;
    reader.company_id = event.company_id;
    reader.rights = {Right::jobs_read, Right::jobs_manage};
    auto const job = jobs::get_job(tx, reader, {{event.aggregate_id}});
    if (!job || !job->payload) return std::nullopt; // forgotten meanwhile
    return db::stored_json<MessageKey>(*job->payload);
}

// An attempt that was under way may have arrived; it is not sent again by itself.
bool close_last_attempt(db::Tx& tx, MessageRow const& row, Time now)
{
    auto attempts = attempts_of(tx, row.company_id, row.id);
    if (attempts.empty() || attempts.back().fate) return false;
    auto& last = attempts.back();
    last.fate = AttemptFate::unknown;
    last.words = "It was handed over, and nobody saw the end: it may have arrived.";
    last.finished_at = now;
    put_attempt(tx, last);
    return true;
}

} // namespace

void hear_of_job_end(db::Tx& tx, jobs::Event const& event)
{
    if (event.name != "job.dead" && event.name != "job.cancelled") return;
    if (event.payload_as<jobs::JobEnded>().kind != deliver_job) return;
    auto const key = message_of_job(tx, event);
    if (!key) return;
    auto row = find_message(tx, event.company_id, key->message_id);
    if (!row || row->state != MessageState::queued) return;
    auto const now = event.occurred_at;
    note_state(*row, MessageState::failed, now);
    row->outcome = event.name == "job.cancelled" ? "Its job was cancelled." : "Its job has failed for good.";
    if (close_last_attempt(tx, *row, now)) row->outcome += " It may have arrived all the same.";
    if (row->is_security) { // codes and links that open something are not kept a moment longer
        row->text.clear();
        row->link.clear();
        row->details = "{}";
    }
    update_message(tx, *row);
    Actor nobody;
    nobody.company_id = row->company_id;
    nobody.now = now;
    jobs::publish(tx, nobody, "message", row->id, "message.failed", GivenUp{row->event, row->channel, row->carrier});
}

} // namespace guildhall::notifications
