// RFC 8291 (appendix A) byte for byte, and what a browser makes of the token and the body.
#include "crypto/crypto.hpp"
#include "web_push.hpp"
#include "wire.hpp"
#include <gtest/gtest.h>

namespace guildhall::carriers {
namespace {

std::string bytes_of(std::string_view text) { return crypto::from_base64url(text).value(); }

constexpr auto browser_key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
constexpr auto browser_private = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
constexpr auto auth = "BTBZMqHH6r4Tts7J_aSIgg";

TEST(WebPush, EncryptsAsAppendixAOfRfc8291)
{
    auto const sender = bytes_of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    auto const body = encrypt_push("When I grow up, I want to be a watermelon", bytes_of(browser_key), bytes_of(auth),
        {sender, crypto::public_key_of(sender).value()}, bytes_of("DGv6ra1nlYgDCS1FRnbzlw"));
    ASSERT_TRUE(body);
    EXPECT_EQ(crypto::base64url(*body),
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBr"
        "u3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPush, TakesNoKeyThatIsNoneAndNoTextThatIsTooLong)
{
    auto const sender = crypto::new_curve_key();
    std::string const salt(16, 's');
    EXPECT_TRUE(encrypt_push(std::string(3993, 'x'), bytes_of(browser_key), bytes_of(auth), sender, salt));
    EXPECT_EQ(encrypt_push(std::string(3993, 'x'), bytes_of(browser_key), bytes_of(auth), sender, salt)->size(), 4096u);
    EXPECT_FALSE(encrypt_push(std::string(3994, 'x'), bytes_of(browser_key), bytes_of(auth), sender, salt));
    EXPECT_FALSE(encrypt_push("x", bytes_of(browser_key).substr(1), bytes_of(auth), sender, salt));
    EXPECT_FALSE(encrypt_push("x", bytes_of(browser_key), "short", sender, salt));
}

TEST(WebPush, TheTokenNamesTheServiceAndVerifies)
{
    auto const key = crypto::new_curve_key();
    Time const now{std::chrono::seconds(1'800'000'000)};
    auto const value =
        vapid_authorization(key, "https://push.example.net/push/abc?x=1", "mailto:push@example.com", now);
    auto const token_at = value.find("t="), key_at = value.find(", k=");
    auto const token = value.substr(token_at + 2, key_at - token_at - 2);
    EXPECT_EQ(bytes_of(value.substr(key_at + 4)), key.public_key);
    auto const first = token.find('.'), last = token.rfind('.');
    EXPECT_EQ(bytes_of(token.substr(0, first)), R"({"typ":"JWT","alg":"ES256"})");
    EXPECT_EQ(bytes_of(token.substr(first + 1, last - first - 1)),
        R"({"aud":"https://push.example.net","exp":1800043200,"sub":"mailto:push@example.com"})");
    EXPECT_TRUE(crypto::verifies_es256(key.public_key, token.substr(0, last), bytes_of(token.substr(last + 1))));
}

TEST(WebPush, OriginsHaveNoPath)
{
    EXPECT_EQ(origin_of("https://push.example.net/a/b"), "https://push.example.net");
    EXPECT_EQ(origin_of("https://push.example.net:8443?x"), "https://push.example.net:8443");
    EXPECT_EQ(origin_of("push.example.net"), "");
}

// As RFC 8291 has a browser read it.
std::string read_by_browser(std::string const& body)
{
    auto const expand = [](std::string_view key, std::string info, std::size_t size) {
        return crypto::hmac_sha256(key, info + '\1').substr(0, size);
    };
    auto const salt = body.substr(0, 16), sender = body.substr(21, 65);
    auto const secret = crypto::shared_secret(bytes_of(browser_private), sender).value();
    auto const input = expand(crypto::hmac_sha256(bytes_of(auth), secret),
        std::string("WebPush: info") + '\0' + bytes_of(browser_key) + sender, 32);
    auto const key = crypto::hmac_sha256(salt, input);
    auto text = crypto::decrypt_aes128_gcm(expand(key, std::string("Content-Encoding: aes128gcm") + '\0', 16),
        expand(key, std::string("Content-Encoding: nonce") + '\0', 12), body.substr(86))
                    .value();
    EXPECT_EQ(text.back(), '\2');
    text.pop_back();
    return text;
}

TEST(WebPush, IsReadByTheBrowserAlone)
{
    auto const key = crypto::new_curve_key();
    Values const values{{"private_key", crypto::base64url(key.private_key)},
        {"public_key", crypto::base64url(key.public_key)}, {"subject", "mailto:push@example.com"}};
    Parcel parcel;
    parcel.channel = notifications::Channel::push;
    parcel.subject = "Order SO-2026-001";
    parcel.text = "It is on its way.";
    parcel.path = "/orders/1";
    parcel.locale = "en";
    parcel.device = notifications::Device{"https://push.example.net/push/abc", browser_key, auth};
    auto const first = write_web_push(values, parcel, {}), second = write_web_push(values, parcel, {});
    EXPECT_EQ(first.call.url, "https://push.example.net/push/abc");
    EXPECT_EQ(read_by_browser(first.call.body), first.readable);
    EXPECT_NE(first.call.body, second.call.body); // a fresh key and salt each time
    EXPECT_EQ(first.readable,
        R"({"title":"Order SO-2026-001","body":"It is on its way.","link":"/orders/1","tag":"00000000-0000-0000-0000-000000000000","lang":"en"})");
    parcel.device->p256dh = "no key";
    EXPECT_EQ(write_web_push(values, parcel, {}).call.url, "");
}

TEST(WebPush, AnswersSayWhetherTheDeviceIsGone)
{
    outbound::Reply reply;
    for (auto const& [status, fate, is_dead] : std::vector<std::tuple<unsigned, notifications::AttemptFate, bool>>{
             {201, notifications::AttemptFate::accepted, false},
             {404, notifications::AttemptFate::refused, true},
             {410, notifications::AttemptFate::refused, true},
             {413, notifications::AttemptFate::refused, false},
             {403, notifications::AttemptFate::refused, false},
             {429, notifications::AttemptFate::try_again, false},
             {503, notifications::AttemptFate::try_again, false},
         }) {
        reply.status = status;
        EXPECT_EQ(read_web_push(reply).fate, fate) << status;
        EXPECT_EQ(read_web_push(reply).is_address_dead, is_dead) << status;
    }
}

} // namespace
} // namespace guildhall::carriers
