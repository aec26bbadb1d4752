// The job behind every message that leaves the program.
#include "devices.hpp"
#include "message.hpp"
#include "notifications/post_office.hpp"
#include "notifications/telegram.hpp"
#include "outbox_folder.hpp"
#include "templates.hpp"
#include "unsubscribe.hpp"

namespace guildhall::notifications {
namespace {

// What is read before anything is sent.
struct Dispatch {
    MessageRow row;
    companies::Company company;
    LetterText text;
    std::optional<AttemptRow> cut_off; // an attempt whose end nobody has seen
    std::optional<Carrier> carrier = {};
    std::optional<Device> device = {}; // of a push message; absent: removed or gone meanwhile
};

std::optional<Device> device_of(db::Tx& tx, MessageRow const& row)
{
    auto const id = row.channel == Channel::push ? parse_uuid(row.recipient) : std::nullopt;
    auto const found = id ? find_device(tx, row.company_id, {*id}) : std::nullopt;
    return found && !found->gone_at ? std::optional(Device{found->endpoint, found->p256dh, found->auth}) : std::nullopt;
}

std::optional<Dispatch> read_dispatch(jobs::JobContext& job, MessageId id, CarrierDesk const& desk)
{
    return job.database().read_now(db::Scope::of(job.company_id()), [&](db::Tx& tx) -> std::optional<Dispatch> {
        auto row = find_message(tx, job.company_id(), id);
        if (!row || row->state != MessageState::queued) return std::nullopt;
        auto text = text_for(tx, job.company_id(), row->event, row->channel, row->locale);
        Dispatch dispatch{std::move(*row), companies::get_company(tx, job.company_id()), std::move(text), {}};
        auto const& message = dispatch.row;
        dispatch.carrier =
            desk.find(tx, message.company_id, message.channel, message.recipient, message.wanted_carrier);
        dispatch.device = device_of(tx, message);
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

// The device has withdrawn its subscription, the chat has blocked the bot: nothing more will be sent there.
void forget_address(db::Tx& tx, MessageRow const& row, Time now)
{
    if (row.channel == Channel::telegram) forget_telegram_chat(tx, row.company_id, row.recipient);
    if (row.channel == Channel::push)
        if (auto const id = parse_uuid(row.recipient)) lose_device(tx, row.company_id, {*id}, now);
}

// One attempt as rows: under way before anything is handed over, then its end with the message's.
class Try {
public:
    Try(jobs::JobContext& job, Dispatch& dispatch, std::string carrier)
        : job_(job)
        , row_(dispatch.row)
    {
        row_.carrier = carrier;
        attempt_ = {row_.company_id, row_.id, ++row_.attempts, std::move(carrier), {}, {}, job.now(), {}, {}, {}};
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

    AttemptKey key() const { return {row_.id, attempt_.number}; }

    void end(Handover const& end)
    {
        attempt_.fate = end.fate;
        attempt_.words = end.words;
        attempt_.finished_at = job_.now();
        attempt_.carrier_id = row_.carrier_id = end.carrier_id;
        if (!row_.is_security) attempt_.request = end.request;
        if (end.fate == AttemptFate::try_again && job_.job().attempt < job_.job().max_attempts) return put_off(end);
        job_.complete([&](db::Tx& tx) {
            // A carrier that names two with one id loses the news of the second, not the message.
            if (end.carrier_id && is_known_to_carrier(tx, row_.company_id, row_.carrier, *end.carrier_id))
                attempt_.carrier_id.reset();
            put_attempt(tx, attempt_);
            if (end.is_address_dead) forget_address(tx, row_, job_.now());
            settle(tx, row_, end.fate, end.words, job_.now());
        });
    }

private:
    // Until its next time, or as long as the carrier asks for.
    void put_off(Handover const& end)
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

// Marketing always says how to hear no more of it; an e-mail does so by itself.
std::string way_out(MessageRow const& row, Settings const& settings)
{
    auto const* const fact = find_event(row.event);
    if (!fact || fact->group != EventGroup::marketing || !row.user_id) return {};
    return "\n" + settings.public_url + "/unsubscribe/" +
           unsubscribe_token(settings.secret, {row.company_id, *row.user_id, fact->group});
}

Parcel write_parcel(Dispatch& dispatch, Settings const& settings, Time now)
{
    auto& row = dispatch.row;
    auto const link = row.link.empty() ? std::string{} : settings.public_url + row.link;
    Parcel parcel{row.company_id, {}, row.channel, row.recipient, row.recipient_name, row.locale, {}, {}, link,
        row.link, row.is_security, {}, dispatch.device, now};
    if (row.channel == Channel::email)
        parcel.mail = write_mail(dispatch, settings);
    else {
        auto const values = values_of(row, dispatch.company.name.value, link);
        row.subject = fill(dispatch.text.subject, values);
        row.text = fill(dispatch.text.body, values) + way_out(row, settings);
    }
    parcel.subject = row.subject;
    parcel.text = row.text;
    return parcel;
}

void keep(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings, Parcel const& parcel)
{
    auto const is_mail = parcel.mail.has_value();
    Try attempt(job, dispatch, "outbox");
    keep_in_outbox(settings.outbox, dispatch.row, is_mail ? outbound::mail_text(*parcel.mail) : "");
    Handover kept{
        AttemptFate::kept, is_mail ? "No mail server is configured." : "No carrier is configured for this channel."};
    if (!dispatch.row.wanted_carrier.empty()) kept.words = "The connector is not configured any more.";
    attempt.end(kept);
}

void send_by_smtp(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings, outbound::Client const& client,
    outbound::Mail const& mail)
{
    Try attempt(job, dispatch, "smtp");
    auto const reply = outbound::send_mail(
        client, *settings.mail_server, mail, std::chrono::seconds(60), [&] { attempt.note_handover(); });
    attempt.end({fate_of(reply.fate), reply.detail});
}

void send_by_carrier(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings, Parcel parcel)
{
    Try attempt(job, dispatch, dispatch.carrier->name);
    parcel.attempt = attempt.key();
    if (parcel.channel == Channel::push && !parcel.device)
        return attempt.end({AttemptFate::refused, "The browser was removed, or its push service knows it no more."});
    auto const end = dispatch.carrier->hand_over(parcel, [&] { attempt.note_handover(); });
    if (end.fate == AttemptFate::kept)
        keep_in_outbox(settings.outbox, dispatch.row, parcel.mail ? outbound::mail_text(*parcel.mail) : "",
            end.request.value_or(""));
    attempt.end(end);
}

} // namespace

void PostOffice::deliver(jobs::JobContext& job) const
{
    auto dispatch = read_dispatch(job, job.payload<MessageKey>().message_id, settings_.desk);
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
    auto parcel = write_parcel(*dispatch, settings_, job.now());
    if (dispatch->carrier) return send_by_carrier(job, *dispatch, settings_, std::move(parcel));
    auto const by_smtp = parcel.mail && settings_.mail_server && dispatch->row.wanted_carrier.empty();
    if (by_smtp) return send_by_smtp(job, *dispatch, settings_, client_, *parcel.mail);
    keep(job, *dispatch, settings_, parcel);
}

} // namespace guildhall::notifications
