#include "carrier_connectors.hpp"
#include <gtest/gtest.h>

namespace guildhall::inbound {
namespace {

// "chat name code" of an update, or what else it says.
std::string heard(std::string_view body)
{
    auto const update = read_telegram_update(body);
    if (!update) return "unreadable";
    if (update->has_left) return update->chat_id + " left";
    return update->code.empty() ? "nothing" : update->chat_id + " " + update->chat_name + " " + update->code;
}

std::string said(std::string const& text, std::string const& type = "private")
{
    return R"({"update_id":1,"message":{"chat":{"id":77,"type":")" + type +
           R"(","first_name":"Ada","last_name":"Lovelace"},"text":")" + text + R"("}})";
}

TEST(TelegramUpdate, LinksTheChatOfWhoeverBringsACode)
{
    EXPECT_EQ(heard(said("/start abc_-9")), "77 Ada Lovelace abc_-9");
    EXPECT_EQ(
        heard(R"({"update_id":1,"message":{"chat":{"id":-5,"type":"private","username":"ada"},"text":"/start x"}})"),
        "-5 ada x");
    // In a group others would hear what is meant for one.
    EXPECT_EQ(heard(said("/start abc", "group")), "nothing");
    for (auto const* text : {"/start", "/start ", "start abc", "hello", R"(/start a\u0000b)"})
        EXPECT_EQ(heard(said(text)), "nothing") << text;
}

TEST(TelegramUpdate, SaysWhoHasLeft)
{
    EXPECT_EQ(heard(said("/stop")), "77 left");
    auto const member = [](std::string const& status) {
        return R"({"update_id":1,"my_chat_member":{"chat":{"id":77},"new_chat_member":{"status":")" + status +
               R"("}}})";
    };
    EXPECT_EQ(heard(member("kicked")), "77 left");
    EXPECT_EQ(heard(member("left")), "77 left");
    EXPECT_EQ(heard(member("member")), "nothing");
}

TEST(TelegramUpdate, ReadsNothingElse)
{
    for (auto const* body : {"", "[]", "{}", "7", R"({"message":{}})"}) EXPECT_EQ(heard(body), "unreadable") << body;
    EXPECT_EQ(heard(R"({"update_id":1,"message":7})"), "nothing");
    EXPECT_EQ(heard(R"({"update_id":1,"callback_query":{}})"), "nothing");
    auto const long_name = std::string(300, 'x');
    auto const update =
        read_telegram_update(R"({"update_id":1,"message":{"chat":{"id":1,"type":"private","first_name":")" + long_name +
                             R"("},"text":"/start a"}})");
    EXPECT_EQ(update->chat_name.size(), 100u);
}

} // namespace
} // namespace guildhall::inbound
