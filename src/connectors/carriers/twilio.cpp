// Twilio: POST /2010-04-01/Accounts/{AccountSid}/Messages.json.
#include "crypto/crypto.hpp"
#include "wire.hpp"

namespace guildhall::carriers {

Outgoing write_twilio(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    auto const account = value_of(values, "account_sid");
    std::vector<std::pair<std::string, std::string>> form{{"To", international_number(parcel.recipient)}};
    if (auto const service = value_of(values, "messaging_service_sid"); !service.empty())
        form.emplace_back("MessagingServiceSid", service);
    else
        form.emplace_back("From", value_of(values, "from"));
    form.emplace_back("Body", at_most(parcel.text, 1600));
    if (auto const callback = value_of(values, "status_callback"); !callback.empty())
        form.emplace_back("StatusCallback", callback);

    outbound::Call call;
    call.method = "POST";
    call.url = (addresses.twilio.empty() ? "https://api.twilio.com" : addresses.twilio) + "/2010-04-01/Accounts/" +
               outbound::encode_component(account) + "/Messages.json";
    call.headers = {{"Authorization", "Basic " + crypto::base64(account + ":" + value_of(values, "auth_token"))},
        {"Content-Type", "application/x-www-form-urlencoded"}};
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
    Handover taken;
    taken.fate = notifications::AttemptFate::accepted;
    if (auto id = text_at(body, "sid"); !id.empty()) taken.carrier_id = std::move(id);
    if (auto const status = text_at(body, "status"); status == "failed" || status == "undelivered") {
        taken.fate = notifications::AttemptFate::refused;
        taken.words = text_at(body, "error_message");
    }
    return taken;
}

} // namespace guildhall::carriers
