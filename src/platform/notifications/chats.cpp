#include "chats.hpp"
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "jobs/outbox.hpp"

namespace guildhall::notifications {
namespace {

struct ChatCodeRow {
    CompanyId company_id;
    UserId user_id;
    std::string code_hash;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(ChatCodeRow, (), (company_id, user_id, code_hash, expires_at))

db::Find<ChatRow, CompanyId, UserId> const find_chat_row{
    chat_tables, "FROM telegram_chat WHERE company_id = ? AND user_id = ?"};
db::Insert<ChatRow> const put_chat{chat_tables, "telegram_chat",
    " ON CONFLICT (company_id, user_id) DO UPDATE SET chat_id = excluded.chat_id, name = excluded.name, linked_at = "
    "excluded.linked_at"};
db::Change<CompanyId, UserId> const delete_chat{
    chat_tables, "DELETE FROM telegram_chat WHERE company_id = ? AND user_id = ?"};
db::Change<CompanyId, std::string> const delete_chats_of{
    chat_tables, "DELETE FROM telegram_chat WHERE company_id = ? AND chat_id = ?"};
db::Find<ChatCodeRow, CompanyId, std::string> const find_chat_code{
    chat_tables, "FROM telegram_code WHERE company_id = ? AND code_hash = ?"};
db::Insert<ChatCodeRow> const put_chat_code{chat_tables, "telegram_code",
    " ON CONFLICT (company_id, user_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = "
    "excluded.expires_at"};
db::Change<CompanyId, UserId> const delete_chat_code{
    chat_tables, "DELETE FROM telegram_code WHERE company_id = ? AND user_id = ?"};

struct ChatChanged {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(ChatChanged, (), (user_id))

void tell_of_chat(db::Tx& tx, Actor const& actor, std::string const& what, UserId user_id,
    std::optional<std::string> const& before, std::optional<std::string> const& after)
{
    auto const text = [](std::optional<std::string> const& name) {
        return name ? std::optional(R"({"chat":)" + reflect::to_json(*name) + "}") : std::nullopt;
    };
    audit::record(tx, actor, {what, "user", user_id.uuid, text(before), text(after)});
    jobs::publish(tx, actor, "notification", user_id, "notification.preferences_changed", ChatChanged{user_id});
}

} // namespace

std::optional<ChatRow> find_chat(db::Tx& tx, CompanyId company_id, UserId user_id)
{
    return find_chat_row(tx, company_id, user_id);
}

Outcome<TelegramLink, ReadTelegramLinkRefusal> read_telegram_link(
    db::Tx& tx, Actor const& actor, ReadTelegramLink const&, CarrierDesk const& desk)
{
    TelegramLink link;
    link.is_available = desk.bot_name(tx, actor.company_id).has_value();
    if (auto const row = find_chat_row(tx, actor.company_id, *actor.user_id)) {
        link.chat = row->name;
        link.linked_at = row->linked_at;
    }
    return link;
}

Outcome<PreparedChatCode, StartTelegramRefusal> prepare_chat_code(http::Work&, Actor const&, ReadTelegramLink const&)
{
    return PreparedChatCode{crypto::base64url(crypto::random_bytes(24))};
}

Outcome<StartUrl, StartTelegramRefusal> start_telegram(
    db::Tx& tx, Actor const& actor, PreparedChatCode const& prepared, CarrierDesk const& desk)
{
    auto const bot = desk.bot_name(tx, actor.company_id);
    if (!bot) return refuse(StartTelegramRefusal::telegram_not_configured, "The company has no bot.");

    // From here on it succeeds. An earlier link is void.
    auto const until = actor.now + chat_code_lifetime;
    put_chat_code(tx, {actor.company_id, *actor.user_id, crypto::sha256_hex(prepared.code), until});
    audit::record(tx, actor, {"user.telegram_link_asked", "user", actor.user_id->uuid, {}, {}});
    return StartUrl{"https://t.me/" + *bot + "?start=" + prepared.code, until};
}

bool link_telegram_chat(db::Tx& tx, CompanyId company_id, std::string const& code, std::string const& chat_id,
    std::string const& chat_name, Time now)
{
    auto const known = find_chat_code(tx, company_id, crypto::sha256_hex(code));
    if (!known || now >= known->expires_at) return false;
    delete_chat_code(tx, company_id, known->user_id);
    auto const before = find_chat_row(tx, company_id, known->user_id);
    put_chat(tx, {company_id, known->user_id, chat_id, chat_name, now});
    Actor person;
    person.company_id = company_id;
    person.user_id = known->user_id;
    person.now = now;
    tell_of_chat(tx, person, "user.telegram_linked", known->user_id,
        before ? std::optional(before->name) : std::nullopt, chat_name);
    return true;
}

void forget_telegram_chat(db::Tx& tx, CompanyId company_id, std::string const& chat_id)
{
    delete_chats_of(tx, company_id, chat_id);
}

Outcome<Nothing, UnlinkTelegramRefusal> unlink_telegram(db::Tx& tx, Actor const& actor, ReadTelegramLink const&)
{
    auto const row = find_chat_row(tx, actor.company_id, *actor.user_id);
    if (!row) return refuse(UnlinkTelegramRefusal::telegram_link_not_found);
    delete_chat(tx, actor.company_id, *actor.user_id);
    tell_of_chat(tx, actor, "user.telegram_unlinked", *actor.user_id, row->name, {});
    return Nothing{};
}

} // namespace guildhall::notifications
