// Mobizon: message/sendSmsMessage. What came of it stands in the body's `code`, whatever the HTTP status says.
#include "wire.hpp"

namespace guildhall::carriers {

Outgoing write_mobizon(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    std::vector<std::pair<std::string, std::string>> form{
        {"recipient", international_number(parcel.recipient).substr(1)}, {"text", parcel.text}};
    if (auto const sender = value_of(values, "sender"); !sender.empty()) form.emplace_back("from", sender);
    form.emplace_back("params[name]", to_string(parcel.attempt));

    auto base = addresses.mobizon;
    if (base.empty()) base = value_of(values, "country") == "uz" ? "https://api.mobizon.uz" : "https://api.mobizon.kz";
    outbound::Call call;
    call.method = "POST";
    call.url = base + "/service/message/sendSmsMessage?output=json&api=v1&apiKey=" +
               outbound::encode_component(value_of(values, "api_key"));
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    call.body = outbound::encode_form(form);
    return {std::move(call), {}};
}

Handover read_mobizon(outbound::Reply const& reply)
{
    using notifications::AttemptFate;
    auto const body = body_of(reply);
    auto const code = number_at(body, "code", -1);
    auto const* members = body.if_object();
    if (code < 0) {
        if (!reply.is_success()) return not_taken(reply, {});
        Handover unclear;
        unclear.fate = AttemptFate::unknown;
        unclear.words = "Its answer made no sense.";
        return unclear;
    }
    Handover handover;
    handover.words = at_most(text_at(body, "message"), 400);
    switch (code) {
    case 0:
    case 100: { // 100: it works on it in the background
        handover.fate = AttemptFate::accepted;
        auto const* data = members->if_contains("data");
        if (auto id = data ? text_at(*data, "messageId") : std::string{}; !id.empty())
            handover.carrier_id = std::move(id);
        return handover;
    }
    case 30: // too many requests; how many are allowed is not told
        handover.retry_after = 60;
        [[fallthrough]];
    case 3:
    case 10:
    case 15:
    case 999: handover.fate = AttemptFate::try_again; break;
    default: handover.fate = AttemptFate::refused;
    }
    handover.words += " (" + std::to_string(code) + ")";
    return handover;
}

} // namespace guildhall::carriers
