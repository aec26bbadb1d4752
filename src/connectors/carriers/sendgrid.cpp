// SendGrid v3: POST /v3/mail/send.
#include "wire.hpp"

namespace guildhall::carriers {
namespace {

namespace json = reflect::json;

json::object person(std::string const& email, std::string const& name)
{
    json::object one{{"email", email}};
    if (!name.empty()) one["name"] = name;
    return one;
}

} // namespace

Outgoing write_sendgrid(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    check(parcel.mail.has_value(), "an e-mail is written before it is handed over");
    auto const& mail = *parcel.mail;
    auto const name = value_of(values, "from_name");
    json::object body;
    body["personalizations"] = json::array{json::object{{"to", json::array{person(mail.to.email, mail.to.name)}},
        {"custom_args", json::object{{"guildhall_attempt", to_string(parcel.attempt)}}}}};
    body["from"] = person(value_of(values, "from_email"), name.empty() ? mail.from.name : name);
    body["subject"] = mail.subject;
    body["content"] = json::array{json::object{{"type", "text/plain"}, {"value", mail.text}},
        json::object{{"type", "text/html"}, {"value", mail.html}}};
    if (!mail.unsubscribe_url.empty())
        body["headers"] = json::object{{"List-Unsubscribe", "<" + mail.unsubscribe_url + ">"},
            {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
    // Links hold secrets; nobody else counts who follows them.
    body["tracking_settings"] =
        json::object{{"click_tracking", json::object{{"enable", false}, {"enable_text", false}}}};

    auto base = addresses.sendgrid;
    if (base.empty())
        base = value_of(values, "region") == "eu" ? "https://api.eu.sendgrid.com" : "https://api.sendgrid.com";
    outbound::Call call;
    call.method = "POST";
    call.url = base + "/v3/mail/send";
    call.headers = {{"Authorization", "Bearer " + value_of(values, "api_key")}, {"Content-Type", "application/json"}};
    call.body = json::serialize(body);
    return {std::move(call), {}};
}

Handover read_sendgrid(outbound::Reply const& reply)
{
    if (reply.is_success()) {
        Handover taken;
        taken.fate = notifications::AttemptFate::accepted;
        if (auto const id = reply.header("X-Message-Id"); !id.empty()) taken.carrier_id = std::string(id);
        return taken;
    }
    auto const body = body_of(reply);
    auto const* members = body.if_object();
    auto const* errors = members ? members->if_contains("errors") : nullptr;
    std::string words;
    if (errors && errors->is_array())
        for (auto const& error : errors->as_array()) {
            if (!words.empty()) words += " ";
            words += text_at(error, "message");
        }
    return not_taken(reply, std::move(words));
}

} // namespace guildhall::carriers
