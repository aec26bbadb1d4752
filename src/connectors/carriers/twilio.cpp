// Twilio: POST /2010-04-01/Accounts/{AccountSid}/Messages.json, and GET to ask what it has.
#include "crypto/crypto.hpp"
#include "wire.hpp"

namespace guildhall::carriers {
namespace {

namespace json = reflect::json;
using notifications::MessageState;

// Two clocks may differ by as much.
constexpr std::chrono::minutes clocks_differ_by{5};

std::string body_for(Parcel const& parcel) { return at_most(parcel.text, 1600); }

outbound::Call call_to(std::string method, Values const& values, Addresses const& addresses)
{
    auto const account = value_of(values, "account_sid");
    outbound::Call call;
    call.method = std::move(method);
    call.url = (addresses.twilio.empty() ? "https://api.twilio.com" : addresses.twilio) + "/2010-04-01/Accounts/" +
               outbound::encode_component(account) + "/Messages.json";
    call.headers = {{"Authorization", "Basic " + crypto::base64(account + ":" + value_of(values, "auth_token"))}};
    return call;
}

// What it says of a message: taken, or not and why.
Handover state_of(json::value const& message)
{
    Handover taken;
    taken.fate = notifications::AttemptFate::accepted;
    if (auto id = text_at(message, "sid"); !id.empty()) taken.carrier_id = std::move(id);
    auto const status = text_at(message, "status");
    if (status == "failed" || status == "undelivered" || status == "canceled") {
        taken.fate = notifications::AttemptFate::refused;
        taken.words = text_at(message, "error_message");
    }
    return taken;
}

std::optional<notifications::DeliveryNews> news_of(json::value const& message, Time otherwise)
{
    auto const status = text_at(message, "status");
    if (status != "delivered" && status != "read") return std::nullopt;
    auto const at = time_of_rfc_2822(text_at(message, "date_updated"));
    return notifications::DeliveryNews{
        status == "read" ? MessageState::read : MessageState::delivered, {}, at.value_or(otherwise)};
}

// Whether it went out before the parcel did. What says no time is not left out for that.
bool is_earlier(json::value const& message, Time handed_over_at)
{
    auto const made = time_of_rfc_2822(text_at(message, "date_created"));
    return made && *made + clocks_differ_by < handed_over_at;
}

} // namespace

Outgoing write_twilio(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    std::vector<std::pair<std::string, std::string>> form{{"To", international_number(parcel.recipient)}};
    if (auto const service = value_of(values, "messaging_service_sid"); !service.empty())
        form.emplace_back("MessagingServiceSid", service);
    else
        form.emplace_back("From", value_of(values, "from"));
    form.emplace_back("Body", body_for(parcel));
    if (auto const callback = value_of(values, "status_callback"); !callback.empty())
        form.emplace_back("StatusCallback", callback);

    auto call = call_to("POST", values, addresses);
    call.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    call.body = outbound::encode_form(form);
    return {std::move(call), {}};
}

Handover read_twilio(outbound::Reply const& reply)
{
    auto const body = body_of(reply);
    if (!reply.is_success()) {
        auto handover = not_taken(reply, text_at(body, "message"));
        auto const code = number_at(body, "code", 0);
        if (code == 20429 || code == 21611) handover.fate = notifications::AttemptFate::try_again; // queue is full
        if (code != 0) handover.words += " (" + std::to_string(code) + ")";
        return handover;
    }
    return state_of(body);
}

// By the number alone: what waits at Twilio has no DateSent yet, and would be left out by one.
Outgoing write_twilio_lookup(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    auto call = call_to("GET", values, addresses);
    call.url += "?To=" + outbound::encode_component(international_number(parcel.recipient)) + "&PageSize=1000";
    call.most_bytes = 8 << 20;
    return {std::move(call), {}};
}

Sightings read_twilio_lookup(outbound::Reply const& reply, Parcel const& parcel, Time handed_over_at)
{
    auto const body = body_of(reply);
    auto const* const members = body.if_object();
    auto const* const listed = members ? members->if_contains("messages") : nullptr;
    if (!reply.is_success() || !listed || !listed->is_array())
        return {
            false, {}, "It was asked whether it has the message: " + not_taken(reply, text_at(body, "message")).words};
    Sightings found{text_at(body, "next_page_uri").empty(), {}}; // in which order they come nobody promises
    for (auto const& message : listed->get_array()) {
        if (!text_at(message, "direction").starts_with("outbound") || is_earlier(message, handed_over_at)) continue;
        auto const is_same = text_at(message, "to") == international_number(parcel.recipient) &&
                             text_at(message, "body") == body_for(parcel);
        found.seen.push_back({text_at(message, "sid"), is_same, state_of(message), news_of(message, handed_over_at)});
    }
    return found;
}

} // namespace guildhall::carriers
