// What the company's bot of Telegram hears: people who link their chat with /start and a code, and those who leave.
#include "carrier_connectors.hpp"
#include "form.hpp"
#include "notifications/telegram.hpp"

namespace guildhall::inbound {
namespace {

constexpr std::size_t most_of_a_name = 100;

// A person's name, else the one by which he is found.
std::string name_of(reflect::json::value const& chat)
{
    auto name = text_at(chat, "/first_name");
    if (auto const last = text_at(chat, "/last_name"); !last.empty()) name += (name.empty() ? "" : " ") + last;
    if (name.empty()) name = text_at(chat, "/username");
    if (name.size() > most_of_a_name) { // whole characters of it
        name.resize(most_of_a_name);
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80) name.pop_back();
        if (!name.empty() && static_cast<unsigned char>(name.back()) >= 0xC0) name.pop_back();
    }
    std::erase(name, '\0');
    return name;
}

Handled hear_bot(db::Tx& tx, Arrived const& event)
{
    auto const update = read_telegram_update(event.body);
    if (!update) return {Verdict::unreadable, "The body is no update of Telegram."};
    if (update->has_left) {
        notifications::forget_telegram_chat(tx, event.company_id, update->chat_id);
        return {Verdict::done, "The chat is forgotten."};
    }
    if (update->code.empty()) return {Verdict::nothing_to_do, "It links no chat."};
    if (!notifications::link_telegram_chat(
            tx, event.company_id, update->code, update->chat_id, update->chat_name, event.now))
        return {Verdict::nothing_to_do, "The code is unknown, used or over."};
    return {Verdict::done, "The chat is linked."};
}

} // namespace

std::optional<ChatUpdate> read_telegram_update(std::string_view body)
{
    auto const update = parse_body(body);
    if (!update || text_at(*update, "/update_id").empty()) return std::nullopt;
    ChatUpdate read;
    auto const status = text_at(*update, "/my_chat_member/new_chat_member/status");
    read.chat_id = text_at(*update, "/my_chat_member/chat/id");
    read.has_left = !read.chat_id.empty() && (status == "kicked" || status == "left");
    // Only what a person says to the bot alone: in a group, others would hear what is meant for him.
    boost::system::error_code error;
    auto const* const chat = update->find_pointer("/message/chat", error);
    if (!chat || text_at(*chat, "/type") != "private") return read;
    read.chat_id = text_at(*chat, "/id");
    read.chat_name = name_of(*chat);
    auto const text = text_at(*update, "/message/text");
    static constexpr std::string_view start = "/start ";
    if (text.starts_with(start) && text.find('\0') == text.npos) read.code = text.substr(start.size());
    read.has_left = text == "/stop";
    return read;
}

Connector telegram_connector()
{
    return {"telegram", "Links people's chats with the company's bot.", {Scheme::telegram}, hear_bot};
}

} // namespace guildhall::inbound
