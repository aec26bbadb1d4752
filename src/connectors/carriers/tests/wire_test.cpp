// What goes to each partner, and what its answers mean.
#include "crypto/crypto.hpp"
#include "wire.hpp"
#include <gtest/gtest.h>

namespace guildhall::carriers {
namespace {

namespace json = reflect::json;
using notifications::AttemptFate;

constexpr auto attempt_text = "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12.2";

Parcel parcel_to(std::string recipient)
{
    Parcel parcel;
    parcel.attempt = {{parse_uuid("019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12").value()}, 2};
    parcel.recipient = std::move(recipient);
    parcel.recipient_name = "Ada";
    parcel.locale = "en";
    parcel.subject = "Order SO-2026-001";
    parcel.text = "Order SO-2026-001 & more";
    return parcel;
}

outbound::Reply answer(unsigned status, std::string body = {}, std::vector<outbound::Header> headers = {})
{
    outbound::Reply reply;
    reply.status = status;
    reply.body = std::move(body);
    reply.headers = std::move(headers);
    return reply;
}

std::string header_of(Outgoing const& outgoing, std::string_view name)
{
    for (auto const& header : outgoing.call.headers)
        if (header.name == name) return header.value;
    return {};
}

TEST(Numbers, AreWrittenInTheirInternationalForm)
{
    for (auto const& [typed, wanted] : std::vector<std::pair<std::string, std::string>>{
             {"+7 701 123-45-67", "+77011234567"}, {"8 (701) 123 45 67", "+77011234567"},
             {"0049 30 123456", "+4930123456"}, {"(+1) 500 555 0006", "+15005550006"}, {"77011234567", "+77011234567"}})
        EXPECT_EQ(international_number(typed), wanted) << typed;
}

TEST(Texts, AreCutBetweenCharacters)
{
    EXPECT_EQ(at_most("четыре", 6), "четыре");
    EXPECT_EQ(at_most("четыре", 4), "чет…");
    EXPECT_EQ(at_most("", 4), "");
}

TEST(SendGrid, IsToldWhoWhatAndWhichAttempt)
{
    auto parcel = parcel_to("ada@example.com");
    parcel.mail = outbound::Mail{};
    parcel.mail->from = {"Iron & Thread", "ignored@example.com"};
    parcel.mail->to = {"Ada", "ada@example.com"};
    parcel.mail->subject = "Hello";
    parcel.mail->text = "text";
    parcel.mail->html = "<p>text</p>";
    parcel.mail->unsubscribe_url = "https://shop.example.com/u/1";
    Values values{{"api_key", "SG.secret"}, {"from_email", "shop@example.com"}};
    auto const outgoing = write_sendgrid(values, parcel, {});
    EXPECT_EQ(outgoing.call.url, "https://api.sendgrid.com/v3/mail/send");
    EXPECT_EQ(header_of(outgoing, "Authorization"), "Bearer SG.secret");
    auto const body = json::parse(outgoing.call.body);
    EXPECT_EQ(body.at("personalizations").at(0).at("custom_args").at("guildhall_attempt").as_string(), attempt_text);
    EXPECT_EQ(json::serialize(body.at("from")), R"({"email":"shop@example.com","name":"Iron & Thread"})");
    EXPECT_EQ(body.at("content").at(0).at("type").as_string(), "text/plain");
    EXPECT_EQ(body.at("headers").at("List-Unsubscribe").as_string(), "<https://shop.example.com/u/1>");
    values["region"] = "eu";
    EXPECT_EQ(write_sendgrid(values, parcel, {}).call.url, "https://api.eu.sendgrid.com/v3/mail/send");
    Addresses relay;
    relay.sendgrid = "http://127.0.0.1:1";
    EXPECT_EQ(write_sendgrid(values, parcel, relay).call.url, "http://127.0.0.1:1/v3/mail/send");
}

TEST(SendGrid, AnswersMean)
{
    auto const taken = read_sendgrid(answer(202, "", {{"X-Message-Id", "14c5d75ce93"}}));
    EXPECT_EQ(taken.fate, AttemptFate::accepted);
    EXPECT_EQ(taken.carrier_id, "14c5d75ce93");
    auto const refused = read_sendgrid(answer(400, R"({"errors":[{"message":"Does not contain a valid address."}]})"));
    EXPECT_EQ(refused.fate, AttemptFate::refused);
    EXPECT_EQ(refused.words, "Does not contain a valid address.");
    EXPECT_EQ(read_sendgrid(answer(401)).fate, AttemptFate::refused);
    auto const busy = read_sendgrid(answer(429, "", {{"Retry-After", "90"}}));
    EXPECT_EQ(busy.fate, AttemptFate::try_again);
    EXPECT_EQ(busy.retry_after, 90);
    EXPECT_EQ(read_sendgrid(answer(500, "not json")).fate, AttemptFate::try_again);
    EXPECT_EQ(read_sendgrid(answer(400, "[]")).words, "It answered 400.");
}

TEST(Twilio, IsSentAForm)
{
    std::string const sid = "AC" + std::string(32, 'a');
    Values values{{"account_sid", sid}, {"auth_token", "12345"}, {"from", "+15005550006"}};
    auto const outgoing = write_twilio(values, parcel_to("8 701 123-45-67"), {});
    EXPECT_EQ(outgoing.call.url, "https://api.twilio.com/2010-04-01/Accounts/" + sid + "/Messages.json");
    EXPECT_EQ(header_of(outgoing, "Authorization"), "Basic " + crypto::base64(sid + ":12345"));
    EXPECT_EQ(outgoing.call.body, "To=%2B77011234567&From=%2B15005550006&Body=Order%20SO-2026-001%20%26%20more");
    values["messaging_service_sid"] = "MG1";
    values["status_callback"] = "https://shop.example.com/twilio";
    EXPECT_EQ(write_twilio(values, parcel_to("+1"), {}).call.body,
        "To=%2B1&MessagingServiceSid=MG1&Body=Order%20SO-2026-001%20%26%20more&StatusCallback=https%3A%2F%2Fshop."
        "example.com%2Ftwilio");
}

std::string twilio_has(std::string const& more)
{
    return R"({"sid":"SM1","to":"+77011234567","body":"Order SO-2026-001 & more","direction":"outbound-api",)" + more +
           "}";
}

TEST(Twilio, IsAskedForAllThatWentToANumber)
{
    std::string const sid = "AC" + std::string(32, 'a');
    Values values{{"account_sid", sid}, {"auth_token", "12345"}, {"from", "+15005550006"}};
    auto const outgoing = write_twilio_lookup(values, parcel_to("8 701 123-45-67"), {});
    EXPECT_EQ(outgoing.call.method, "GET");
    EXPECT_EQ(outgoing.call.url,
        "https://api.twilio.com/2010-04-01/Accounts/" + sid + "/Messages.json?To=%2B77011234567&PageSize=1000");
    EXPECT_EQ(header_of(outgoing, "Authorization"), "Basic " + crypto::base64(sid + ":12345"));
}

TEST(Twilio, WhatItHasIsReadAsItsStateOfNow)
{
    auto const noon = time_of_rfc_2822("Thu, 24 Aug 2023 12:00:00 +0000").value();
    auto const parcel = parcel_to("8 701 123-45-67");
    auto const read = [&](std::string const& more) {
        return read_twilio_lookup(
            answer(200, R"({"next_page_uri":null,"messages":[)" + twilio_has(more) + "]}"), parcel, noon);
    };
    auto const queued = read(R"("status":"queued","date_created":"Thu, 24 Aug 2023 17:00:10 +0500")");
    ASSERT_EQ(queued.seen.size(), 1u);
    EXPECT_TRUE(queued.is_all);
    EXPECT_TRUE(queued.seen[0].is_same);
    EXPECT_EQ(queued.seen[0].handover.fate, AttemptFate::accepted);
    EXPECT_EQ(queued.seen[0].handover.carrier_id, "SM1");
    EXPECT_FALSE(queued.seen[0].news);
    auto const arrived = read(R"("status":"delivered","date_updated":"Thu, 24 Aug 2023 12:00:30 +0000")");
    ASSERT_TRUE(arrived.seen[0].news);
    EXPECT_EQ(arrived.seen[0].news->state, notifications::MessageState::delivered);
    EXPECT_EQ(arrived.seen[0].news->at, noon + std::chrono::seconds(30));
    auto const failed = read(R"("status":"undelivered","error_message":"Unreachable")");
    EXPECT_EQ(failed.seen[0].handover.fate, AttemptFate::refused);
    EXPECT_EQ(failed.seen[0].handover.words, "Unreachable");
    // Clocks differ by five minutes at most; what is older is another message.
    EXPECT_EQ(read(R"("date_created":"Thu, 24 Aug 2023 11:55:00 +0000")").seen.size(), 1u);
    EXPECT_TRUE(read(R"("date_created":"Thu, 24 Aug 2023 11:54:59 +0000")").seen.empty());
    EXPECT_EQ(read(R"("date_created":"some day")").seen.size(), 1u);
}

TEST(Twilio, WhatItSaysIsNotTakenForMore)
{
    auto parcel = parcel_to("8 701 123-45-67");
    EXPECT_FALSE(read_twilio_lookup(answer(200, R"({"next_page_uri":"/next","messages":[]})"), parcel, {}).is_all);
    for (auto const& nothing : {answer(200, "[]"), answer(200, R"({"messages":1})"), answer(401), answer(503, "oh")})
        EXPECT_FALSE(read_twilio_lookup(nothing, parcel, {}).is_all) << nothing.status;
    parcel.text = "Another";
    auto const other = read_twilio_lookup(
        answer(200, R"({"next_page_uri":null,"messages":[)" + twilio_has(R"("status":"sent")") + "]}"), parcel, {});
    ASSERT_EQ(other.seen.size(), 1u);
    EXPECT_FALSE(other.seen[0].is_same);
}

TEST(Dates, OfMailAreReadWithTheirZone)
{
    EXPECT_EQ(time_of_rfc_2822("Thu, 24 Aug 2023 17:00:10 +0500"), time_of_rfc_2822("Thu, 24 Aug 2023 12:00:10 +0000"));
    EXPECT_EQ(time_of_rfc_2822("Thu, 01 Jan 1970 00:00:01 +0000"), Time{std::chrono::seconds(1)});
    for (auto const* none :
        {"", "2023-08-24T12:00:10Z", "Thu, 24 Aug 2023 12:00:10", "Thu, 24 Aug 2023 12:00:10 +0000 x"})
        EXPECT_FALSE(time_of_rfc_2822(none)) << none;
}

TEST(Twilio, AnswersMean)
{
    auto const taken = read_twilio(answer(201, R"({"sid":"SM1","status":"queued"})"));
    EXPECT_EQ(taken.fate, AttemptFate::accepted);
    EXPECT_EQ(taken.carrier_id, "SM1");
    EXPECT_EQ(
        read_twilio(answer(201, R"({"sid":"SM1","status":"failed","error_message":"no"})")).fate, AttemptFate::refused);
    for (auto const code : {20003, 21211, 21408, 21610, 21612, 21614})
        EXPECT_EQ(read_twilio(answer(400, R"({"code":)" + std::to_string(code) + R"(,"message":"no"})")).fate,
            AttemptFate::refused)
            << code;
    auto const full = read_twilio(answer(400, R"({"code":21611,"message":"The queue is full"})"));
    EXPECT_EQ(full.fate, AttemptFate::try_again);
    EXPECT_EQ(full.words, "The queue is full (21611)");
    EXPECT_EQ(read_twilio(answer(429, R"({"code":20429,"message":"slow"})")).fate, AttemptFate::try_again);
    EXPECT_EQ(read_twilio(answer(503)).fate, AttemptFate::try_again);
}

TEST(Mobizon, IsSentAFormWithTheKeyInTheAddress)
{
    Values values{{"api_key", "k&1"}, {"sender", "Guildhall"}};
    auto const outgoing = write_mobizon(values, parcel_to("+7 701 123 45 67"), {});
    EXPECT_EQ(
        outgoing.call.url, "https://api.mobizon.kz/service/message/sendSmsMessage?output=json&api=v1&apiKey=k%261");
    EXPECT_EQ(outgoing.call.body,
        "recipient=77011234567&text=Order%20SO-2026-001%20%26%20more&from=Guildhall&params%5Bname%5D=" +
            std::string(attempt_text));
    values["country"] = "uz";
    EXPECT_TRUE(write_mobizon(values, parcel_to("+998"), {}).call.url.starts_with("https://api.mobizon.uz/"));
}

TEST(Mobizon, AnswersMeanWhatTheirCodeSays)
{
    auto const code = [](int number) {
        return answer(200, R"({"code":)" + std::to_string(number) + R"(,"data":{"messageId":"42"},"message":"words"})");
    };
    EXPECT_EQ(read_mobizon(code(0)).fate, AttemptFate::accepted);
    EXPECT_EQ(read_mobizon(code(0)).carrier_id, "42");
    for (auto const number : {3, 10, 15, 30, 999})
        EXPECT_EQ(read_mobizon(code(number)).fate, AttemptFate::try_again) << number;
    EXPECT_EQ(read_mobizon(code(30)).retry_after, 60);
    for (auto const number : {1, 2, 8, 9, 11, 12, 13, 14})
        EXPECT_EQ(read_mobizon(code(number)).fate, AttemptFate::refused) << number;
    EXPECT_EQ(read_mobizon(code(8)).words, "words (8)");
    EXPECT_EQ(read_mobizon(answer(502, "bad gateway")).fate, AttemptFate::try_again);
    EXPECT_EQ(read_mobizon(answer(200, "<html>")).fate, AttemptFate::unknown);
}

TEST(Telegram, IsSentTheChatTextAndLink)
{
    auto parcel = parcel_to("-100200300");
    parcel.link = "https://shop.example.com/orders/1";
    auto const outgoing = write_telegram({{"bot_token", "1:abc"}}, parcel, {});
    EXPECT_EQ(outgoing.call.url, "https://api.telegram.org/bot1:abc/sendMessage");
    auto const body = json::parse(outgoing.call.body);
    EXPECT_EQ(body.at("chat_id").as_int64(), -100200300);
    EXPECT_EQ(body.at("text").as_string(), "Order SO-2026-001 & more\nhttps://shop.example.com/orders/1");
    EXPECT_EQ(json::parse(write_telegram({}, parcel_to("@news"), {}).call.body).at("chat_id").as_string(), "@news");
}

TEST(Telegram, AnswersMean)
{
    auto const taken = read_telegram(answer(200, R"({"ok":true,"result":{"message_id":7,"chat":{"id":-100}}})"));
    EXPECT_EQ(taken.fate, AttemptFate::accepted);
    EXPECT_EQ(taken.carrier_id, "-100:7");
    auto const busy = read_telegram(answer(
        429, R"({"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":13}})"));
    EXPECT_EQ(busy.fate, AttemptFate::try_again);
    EXPECT_EQ(busy.retry_after, 13);
    auto const blocked =
        read_telegram(answer(403, R"({"ok":false,"description":"Forbidden: bot was blocked by the user"})"));
    EXPECT_EQ(blocked.fate, AttemptFate::refused);
    EXPECT_TRUE(blocked.is_address_dead);
    EXPECT_TRUE(read_telegram(answer(400, R"({"description":"Bad Request: chat not found"})")).is_address_dead);
    EXPECT_FALSE(read_telegram(answer(400, R"({"description":"Bad Request: message is too long"})")).is_address_dead);
    EXPECT_EQ(read_telegram(answer(401)).fate, AttemptFate::refused);
}

TEST(WhatsApp, IsSentTextOrATemplate)
{
    Values values{{"phone_number_id", "106540"}, {"access_token", "token"}};
    auto parcel = parcel_to("+7 701 123 45 67");
    parcel.text = "Order\nis  ready";
    parcel.link = "https://shop.example.com/1";
    auto const outgoing = write_whatsapp(values, parcel, {});
    EXPECT_EQ(outgoing.call.url, "https://graph.facebook.com/v23.0/106540/messages");
    auto const body = json::parse(outgoing.call.body);
    EXPECT_EQ(body.at("to").as_string(), "77011234567");
    EXPECT_EQ(body.at("text").at("body").as_string(), "Order\nis  ready\nhttps://shop.example.com/1");
    values["template_name"] = "order_news";
    auto const formed = json::parse(write_whatsapp(values, parcel, {}).call.body);
    EXPECT_EQ(json::serialize(formed.at("template")),
        R"({"name":"order_news","language":{"code":"en","policy":"deterministic"},"components":[{"type":"body","parameters":[{"type":"text","text":"Order is ready https://shop.example.com/1"}]}]})");
}

TEST(WhatsApp, AnswersMean)
{
    auto const taken = read_whatsapp(answer(200, R"({"messaging_product":"whatsapp","messages":[{"id":"wamid.1"}]})"));
    EXPECT_EQ(taken.fate, AttemptFate::accepted);
    EXPECT_EQ(taken.carrier_id, "wamid.1");
    auto const error = [](int code, std::string const& more = {}) {
        return read_whatsapp(
            answer(400, R"({"error":{"message":"words","code":)" + std::to_string(code) + more + "}}"));
    };
    for (auto const code : {130429, 131056, 131000, 131016})
        EXPECT_EQ(error(code).fate, AttemptFate::try_again) << code;
    for (auto const code : {190, 100, 131026, 131047, 132001, 368})
        EXPECT_EQ(error(code).fate, AttemptFate::refused) << code;
    EXPECT_EQ(error(2, R"(,"is_transient":true)").fate, AttemptFate::try_again);
    EXPECT_EQ(error(100, R"(,"error_data":{"details":"more"})").words, "words: more");
    EXPECT_NE(error(131047).words.find("approved template"), std::string::npos);
}

} // namespace
} // namespace guildhall::carriers
