// Telegram Bot API: sendMessage. The token is part of the URL.
#include "wire.hpp"
#include <charconv>

namespace guildhall::carriers {

namespace json = reflect::json;

Outgoing write_telegram(Values const& values, Parcel const& parcel, Addresses const& addresses)
{
    json::object body;
    std::int64_t chat = 0;
    auto const& to = parcel.recipient;
    auto const [end, error] = std::from_chars(to.data(), to.data() + to.size(), chat);
    if (error == std::errc{} && end == to.data() + to.size())
        body["chat_id"] = chat;
    else
        body["chat_id"] = to; // @channel
    body["text"] = at_most(parcel.link.empty() ? parcel.text : parcel.text + "\n" + parcel.link, 4096);
    body["link_preview_options"] = json::object{{"is_disabled", true}};

    outbound::Call call;
    call.method = "POST";
    call.url = (addresses.telegram.empty() ? "https://api.telegram.org" : addresses.telegram) + "/bot" +
               value_of(values, "bot_token") + "/sendMessage";
    call.headers = {{"Content-Type", "application/json"}};
    call.body = json::serialize(body);
    return {std::move(call), {}};
}

Handover read_telegram(outbound::Reply const& reply)
{
    auto const body = body_of(reply);
    auto const* members = body.if_object();
    auto const* result = members ? members->if_contains("result") : nullptr;
    if (reply.is_success() && result) {
        Handover taken;
        taken.fate = notifications::AttemptFate::accepted;
        auto const* message = result->if_object();
        auto const* chat = message ? message->if_contains("chat") : nullptr;
        // Numbers of messages count within their chat.
        if (auto id = text_at(*result, "message_id"); chat && !id.empty())
            taken.carrier_id = text_at(*chat, "id") + ":" + id;
        return taken;
    }
    auto const words = text_at(body, "description");
    auto handover = not_taken(reply, words);
    if (auto const* parameters = members ? members->if_contains("parameters") : nullptr)
        if (auto const wait = number_at(*parameters, "retry_after", 0); wait > 0) handover.retry_after = wait;
    // He has blocked the bot, or the chat is gone: nothing more will come through.
    handover.is_address_dead = reply.status == 403 || words.find("chat not found") != words.npos;
    return handover;
}

} // namespace guildhall::carriers
