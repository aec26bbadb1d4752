// Who carries a message, and the call that hands it over.
#include "wire.hpp"

namespace guildhall::carriers {
namespace {

using notifications::AttemptFate;
using notifications::Channel;

struct Partner {
    Outgoing (*write)(Values const&, Parcel const&, Addresses const&);
    Handover (*read)(outbound::Reply const&);
};

Partner partner_of(ConnectorKind kind)
{
    switch (kind) {
    case ConnectorKind::sendgrid: return {write_sendgrid, read_sendgrid};
    case ConnectorKind::twilio: return {write_twilio, read_twilio};
    case ConnectorKind::mobizon: return {write_mobizon, read_mobizon};
    case ConnectorKind::telegram: return {write_telegram, read_telegram};
    case ConnectorKind::whatsapp: return {write_whatsapp, read_whatsapp};
    case ConnectorKind::web_push: return {write_web_push, read_web_push};
    }
    throw Bug("a connector has no partner");
}

// Whether an answer that nobody saw may be asked for again: a push message takes the place of the one before it.
bool is_repeatable(ConnectorKind kind) { return kind == ConnectorKind::web_push; }

Handover without_answer(ConnectorKind kind, outbound::Reply const& reply)
{
    Handover handover;
    handover.words = reply.detail;
    switch (*reply.fault) {
    case outbound::Fault::bad_url:
    case outbound::Fault::address_not_allowed: handover.fate = AttemptFate::refused; break;
    case outbound::Fault::unreachable:
    case outbound::Fault::not_trusted: handover.fate = AttemptFate::try_again; break;
    default: handover.fate = is_repeatable(kind) ? AttemptFate::try_again : AttemptFate::unknown;
    }
    return handover;
}

void hide(std::string& text, std::string const& secret)
{
    if (secret.empty()) return;
    static constexpr std::string_view stars = "***";
    for (auto at = text.find(secret); at != text.npos; at = text.find(secret, at + stars.size()))
        text.replace(at, secret.size(), stars);
}

// The request as text, without what opens the account.
std::string request_text(ConnectorKind kind, Values const& values, Outgoing const& outgoing)
{
    auto text = outgoing.call.method + " " + outgoing.call.url + "\n";
    for (auto const& header : outgoing.call.headers)
        text += header.name + ": " + (header.name == "Authorization" ? "***" : header.value) + "\n";
    text += "\n" + (outgoing.readable.empty() ? outgoing.call.body : outgoing.readable) + "\n";
    for (auto const& fact : fields_of(kind))
        if (fact.is_secret) {
            hide(text, value_of(values, fact.name));
            hide(text, outbound::encode_component(value_of(values, fact.name)));
        }
    return text;
}

// A connector whose secrets are open.
struct Ready {
    ConnectorKind kind{};
    bool is_sandbox = false;
    Values values;
    Addresses addresses;
    bool to_private = false;
};

Handover hand_over(
    Ready const& ready, outbound::Client const& client, Parcel const& parcel, std::function<void()> const& before)
{
    auto const partner = partner_of(ready.kind);
    auto outgoing = partner.write(ready.values, parcel, ready.addresses);
    if (outgoing.call.url.empty()) return {AttemptFate::refused, "The browser's key is none that can be written to."};
    if (ready.is_sandbox) {
        Handover kept{AttemptFate::kept, "The connector is a sandbox: nothing was sent."};
        kept.request = request_text(ready.kind, ready.values, outgoing);
        return kept;
    }
    outgoing.call.connect_within = std::chrono::seconds(10);
    outgoing.call.within = std::chrono::seconds(30);
    if (ready.kind == ConnectorKind::web_push && !ready.to_private)
        outgoing.call.audience = outbound::Audience::public_only;
    before();
    auto const reply = client.call(outgoing.call);
    auto handover = reply.fault ? without_answer(ready.kind, reply) : partner.read(reply);
    for (auto const& fact : fields_of(ready.kind))
        if (fact.is_secret) hide(handover.words, value_of(ready.values, fact.name));
    return handover;
}

// Of an account that was changed since, nothing follows: the message may be in the one before.
Sightings look_up(
    Ready const& ready, outbound::Client const& client, Parcel const& parcel, Time handed_over_at, Time changed_at)
{
    if (changed_at > handed_over_at)
        return {false, {}, "The connector was changed since it was handed over, so it cannot be asked after there."};
    auto outgoing = write_twilio_lookup(ready.values, parcel, ready.addresses);
    outgoing.call.connect_within = std::chrono::seconds(10);
    outgoing.call.within = std::chrono::seconds(30);
    auto const reply = client.call(outgoing.call);
    auto found = reply.fault ? Sightings{false, {}, reply.detail} : read_twilio_lookup(reply, parcel, handed_over_at);
    hide(found.words, value_of(ready.values, "auth_token"));
    return found;
}

bool is_usable(ConnectorRow const& row) { return row.is_active && !missing_field(row); }

// Of two that carry SMS, Mobizon takes numbers of Kazakhstan, and Twilio all others.
bool is_better(ConnectorKind kind, std::string const& recipient)
{
    auto const is_kazakh = international_number(recipient).starts_with("+77");
    return kind == (is_kazakh ? ConnectorKind::mobizon : ConnectorKind::twilio);
}

std::optional<ConnectorRow> choose_row(
    db::Tx& tx, CompanyId company_id, Channel channel, std::string const& recipient, std::string const& wanted)
{
    std::optional<ConnectorRow> chosen;
    for (auto& row : connectors_of(tx, company_id)) {
        if (channel_of(row.kind) != channel || !is_usable(row)) continue;
        if (!wanted.empty() && wanted != reflect::word(row.kind)) continue;
        if (!chosen || is_better(row.kind, recipient)) chosen = std::move(row);
    }
    return chosen;
}

std::optional<std::string> field_in_use(db::Tx& tx, CompanyId company_id, ConnectorKind kind, std::string_view name)
{
    auto const row = find_connector(tx, company_id, kind);
    if (!row || !is_usable(*row)) return std::nullopt;
    auto const found = std::ranges::find(row->fields, name, &NamedValue::name);
    return found == row->fields.end() ? std::nullopt : std::optional(found->value);
}

} // namespace

Carriers::Carriers(Settings settings)
    : settings_(std::move(settings))
    , client_(settings_.client)
{
}

notifications::CarrierDesk Carriers::desk() const
{
    notifications::CarrierDesk desk;
    desk.find = [this](db::Tx& tx, CompanyId company_id, Channel channel, std::string const& recipient,
                    std::string const& wanted) -> std::optional<notifications::Carrier> {
        auto const row = choose_row(tx, company_id, channel, recipient, wanted);
        if (!row) return std::nullopt;
        auto values = open_values(*row, *settings_.keyring);
        if (!values)
            return notifications::Carrier{
                std::string(reflect::word(row->kind)), [](auto const&, auto const&) {
                    return Handover{AttemptFate::refused,
                        "Its secrets were sealed with another key of this installation; write them once more."};
                }};
        Ready ready{row->kind, row->is_sandbox, std::move(*values), settings_.addresses, settings_.to_private};
        notifications::Carrier carrier{std::string(reflect::word(row->kind)),
            [this, ready](Parcel const& parcel, std::function<void()> const& before) {
                return hand_over(ready, client_, parcel, before);
            }};
        if (row->kind == ConnectorKind::twilio && !row->is_sandbox)
            carrier.look_up = [this, ready, changed_at = row->updated_at](Parcel const& parcel, Time handed_over_at) {
                return look_up(ready, client_, parcel, handed_over_at, changed_at);
            };
        return carrier;
    };
    desk.channels = [](db::Tx& tx, CompanyId company_id) {
        std::set<Channel> channels;
        for (auto const& row : connectors_of(tx, company_id))
            if (is_usable(row)) channels.insert(channel_of(row.kind));
        return channels;
    };
    desk.bot_name = [](db::Tx& tx, CompanyId company_id) {
        return field_in_use(tx, company_id, ConnectorKind::telegram, "bot_name");
    };
    desk.push_key = [](db::Tx& tx, CompanyId company_id) {
        return field_in_use(tx, company_id, ConnectorKind::web_push, "public_key");
    };
    return desk;
}

} // namespace guildhall::carriers
