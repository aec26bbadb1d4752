// The job behind every message that leaves the program.
#include "message.hpp"
#include "notifications/post_office.hpp"
#include "outbox_folder.hpp"
#include "templates.hpp"
#include "unsubscribe.hpp"

namespace guildhall::notifications {
namespace {

struct Fate {
    AttemptFate fate{};
    std::string words;
    std::optional<std::string> carrier_id = {};
};

// What is read before anything is sent.
struct Dispatch {
    MessageRow row;
    companies::Company company;
    LetterText text;
    std::optional<AttemptRow> cut_off; // an attempt whose end nobody has seen
};

std::optional<Dispatch> read_dispatch(jobs::JobContext& job, MessageId id)
{
    return job.database().read_now(db::Scope::of(job.company_id()), [&](db::Tx& tx) -> std::optional<Dispatch> {
        auto row = find_message(tx, job.company_id(), id);
        if (!row || row->state != MessageState::queued) return std::nullopt;
        auto text = text_for(tx, job.company_id(), row->event, row->channel, row->locale);
        Dispatch dispatch{std::move(*row), companies::get_company(tx, job.company_id()), std::move(text), {}};
        auto const attempts = attempts_of(tx, job.company_id(), id);
        if (!attempts.empty() && !attempts.back().fate) dispatch.cut_off = attempts.back();
        return dispatch;
    });
}

MessageState state_after(AttemptFate fate)
{
    switch (fate) {
    case AttemptFate::accepted: return MessageState::sent;
    case AttemptFate::kept: return MessageState::kept;
    default: return MessageState::failed;
    }
}

// Ends the message's way. Codes and links that open something are not kept a moment longer. The carrier's own news may
// have been faster, and stay.
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

// Minutes until the next attempt, by how many there were.
std::chrono::minutes wait_after(std::int64_t attempts)
{
    static constexpr int steps[] = {1, 5, 15, 60, 240};
    return std::chrono::minutes(steps[std::min<std::int64_t>(std::max<std::int64_t>(attempts, 1), 5) - 1]);
}

// One attempt as rows: under way before anything is handed over, then its end with the message's.
class Try {
public:
    Try(jobs::JobContext& job, Dispatch& dispatch, std::string carrier)
        : job_(job)
        , row_(dispatch.row)
    {
        row_.carrier = carrier;
        attempt_ = {row_.company_id, row_.id, ++row_.attempts, std::move(carrier), {}, {}, job.now(), {}, {}};
    }

    // From here on it may arrive: if nobody sees the end, it is not sent again. Throws when another worker, who was
    // given the job meanwhile, has come so far already.
    void note_handover()
    {
        auto const is_ours = job_.database().write_now(db::Scope::of(row_.company_id), [&](db::Tx& tx) {
            if (!begin_attempt(tx, attempt_)) return false;
            update_message(tx, row_);
            return true;
        });
        if (!is_ours) throw Unavailable("another worker sends this message");
    }

    void end(Fate const& fate)
    {
        attempt_.fate = fate.fate;
        attempt_.words = fate.words;
        attempt_.finished_at = job_.now();
        attempt_.carrier_id = row_.carrier_id = fate.carrier_id;
        auto const again = fate.fate == AttemptFate::try_again && job_.job().attempt < job_.job().max_attempts;
        if (!again) {
            job_.complete([&](db::Tx& tx) {
                // A carrier that names two with one id loses the news of the second, not the message.
                if (fate.carrier_id && is_known_to_carrier(tx, row_.company_id, row_.carrier, *fate.carrier_id))
                    attempt_.carrier_id.reset();
                put_attempt(tx, attempt_);
                settle(tx, row_, fate.fate, fate.words, job_.now());
            });
            return;
        }
        row_.outcome = fate.words;
        row_.due_at = job_.now() + wait_after(row_.attempts);
        job_.database().write_now(db::Scope::of(row_.company_id), [&](db::Tx& tx) {
            put_attempt(tx, attempt_);
            update_message(tx, row_);
            return true;
        });
        job_.retry_at(row_.due_at, fate.words);
    }

private:
    jobs::JobContext& job_;
    MessageRow& row_;
    AttemptRow attempt_;
};

AttemptFate fate_of(outbound::MailFate fate)
{
    switch (fate) {
    case outbound::MailFate::accepted: return AttemptFate::accepted;
    case outbound::MailFate::refused: return AttemptFate::refused;
    case outbound::MailFate::try_again: return AttemptFate::try_again;
    case outbound::MailFate::unknown: return AttemptFate::unknown;
    }
    return AttemptFate::unknown;
}

outbound::Mail write_mail(Dispatch& dispatch, Settings const& settings)
{
    auto& row = dispatch.row;
    auto const link = row.link.empty() ? std::string{} : settings.public_url + row.link;
    auto const brand = brand_of(dispatch.company, settings.public_url);
    auto const values = values_of(row, brand.name, link);
    auto const* const fact = find_event(row.event);
    check(fact != nullptr, "a message's event is in the catalogue");
    auto const may_choose = row.user_id && !is_locked(*fact);
    auto const may_leave = may_choose && !fact->is_digest;
    auto const token =
        may_leave ? unsubscribe_token(settings.secret, {row.company_id, *row.user_id, fact->group}) : std::string{};
    auto letter =
        write_letter(dispatch.text, brand, values, row.locale, link, may_choose ? settings.public_url + "/profile" : "",
            may_leave ? settings.public_url + "/unsubscribe/" + token : "");
    row.subject = letter.subject;
    row.text = letter.text;
    outbound::Mail mail;
    mail.from = {brand.name, settings.mail_from.email};
    mail.to = {row.recipient_name, row.recipient};
    mail.subject = std::move(letter.subject);
    mail.text = std::move(letter.text);
    mail.html = std::move(letter.html);
    mail.message_id = to_string(row.id) + settings.mail_from.email.substr(settings.mail_from.email.rfind('@'));
    mail.date = row.created_at;
    if (may_leave) mail.unsubscribe_url = settings.public_url + "/api/v1/unsubscribe/" + token;
    return mail;
}

void deliver_mail(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings, outbound::Client const& client)
{
    auto const mail = write_mail(dispatch, settings);
    if (!settings.mail_server) {
        Try attempt(job, dispatch, "outbox");
        keep_in_outbox(settings.outbox, dispatch.row, outbound::mail_text(mail));
        return attempt.end({AttemptFate::kept, "No mail server is configured."});
    }
    Try attempt(job, dispatch, "smtp");
    auto const reply = outbound::send_mail(
        client, *settings.mail_server, mail, std::chrono::seconds(60), [&] { attempt.note_handover(); });
    attempt.end({fate_of(reply.fate), reply.detail});
}

void deliver_brief(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings)
{
    auto& row = dispatch.row;
    auto const values =
        values_of(row, dispatch.company.name.value, row.link.empty() ? std::string{} : settings.public_url + row.link);
    row.subject = fill(dispatch.text.subject, values);
    row.text = fill(dispatch.text.body, values);
    Try attempt(job, dispatch, "outbox");
    keep_in_outbox(settings.outbox, row);
    attempt.end({AttemptFate::kept, "No carrier is configured for this channel."});
}

} // namespace

void PostOffice::deliver(jobs::JobContext& job) const
{
    auto dispatch = read_dispatch(job, job.payload<MessageKey>().message_id);
    if (!dispatch) { // sent by an attempt whose job was rescued, or gone
        job.complete([](db::Tx&) {});
        return;
    }
    if (dispatch->cut_off) {
        static constexpr auto words = "It was handed over, and nobody saw the end: it may have arrived.";
        auto attempt = *dispatch->cut_off;
        attempt.fate = AttemptFate::unknown;
        attempt.words = words;
        attempt.finished_at = job.now();
        job.complete([&](db::Tx& tx) {
            put_attempt(tx, attempt);
            settle(tx, dispatch->row, AttemptFate::unknown, words, job.now());
        });
        return;
    }
    if (dispatch->row.channel == Channel::email)
        deliver_mail(job, *dispatch, settings_, client_);
    else
        deliver_brief(job, *dispatch, settings_);
}

} // namespace guildhall::notifications
