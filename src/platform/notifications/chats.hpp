#pragma once
// Chats with the company's bot of Telegram: a link that shows whose chat it is, and the chat that was linked.
#include "choices.hpp"
#include "http/router.hpp"
#include "notifications/carrier.hpp"
#include "notifications/telegram.hpp"

namespace guildhall::notifications {

inline db::Tables const chat_tables{{"telegram_chat", "telegram_code"}};
inline constexpr std::chrono::minutes chat_code_lifetime{15};

struct ChatRow {
    CompanyId company_id;
    UserId user_id;
    std::string chat_id, name;
    Time linked_at;
};
BOOST_DESCRIBE_STRUCT(ChatRow, (), (company_id, user_id, chat_id, name, linked_at))
std::optional<ChatRow> find_chat(db::Tx& tx, CompanyId company_id, UserId user_id);

struct TelegramLink {
    bool is_available = false;       // the company has a bot
    std::optional<std::string> chat; // who one is there
    std::optional<Time> linked_at;   // absent: not linked
};
BOOST_DESCRIBE_STRUCT(TelegramLink, (), (is_available, chat, linked_at))
struct ReadTelegramLink {};
BOOST_DESCRIBE_STRUCT(ReadTelegramLink, (), ())
BOOST_DEFINE_ENUM_CLASS(ReadTelegramLinkRefusal)
Outcome<TelegramLink, ReadTelegramLinkRefusal> read_telegram_link(
    db::Tx&, Actor const&, ReadTelegramLink const&, CarrierDesk const& desk);

struct PreparedChatCode {
    std::string code;
};
struct StartUrl {
    std::string url; // t.me/… opens the bot; good once
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(StartUrl, (), (url, expires_at))
BOOST_DEFINE_ENUM_CLASS(StartTelegramRefusal, telegram_not_configured)
Outcome<PreparedChatCode, StartTelegramRefusal> prepare_chat_code(http::Work&, Actor const&, ReadTelegramLink const&);
Outcome<StartUrl, StartTelegramRefusal> start_telegram(
    db::Tx&, Actor const&, PreparedChatCode const&, CarrierDesk const& desk);

BOOST_DEFINE_ENUM_CLASS(UnlinkTelegramRefusal, telegram_link_not_found)
Outcome<Nothing, UnlinkTelegramRefusal> unlink_telegram(db::Tx&, Actor const&, ReadTelegramLink const&);

} // namespace guildhall::notifications
