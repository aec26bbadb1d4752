// WhatsApp Business Cloud API: POST /{phone number id}/messages. Whoever has not written within 24 hours may only be
// sent an approved template, so one with a single place to fill carries our text.
#include "wire.hpp"

namespace guildhall::carriers {
namespace {

namespace json = reflect::json;

// Values of templates have no line breaks, tabs or runs of blanks.
std::string on_one_line(std::string_view text)
{
    std::string line;
    for (char c : text) {
        auto const blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

bool may_go_better(std::int64_t code, json::value const& error)
{
    for (auto const passing : {130429, 131056, 131000, 131016})
        if (code == passing) return true;
    auto const* members = error.if_object();
    auto const* transient = members ? members->if_contains("is_transient") : nullptr;
    return transient && transient->is_bool() && transient->as_bool();
}

} // namespace

Outgoing write_whatsapp(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    auto const text = parcel.link.empty() ? parcel.text : parcel.text + "\n" + parcel.link;
    json::object body{{"messaging_product", "whatsapp"}, {"recipient_type", "individual"},
        {"to", international_number(parcel.recipient).substr(1)}};
    if (auto const name = value_of(values, "template_name"); !name.empty()) {
        auto const language = value_of(values, "template_language");
        body["type"] = "template";
        body["template"] = json::object{{"name", name},
            {"language",
                json::object{{"code", language.empty() ? parcel.locale : language}, {"policy", "deterministic"}}},
            {"components", json::array{json::object{
                               {"type", "body"}, {"parameters", json::array{json::object{{"type", "text"},
                                                                    {"text", at_most(on_one_line(text), 1024)}}}}}}}};
    } else {
        body["type"] = "text";
        body["text"] = json::object{{"body", at_most(text, 4096)}, {"preview_url", false}};
    }
    outbound::Call call;
    call.method = "POST";
    call.url = (addresses.whatsapp.empty() ? "https://graph.facebook.com" : addresses.whatsapp) + "/v23.0/" +
               outbound::encode_component(value_of(values, "phone_number_id")) + "/messages";
    call.headers = {
        {"Authorization", "Bearer " + value_of(values, "access_token")}, {"Content-Type", "application/json"}};
    call.body = json::serialize(body);
    return {std::move(call), {}};
}

Handover read_whatsapp(outbound::Reply const& reply)
{
    auto const body = body_of(reply);
    auto const* members = body.if_object();
    auto const* messages = members ? members->if_contains("messages") : nullptr;
    if (reply.is_success() && messages && messages->is_array() && !messages->as_array().empty()) {
        Handover taken;
        taken.fate = notifications::AttemptFate::accepted;
        if (auto id = text_at(messages->as_array().front(), "id"); !id.empty()) taken.carrier_id = std::move(id);
        return taken;
    }
    auto const* found = members ? members->if_contains("error") : nullptr;
    auto const error = found ? *found : json::value{};
    auto words = text_at(error, "message");
    if (auto const* more = error.is_object() ? error.as_object().if_contains("error_data") : nullptr)
        if (auto const details = text_at(*more, "details"); !details.empty()) words += ": " + details;
    auto handover = not_taken(reply, std::move(words));
    auto const code = number_at(error, "code", 0);
    if (may_go_better(code, error)) handover.fate = notifications::AttemptFate::try_again;
    if (code == 131047) handover.words += " He has not written for 24 hours: name an approved template.";
    return handover;
}

} // namespace guildhall::carriers
