#include "connector.hpp"
#include <gtest/gtest.h>

namespace guildhall::carriers {
namespace {

using enum ConnectorKind;

struct Case {
    ConnectorKind kind{};
    std::string field, value;
    bool is_taken = true;
};

TEST(Fields, AreTakenWhenTheyCanBeWhatTheyAreFor)
{
    std::string const sid = "AC" + std::string(32, 'a');
    for (auto const& [kind, field, value, is_taken] : std::vector<Case>{
             {sendgrid, "api_key", "SG.abc", true},
             {sendgrid, "api_key", "abc", false},
             {sendgrid, "from_email", "shop@example.com", true},
             {sendgrid, "from_email", "shop", false},
             {sendgrid, "from_name", "Цех «Iron & Thread»", true},
             {sendgrid, "from_name", "two\nlines", false},
             {sendgrid, "region", "eu", true},
             {sendgrid, "region", "mars", false},
             {twilio, "account_sid", sid, true},
             {twilio, "account_sid", sid + "a", false},
             {twilio, "account_sid", "AC" + std::string(32, 'z'), false},
             {twilio, "from", "+15005550006", true},
             {twilio, "from", "15005550006", false},
             {twilio, "status_callback", "https://shop.example.com/hooks", true},
             {twilio, "status_callback", "http://shop.example.com/hooks", false},
             {telegram, "bot_token", "123456:ABC-def_1", true},
             {telegram, "bot_token", "123456", false},
             {telegram, "bot_token", "123456:a/b", false},
             {telegram, "bot_name", "guildhall_bot", true},
             {telegram, "bot_name", "@guildhall_bot", false},
             {whatsapp, "phone_number_id", "1065401", true},
             {whatsapp, "phone_number_id", "1065401/x", false},
             {whatsapp, "template_name", "order_news", true},
             {whatsapp, "template_name", "Order news", false},
             {web_push, "subject", "mailto:push@example.com", true},
             {web_push, "subject", "https://example.com/contact", true},
             {web_push, "subject", "push@example.com", false},
             {mobizon, "sender", "Guildhall", true},
             {mobizon, "sender", "longer than eleven", false},
         }) {
        auto const* const fact = find_field(kind, field);
        ASSERT_NE(fact, nullptr) << field;
        EXPECT_EQ(!value_fault(*fact, value), is_taken) << reflect::word(kind) << " " << field << " " << value;
    }
    EXPECT_EQ(find_field(twilio, "bot_token"), nullptr);
}

TEST(Fields, OfTwilioNameANumberOrAService)
{
    ConnectorRow row;
    row.kind = twilio;
    EXPECT_EQ(missing_field(row), "account_sid");
    row.fields = {{"account_sid", "AC1"}};
    EXPECT_EQ(missing_field(row), "auth_token");
    row.fields.push_back({"auth_token", {}});
    EXPECT_EQ(missing_field(row), "from");
    row.fields.push_back({"messaging_service_sid", "MG1"});
    EXPECT_FALSE(missing_field(row));
}

} // namespace
} // namespace guildhall::carriers
