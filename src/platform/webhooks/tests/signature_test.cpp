#include "patterns.hpp"
#include "receiver.hpp"
#include "signature.hpp"
#include <gtest/gtest.h>

namespace guildhall::webhooks {
namespace {

// Reckoned by openssl dgst -sha256 -hmac, so that a receiver in any language gets the same.
TEST(Signature, IsWhatOthersReckon)
{
    EXPECT_EQ(signature_of("whsec_test", "1764253800", R"({"name":"webhook.test"})"),
        "v1=94b828dd6705e862451ea1d7fca1f775d414c553de9cbd1fe5549b78e27b8c73");
    EXPECT_EQ(timestamp_of(Time(std::chrono::milliseconds(1'764'253'800'999))), "1764253800");
}

TEST(Patterns, MeanOneEventThoseOfAKindOrAll)
{
    EXPECT_TRUE(matches("quote.accepted", "quote.accepted"));
    EXPECT_TRUE(matches("quote.*", "quote.accepted"));
    EXPECT_TRUE(matches("*", "quote.accepted"));
    for (auto const* pattern :
        {"quote", "quote.", "quote.accept", "quot*", "sales_order.*", "", ".*", "quote.accepted.*"})
        EXPECT_FALSE(matches(pattern, "quote.accepted")) << pattern;
    EXPECT_TRUE(any_matches({"file.*", "quote.accepted"}, "quote.accepted"));
    EXPECT_FALSE(any_matches({}, "quote.accepted"));
}

TEST(Receiver, IsOnTheInternetAndNamesNobody)
{
    for (auto const* good : {"https://shop.example/hooks?key=1", "https://203.0.114.9/", "https://shop.example:8443",
             "https://[2606:4700::1111]/x"})
        EXPECT_EQ(receiver_fault(good, false), std::nullopt) << good;
    for (auto const* bad : {"", "shop.example", "http://shop.example/", "ftp://shop.example/", "https://", "https:///x",
             "https://user:word@shop.example/", "https://shop.example/a b", "https://shop.ex\nample/",
             "https://LocalHost/", "https://127.0.0.1/", "https://10.1.2.3:80/", "https://169.254.169.254/latest",
             "https://[::1]/", "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/", "https://2130706433/", "https://0/",
             "https://127.1/"})
        EXPECT_NE(receiver_fault(bad, false), std::nullopt) << bad;
    for (auto const* inside : {"http://127.0.0.1:9/", "https://localhost/", "http://[::1]:8080/"})
        EXPECT_EQ(receiver_fault(inside, true), std::nullopt) << inside;
}

} // namespace
} // namespace guildhall::webhooks
