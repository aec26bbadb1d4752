// The job behind every message that leaves the program.
#include "ask_carrier.hpp"
#include "devices.hpp"
#include "notifications/post_office.hpp"
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
    Try attempt(job, dispatch.row, "outbox");
    keep_in_outbox(settings.outbox, dispatch.row, is_mail ? outbound::mail_text(*parcel.mail) : "");
    Handover kept{
        AttemptFate::kept, is_mail ? "No mail server is configured." : "No carrier is configured for this channel."};
    if (!dispatch.row.wanted_carrier.empty()) kept.words = "The connector is not configured any more.";
    attempt.end(kept);
}

void send_by_smtp(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings, outbound::Client const& client,
    outbound::Mail const& mail)
{
    Try attempt(job, dispatch.row, "smtp");
    auto const reply = outbound::send_mail(
        client, *settings.mail_server, mail, std::chrono::seconds(60), [&] { attempt.note_handover(); });
    attempt.end({fate_of(reply.fate), reply.detail});
}

void send_by_carrier(jobs::JobContext& job, Dispatch& dispatch, Settings const& settings, Parcel parcel)
{
    Try attempt(job, dispatch.row, dispatch.carrier->name);
    parcel.attempt = attempt.key();
    if (parcel.channel == Channel::push && !parcel.device)
        return attempt.end({AttemptFate::refused, "The browser was removed, or its push service knows it no more."});
    auto const end = dispatch.carrier->hand_over(parcel, [&] { attempt.note_handover(); });
    if (end.fate == AttemptFate::kept)
        keep_in_outbox(settings.outbox, dispatch.row, parcel.mail ? outbound::mail_text(*parcel.mail) : "",
            end.request.value_or(""));
    auto const is_asked = end.fate == AttemptFate::unknown && dispatch.carrier->look_up;
    if (!is_asked || !attempt.ask_later(end)) attempt.end(end);
}

} // namespace

void PostOffice::deliver(jobs::JobContext& job) const
{
    auto dispatch = read_dispatch(job, job.payload<MessageKey>().message_id, settings_.desk);
    if (!dispatch) { // sent by an attempt whose job was rescued, or gone
        job.complete([](db::Tx&) {});
        return;
    }
    if (dispatch->cut_off && !may_send_after(job, dispatch->row, *dispatch->cut_off, dispatch->carrier)) return;
    auto parcel = write_parcel(*dispatch, settings_, job.now());
    if (dispatch->carrier) return send_by_carrier(job, *dispatch, settings_, std::move(parcel));
    auto const by_smtp = parcel.mail && settings_.mail_server && dispatch->row.wanted_carrier.empty();
    if (by_smtp) return send_by_smtp(job, *dispatch, settings_, client_, *parcel.mail);
    keep(job, *dispatch, settings_, parcel);
}

} // namespace guildhall::notifications
