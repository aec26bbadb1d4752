#include "crypto/crypto.hpp"
#include "endpoint.hpp"
#include "label.hpp"
#include <gtest/gtest.h>

namespace guildhall::inbound {
namespace {

constexpr auto json_type = "application/json", form_type = "application/x-www-form-urlencoded";

std::string key(Scheme scheme, std::string const& body, char const* type = json_type)
{
    return label_of(scheme, type, body).value_or(Label{"malformed", ""}).key;
}
std::string name(Scheme scheme, std::string const& body, char const* type = json_type)
{
    return label_of(scheme, type, body).value_or(Label{"", "malformed"}).name;
}
std::string digest(std::string const& body) { return "sha256-" + crypto::sha256_hex(body); }

TEST(Label, IsTheSendersOwnId)
{
    EXPECT_EQ(key(Scheme::stripe, R"({"id":"evt_1","type":"charge.succeeded"})"), "evt_1");
    EXPECT_EQ(name(Scheme::stripe, R"({"id":"evt_1","type":"charge.succeeded"})"), "charge.succeeded");
    EXPECT_EQ(key(Scheme::telegram, R"({"update_id":12345678901,"message":{}})"), "12345678901");
    EXPECT_EQ(name(Scheme::telegram, R"({"update_id":1,"message":{}})"), "message");
    EXPECT_EQ(key(Scheme::easypost, R"({"id":"evt_2","description":"tracker.updated"})"), "evt_2");
    EXPECT_EQ(key(Scheme::guildhall, R"({"id":"0193","name":"quote.created"})"), "0193");
    EXPECT_EQ(key(Scheme::mobizon, R"({"eventId":26})"), "26");
    EXPECT_EQ(key(Scheme::mobizon, "eventId=26&eventType=sms-delivery-report", form_type), "26");
    EXPECT_EQ(key(Scheme::twilio, "MessageSid=SM1&MessageStatus=sent", form_type), "SM1 sent");
    EXPECT_EQ(name(Scheme::twilio, "MessageSid=SM1&MessageStatus=sent", form_type), "sent");
    EXPECT_EQ(key(Scheme::sendgrid, R"([{"sg_event_id":"a","event":"delivered"}])"), "a");
}

TEST(Label, IsTheDigestWhereThereIsNone)
{
    for (auto const* body :
        {R"([{"sg_event_id":"a","event":"delivered"},{"sg_event_id":"b","event":"open"}])", "[]", R"({"a":1})", "7"})
        EXPECT_EQ(key(Scheme::sendgrid, body), digest(body));
    EXPECT_EQ(name(Scheme::sendgrid, R"([{"event":"delivered"},{"event":"delivered"}])"), "delivered");
    EXPECT_EQ(name(Scheme::sendgrid, R"([{"event":"delivered"},{"event":"open"}])"), "several");
    auto const* whatsapp = R"({"entry":[{"changes":[{"field":"messages"}]}]})";
    EXPECT_EQ(key(Scheme::whatsapp, whatsapp), digest(whatsapp));
    EXPECT_EQ(name(Scheme::whatsapp, whatsapp), "messages");
    EXPECT_EQ(key(Scheme::stripe, R"({"id":{}})"), digest(R"({"id":{}})"));
    // What no column holds, or what is too long, is no id.
    EXPECT_EQ(key(Scheme::stripe, R"({"id":"a\u0000b"})"), digest(R"({"id":"a\u0000b"})"));
    auto const longer = R"({"id":")" + std::string(201, 'x') + R"("})";
    EXPECT_EQ(key(Scheme::stripe, longer), digest(longer));
}

TEST(Label, IsNoneOfABrokenBody)
{
    for (auto const* body : {"", "{", "{\"a\":1} x", "\xff"}) EXPECT_EQ(key(Scheme::stripe, body), "malformed") << body;
    EXPECT_EQ(key(Scheme::twilio, "a=%zz", form_type), "malformed");
}

TEST(KeptHeaders, HoldNothingThatOpensSomething)
{
    http::Headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("AUTHORIZATION", "Bearer secret");
    headers.add("X-Telegram-Bot-Api-Secret-Token", "secret");
    headers.add("X-Name", "\xff\xfe caf\xc3\xa9");
    auto const kept = kept_headers(headers);
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept[0].name, "Content-Type");
    EXPECT_EQ(kept[1].value, "?? caf??");
}

TEST(Token, NamesItsCompanyAndCannotBeGuessed)
{
    CompanyId id;
    id.uuid.bytes[0] = 1;
    id.uuid.bytes[15] = 9;
    auto const token = make_token(id);
    EXPECT_NE(token, make_token(id));
    ASSERT_TRUE(company_of(token));
    EXPECT_EQ(company_of(token)->uuid, id.uuid);
    for (auto const* bad : {"", "x", "….", "AAAA"}) EXPECT_FALSE(company_of(bad)) << bad;
}

} // namespace
} // namespace guildhall::inbound
