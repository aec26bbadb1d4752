// What each connector is told about the company's account there.
#include "connector.hpp"
#include <algorithm>

namespace guildhall::carriers {
namespace {

std::vector<FieldFact> const sendgrid_fields{
    {.name = "api_key", .is_secret = true, .is_required = true, .opening = "SG."},
    {.name = "from_email", .is_required = true, .shape = FieldShape::email, .most = 254},
    {.name = "from_name"},
    {.name = "region", .shape = FieldShape::choice, .choices = {"us", "eu"}},
};
std::vector<FieldFact> const twilio_fields{
    {.name = "account_sid", .is_required = true, .most = 34, .opening = "AC"},
    {.name = "auth_token", .is_secret = true, .is_required = true},
    {.name = "from", .shape = FieldShape::phone, .most = 20},
    {.name = "messaging_service_sid", .most = 34, .opening = "MG"},
    {.name = "status_callback", .shape = FieldShape::url, .most = 1000},
};
std::vector<FieldFact> const mobizon_fields{
    {.name = "api_key", .is_secret = true, .is_required = true},
    {.name = "sender", .most = 11},
    {.name = "country", .shape = FieldShape::choice, .choices = {"kz", "uz"}},
};
std::vector<FieldFact> const telegram_fields{
    {.name = "bot_token", .is_secret = true, .is_required = true},
    {.name = "bot_name", .is_required = true, .most = 32},
};
std::vector<FieldFact> const whatsapp_fields{
    {.name = "phone_number_id", .is_required = true, .most = 40},
    {.name = "access_token", .is_secret = true, .is_required = true, .most = 1000},
    {.name = "template_name", .most = 512},
    {.name = "template_language", .most = 10},
};
std::vector<FieldFact> const web_push_fields{
    {.name = "subject", .is_required = true, .shape = FieldShape::contact, .most = 254},
    {.name = "public_key", .is_made_here = true},
    {.name = "private_key", .is_secret = true, .is_made_here = true},
};

bool only(std::string_view text, std::string_view allowed)
{
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

bool is_https(std::string_view text)
{
    return text.starts_with("https://") && text.size() > 8 && text[8] != '/' && text.find('@') == text.npos;
}

// What holds for one field beyond its shape.
std::optional<std::string> own_fault(std::string_view name, std::string_view value)
{
    if ((name == "account_sid" || name == "messaging_service_sid") &&
        (value.size() != 34 || !only(value.substr(2), "0123456789abcdefABCDEF")))
        return "It has 34 characters: two letters and 32 hexadecimal digits.";
    if (name == "phone_number_id" && !only(value, digits)) return "It has digits alone; it is not the number itself.";
    if (name == "bot_name" && (!only(value, letters) || value.size() < 5))
        return "Give the bot's name as in t.me/name, without @.";
    if (name == "bot_token") {
        auto const colon = value.find(':');
        auto const is_token = colon != value.npos && colon > 0 && only(value.substr(0, colon), digits) &&
                              colon + 1 < value.size() && only(value.substr(colon + 1), std::string(letters) + "-");
        if (!is_token) return "A token of a bot looks like 123456:ABC-DEF…";
    }
    if (name == "template_name" && !only(value, "abcdefghijklmnopqrstuvwxyz0123456789_"))
        return "A template's name has small letters, digits and underscores.";
    return std::nullopt;
}

} // namespace

std::span<FieldFact const> fields_of(ConnectorKind kind)
{
    switch (kind) {
    case ConnectorKind::sendgrid: return sendgrid_fields;
    case ConnectorKind::twilio: return twilio_fields;
    case ConnectorKind::mobizon: return mobizon_fields;
    case ConnectorKind::telegram: return telegram_fields;
    case ConnectorKind::whatsapp: return whatsapp_fields;
    case ConnectorKind::web_push: return web_push_fields;
    }
    throw Bug("a connector has no fields");
}

FieldFact const* find_field(ConnectorKind kind, std::string_view name)
{
    auto const all = fields_of(kind);
    auto const found = std::ranges::find(all, name, &FieldFact::name);
    return found == all.end() ? nullptr : &*found;
}

notifications::Channel channel_of(ConnectorKind kind)
{
    using notifications::Channel;
    switch (kind) {
    case ConnectorKind::sendgrid: return Channel::email;
    case ConnectorKind::twilio:
    case ConnectorKind::mobizon: return Channel::sms;
    case ConnectorKind::telegram: return Channel::telegram;
    case ConnectorKind::whatsapp: return Channel::whatsapp;
    case ConnectorKind::web_push: return Channel::push;
    }
    throw Bug("a connector has no channel");
}

std::optional<std::string> value_fault(FieldFact const& fact, std::string_view value)
{
    if (value.size() > fact.most) return "It has at most " + std::to_string(fact.most) + " characters.";
    auto const is_printable = [](char c) { return c > ' ' && c < 0x7f; };
    auto const is_name = fact.name == "from_name" || fact.name == "sender";
    if (!is_name && !std::ranges::all_of(value, is_printable))
        return "It has neither blanks nor letters of other alphabets.";
    if (is_name && std::ranges::any_of(value, [](unsigned char c) { return c < ' ' || c == 0x7f; }))
        return "It has no line breaks.";
    if (!value.starts_with(fact.opening)) return "It begins with " + std::string(fact.opening) + ".";
    if (fact.shape == FieldShape::email && !parse_email(std::string(value))) return "Give an e-mail address.";
    if (fact.shape == FieldShape::url && !is_https(value)) return "Give an address that begins with https://.";
    if (fact.shape == FieldShape::phone && (value[0] != '+' || value.size() < 8 || !only(value.substr(1), digits)))
        return "Give the number in its international form: +77011234567.";
    if (fact.shape == FieldShape::contact && !is_https(value) &&
        !(value.starts_with("mailto:") && parse_email(std::string(value.substr(7)))))
        return "Give mailto: and an e-mail address, or an address that begins with https://.";
    if (fact.shape == FieldShape::choice && std::ranges::find(fact.choices, value) == fact.choices.end())
        return "It is one of those that are offered.";
    return own_fault(fact.name, value);
}

std::optional<std::string> missing_field(ConnectorRow const& row)
{
    auto const has = [&](std::string_view name) {
        auto const named = [&](NamedValue const& one) { return one.name == name; };
        return std::ranges::any_of(row.fields, named);
    };
    for (auto const& fact : fields_of(row.kind))
        if (fact.is_required && !has(fact.name)) return std::string(fact.name);
    if (row.kind == ConnectorKind::twilio && !has("from") && !has("messaging_service_sid")) return "from";
    return std::nullopt;
}

} // namespace guildhall::carriers
