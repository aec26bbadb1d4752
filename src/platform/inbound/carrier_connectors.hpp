#pragma once
// What those who carry messages tell of them later (PL-53): each in its own words, read here into ours.
#include "inbound/inbound.hpp"
#include "notifications/delivery_news.hpp"

namespace guildhall::inbound {

// News of one message, by the carrier's id of it or by what was sent along.
struct CarrierNews {
    std::string carrier_id;
    std::optional<notifications::AttemptKey> attempt;
    notifications::DeliveryNews news;
};
// Pure; nothing when the body is not what the carrier documents. Steps that say nothing of the outcome are left out.
std::optional<std::vector<CarrierNews>> read_twilio_news(Arrived const& event);
std::optional<std::vector<CarrierNews>> read_mobizon_news(Arrived const& event);
std::optional<std::vector<CarrierNews>> read_sendgrid_news(Arrived const& event);
std::optional<std::vector<CarrierNews>> read_whatsapp_news(Arrived const& event);

std::vector<Connector> carrier_connectors();

// What the company's bot hears of a chat. Pure; nothing when the body is no update.
struct ChatUpdate {
    std::string chat_id, chat_name;
    std::string code;      // what stands behind /start; empty: none
    bool has_left = false; // he has blocked the bot, or asked it to stop
};
std::optional<ChatUpdate> read_telegram_update(std::string_view body);
Connector telegram_connector();

} // namespace guildhall::inbound
