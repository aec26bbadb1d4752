#include "carrier_connectors.hpp"
#include <gtest/gtest.h>

namespace guildhall::inbound {
namespace {

using notifications::MessageState;
constexpr Time noon = Time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2)) + std::chrono::hours(12);
constexpr auto of_2020 = Time(std::chrono::seconds(1'600'112'492));

Arrived with_body(std::string body)
{
    Arrived event;
    event.body = std::move(body);
    event.received_at = event.now = noon;
    return event;
}

// "id state words" of each.
std::vector<std::string> told(std::optional<std::vector<CarrierNews>> const& all)
{
    if (!all) return {"unreadable"};
    std::vector<std::string> lines;
    for (auto const& [id, attempt, news] : *all)
        lines.push_back(id + (attempt ? "/" + to_string(*attempt) : "") + " " + std::string(reflect::word(news.state)) +
                        (news.words.empty() ? "" : " " + news.words) + (news.at == noon ? "" : " then"));
    return lines;
}
using Lines = std::vector<std::string>;

TEST(CarrierNews, OfTwilio)
{
    auto const read = [](std::string body) { return told(read_twilio_news(with_body(std::move(body)))); };
    EXPECT_EQ(read("MessageSid=SM1&MessageStatus=sent"), Lines{"SM1 sent"});
    EXPECT_EQ(read("MessageSid=SM1&MessageStatus=delivered&To=%2B1"), Lines{"SM1 delivered"});
    EXPECT_EQ(read("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003"), Lines{"SM1 failed (30003)"});
    EXPECT_EQ(read("MessageSid=SM1&MessageStatus=failed&ErrorCode=30005&ErrorMessage=Unknown+handset"),
        Lines{"SM1 failed Unknown handset (30005)"});
    EXPECT_EQ(read("MessageSid=SM1&MessageStatus=read"), Lines{"SM1 read"});
    for (auto const* word : {"queued", "sending", "accepted", "scheduled", "of another year"})
        EXPECT_EQ(read("MessageSid=SM1&MessageStatus=" + std::string(word)), Lines{}) << word;
    for (auto const* body : {"", "MessageSid=SM1", "MessageStatus=sent", "a=%zz"})
        EXPECT_EQ(read(body), Lines{"unreadable"}) << body;
}

TEST(CarrierNews, OfMobizon)
{
    auto const read = [](std::string body) { return told(read_mobizon_news(with_body(std::move(body)))); };
    EXPECT_EQ(read("data%5BmessageId%5D=42&data%5Bstatus%5D=DELIVRD"), Lines{"42 delivered"});
    EXPECT_EQ(read(R"({"data":{"messageId":42,"status":"UNDELIV"}})"), Lines{"42 failed UNDELIV"});
    EXPECT_EQ(read(R"({"data":{"messageId":42,"status":"ACCEPTD"}})"), Lines{});
    EXPECT_EQ(read(R"({"data":{}})"), Lines{"unreadable"});
}

TEST(CarrierNews, OfSendGrid)
{
    auto const read = [](std::string body) { return told(read_sendgrid_news(with_body(std::move(body)))); };
    EXPECT_EQ(read(R"([{"event":"dropped","reason":"Bounced Address","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filter-1",
        "timestamp":1600112492},{"event":"deferred","sg_message_id":"x.y"},{"event":"open","sg_message_id":"b"}])"),
        (Lines{"LRzXl_NHStOGhQ4kofSm_A failed Bounced Address then", "b read"}));
    EXPECT_EQ(read(R"([{"event":"delivered","guildhall_attempt":"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12.2"}])"),
        Lines{"/019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12.2 delivered"});
    EXPECT_EQ(read("[]"), Lines{});
    EXPECT_EQ(read(R"([1,"x",{}])"), Lines{});
    for (auto const* body : {"{}", "", "[", "7"}) EXPECT_EQ(read(body), Lines{"unreadable"}) << body;
    auto const news = read_sendgrid_news(with_body(R"([{"event":"open","timestamp":1600112492}])"));
    EXPECT_EQ(news->at(0).news.at, of_2020);
}

TEST(CarrierNews, OfWhatsApp)
{
    auto const read = [](std::string body) { return told(read_whatsapp_news(with_body(std::move(body)))); };
    auto const wrapped = [](std::string const& statuses) {
        return R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":)" +
               statuses + "}}]}]}";
    };
    EXPECT_EQ(read(wrapped(R"([{"id":"wamid.1","status":"delivered","timestamp":"1600112492"},
        {"id":"wamid.2","status":"failed","errors":[{"title":"Undeliverable","error_data":{"details":"No such number"}}]},
        {"id":"wamid.3","status":"warned"}])")),
        (Lines{"wamid.1 delivered then", "wamid.2 failed No such number"}));
    EXPECT_EQ(read(wrapped("[]")), Lines{});
    EXPECT_EQ(read(R"({"entry":[{"changes":[{"value":{"messages":[{"id":"m"}]}}]}]})"), Lines{});
    EXPECT_EQ(read(R"({"entry":[7,{"changes":7},{"changes":[7]}]})"), Lines{});
    for (auto const* body : {"[]", "{}", "7"}) EXPECT_EQ(read(body), Lines{"unreadable"}) << body;
}

// Whatever carriers say of the clock, a time stays one that a column and a page can hold.
TEST(CarrierNews, ComeAtATimeThatCalendarsHave)
{
    for (auto const* odd : {"-5", "0", "99999999999999999999", R"("soon")", R"("")"}) {
        auto const body = R"([{"event":"open","timestamp":)" + std::string(odd) + "}]";
        EXPECT_EQ(read_sendgrid_news(with_body(body))->at(0).news.at, noon) << odd;
    }
    auto const far = read_sendgrid_news(with_body(R"([{"event":"open","timestamp":9000000000000000}])"));
    EXPECT_EQ(far->at(0).news.at, Time(std::chrono::seconds(4'102'444'800)));
}

} // namespace
} // namespace guildhall::inbound
