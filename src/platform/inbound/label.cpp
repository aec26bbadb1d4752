#include "label.hpp"
#include "crypto/crypto.hpp"
#include "form.hpp"
#include <algorithm>

namespace guildhall::inbound {
namespace {

namespace json = reflect::json;

// A word of theirs that may stand in a column: short, and without control characters.
std::string plain_word(std::string text)
{
    auto const is_plain = text.size() <= 200 && std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 0x7f;
    });
    return is_plain ? text : std::string{};
}

Label named(std::string key, std::string name, std::string_view body)
{
    key = plain_word(std::move(key));
    if (key.empty()) key = "sha256-" + crypto::sha256_hex(body);
    return {std::move(key), plain_word(std::move(name))};
}

Label label_of_form(Scheme scheme, Form const& form, std::string_view body)
{
    auto const field = [&](std::string const& name) { return value_of(form, name); };
    if (scheme == Scheme::twilio) {
        auto const id = field("MessageSid"), status = field("MessageStatus");
        return named(id.empty() || status.empty() ? "" : id + " " + status, status, body);
    }
    if (scheme == Scheme::mobizon) return named(field("eventId"), field("eventType"), body);
    return named("", "", body); // TipTop says by the address alone what happened
}

// Events of SendGrid come in lists; a list of one has the id of its event.
Label label_of_list(json::value const& list, std::string_view body)
{
    auto const* all = list.if_array();
    if (!all || all->empty()) return named("", "", body);
    auto const name = text_at(list, "/0/event");
    auto const differs = [&](json::value const& one) { return text_at(one, "/event") != name; };
    return named(all->size() == 1 ? text_at(list, "/0/sg_event_id") : "",
        std::ranges::any_of(*all, differs) ? "several" : name, body);
}

// An update of Telegram has its number and one member that says what it is.
Label label_of_update(json::value const& update, std::string_view body)
{
    std::string name;
    if (auto const* object = update.if_object())
        for (auto const& member : *object)
            if (name.empty() && member.key() != "update_id") name = member.key();
    return named(text_at(update, "/update_id"), name, body);
}

Label label_of_json(Scheme scheme, json::value const& value, std::string_view body)
{
    switch (scheme) {
    case Scheme::guildhall: return named(text_at(value, "/id"), text_at(value, "/name"), body);
    case Scheme::stripe: return named(text_at(value, "/id"), text_at(value, "/type"), body);
    case Scheme::easypost: return named(text_at(value, "/id"), text_at(value, "/description"), body);
    case Scheme::mobizon: return named(text_at(value, "/eventId"), text_at(value, "/eventType"), body);
    case Scheme::telegram: return label_of_update(value, body);
    case Scheme::sendgrid: return label_of_list(value, body);
    case Scheme::whatsapp: return named("", text_at(value, "/entry/0/changes/0/field"), body);
    case Scheme::cloudinary: return named("", text_at(value, "/notification_type"), body);
    case Scheme::twilio:
    case Scheme::tiptop_pay: return named("", "", body);
    }
    throw Bug("a way to sign has no names for its events");
}

} // namespace

std::optional<Label> label_of(Scheme scheme, std::string_view content_type, std::string_view body)
{
    if (!http::is_media_type(content_type, "application/json")) {
        auto const form = parse_form(body);
        return form ? std::optional(label_of_form(scheme, *form, body)) : std::nullopt;
    }
    auto const value = parse_body(body);
    return value ? std::optional(label_of_json(scheme, *value, body)) : std::nullopt;
}

std::vector<KeptHeader> kept_headers(http::Headers const& headers)
{
    static constexpr std::string_view secrets[] = {
        "Authorization", "Cookie", "Proxy-Authorization", "X-Telegram-Bot-Api-Secret-Token"};
    std::vector<KeptHeader> kept;
    for (auto const& [name, value] : headers) {
        auto const is_this = [&](std::string_view secret) { return http::same_name(secret, name); };
        if (std::ranges::any_of(secrets, is_this)) continue;
        std::string text(value);
        for (char& c : text)
            if (c < ' ' || c > '~') c = '?';
        kept.push_back({std::string(name), std::move(text)});
    }
    return kept;
}

} // namespace guildhall::inbound
