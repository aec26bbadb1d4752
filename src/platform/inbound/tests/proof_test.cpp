#include "crypto/crypto.hpp"
#include "form.hpp"
#include "http/uri.hpp"
#include "proof.hpp"
#include "scheme.hpp"
#include <fstream>
#include <gtest/gtest.h>

namespace guildhall::inbound {
namespace {

namespace json = reflect::json;
using namespace std::chrono_literals;

json::value const& vectors()
{
    static json::value const all = [] {
        std::ifstream file(GUILDHALL_SOURCE_DIR "/src/platform/inbound/tests/vectors.json");
        return json::parse(std::string((std::istreambuf_iterator<char>(file)), {}));
    }();
    return all;
}

json::object const& vector_named(std::string_view id)
{
    for (auto const& vector : vectors().at("vectors").as_array())
        if (vector.at("id").as_string() == id) return vector.as_object();
    throw Bug("there is no such vector");
}
json::object const& inputs_of(std::string_view id) { return vector_named(id).at("inputs").as_object(); }
std::string text(json::value const& value) { return std::string(value.as_string()); }

Time at(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

struct Try {
    Scheme scheme{};
    std::string secret, url, body;
    std::vector<std::pair<std::string, std::string>> headers;
    Time now = at(1'700'000'000);
};
Proof proof_of(Try const& one)
{
    http::Headers headers;
    for (auto const& [name, value] : one.headers) headers.add(name, value);
    return prove(one.scheme, one.secret, {one.url, headers, one.body}, one.now);
}

// Each of these must turn a good signature into a forged one.
void expect_forged_when_touched(Try const& good)
{
    ASSERT_EQ(proof_of(good), Proof::good);
    auto changed = good;
    changed.body += ' ';
    EXPECT_EQ(proof_of(changed), good.scheme == Scheme::telegram ? Proof::good : Proof::forged) << "another body";
    changed = good;
    changed.secret += "x";
    EXPECT_EQ(proof_of(changed), Proof::forged) << "another secret";
    changed = good;
    changed.headers.clear();
    EXPECT_EQ(proof_of(changed), Proof::forged) << "no header";
    for (auto& [name, value] : changed.headers = good.headers) value.clear();
    EXPECT_EQ(proof_of(changed), Proof::forged) << "an empty header";
}

TEST(Vectors, OfStripe)
{
    for (auto const* id : {"stripe-webhook-published", "stripe-webhook-short"}) {
        auto const& in = inputs_of(id);
        auto const seconds = in.at("timestamp").as_int64();
        auto const v1 = text(vector_named(id).at("expected").at("v1"));
        auto const header = "t=" + std::to_string(seconds) + ",v1=" + v1;
        Try one{Scheme::stripe, text(in.at("secret")), "", text(in.at("body")), {{"Stripe-Signature", header}},
            at(seconds)};
        expect_forged_when_touched(one);
        // While a secret is rolled there are two; other schemes are passed over.
        one.headers = {{"Stripe-Signature", "t=" + std::to_string(seconds) + ",v1=00,v1=" + v1 + ",v0=11"}};
        EXPECT_EQ(proof_of(one), Proof::good);
        one.headers = {{"Stripe-Signature", "t=" + std::to_string(seconds) + ",v0=" + v1}};
        EXPECT_EQ(proof_of(one), Proof::forged);
        one.headers = {{"Stripe-Signature", header}};
        for (auto const apart : {-300, 300}) {
            one.now = at(seconds + apart);
            EXPECT_EQ(proof_of(one), Proof::good) << apart;
        }
        for (auto const apart : {-301, 301, 86'400}) {
            one.now = at(seconds + apart);
            EXPECT_EQ(proof_of(one), Proof::too_old) << apart;
        }
    }
}

TEST(Vectors, OfTwilioForms)
{
    for (auto const* id :
        {"twilio-form", "twilio-form-port443", "twilio-form-http80", "twilio-form-http", "twilio-form-duplicates"}) {
        auto const& in = inputs_of(id);
        std::string body;
        for (auto const& [name, values] : in.at("params").as_object())
            for (auto const& value : values.as_array())
                body += (body.empty() ? "" : "&") + std::string(name) + "=" + http::percent_encode(text(value));
        Try one{Scheme::twilio, text(in.at("auth_token")), text(in.at("url")), body,
            {{"X-Twilio-Signature", text(vector_named(id).at("expected"))}}};
        expect_forged_when_touched(one);
        one.url += "&more=1";
        EXPECT_EQ(proof_of(one), Proof::forged) << "another address";
    }
}

// Whether the sender or a proxy wrote the port, one of both is right.
TEST(Twilio, SignsAnAddressWithOrWithoutItsUsualPort)
{
    auto const sign = [](std::string const& url) { return crypto::base64(crypto::hmac_sha1("12345678", url)); };
    auto const proof = [&](std::string const& signed_url, std::string const& ours) {
        return proof_of({Scheme::twilio, "12345678", ours, "", {{"X-Twilio-Signature", sign(signed_url)}}});
    };
    EXPECT_EQ(proof("https://a.example:443/x?y=1", "https://a.example/x?y=1"), Proof::good);
    EXPECT_EQ(proof("https://a.example/x?y=1", "https://a.example:443/x?y=1"), Proof::good);
    EXPECT_EQ(proof("http://a.example:80/x", "http://a.example/x"), Proof::good);
    EXPECT_EQ(proof("http://[::1]:80/x", "http://[::1]/x"), Proof::good);
    EXPECT_EQ(proof("https://a.example:8443/x", "https://a.example/x"), Proof::forged);
    EXPECT_EQ(proof("https://b.example/x", "https://a.example/x"), Proof::forged);
}

TEST(Vectors, OfTwilioJson)
{
    auto const& in = inputs_of("twilio-json-body");
    auto const& expected = vector_named("twilio-json-body").at("expected");
    EXPECT_EQ(crypto::sha256_hex(text(in.at("body"))), text(expected.at("body_sha256")));
    expect_forged_when_touched({Scheme::twilio, text(in.at("auth_token")), text(in.at("url")), text(in.at("body")),
        {{"X-Twilio-Signature", text(expected.at("signature"))}}});
}

TEST(Vectors, OfSendGrid)
{
    auto const& in = inputs_of("sendgrid-event-webhook");
    auto const body = text(in.at("body"));
    EXPECT_EQ(crypto::sha256_hex(body), text(in.at("body_sha256")));
    auto const timestamp = text(in.at("timestamp"));
    Try one{Scheme::sendgrid, text(in.at("public_key")), "", body,
        {{"X-Twilio-Email-Event-Webhook-Signature", text(in.at("signature"))},
            {"X-Twilio-Email-Event-Webhook-Timestamp", timestamp}},
        at(1'600'112'502)};
    expect_forged_when_touched(one);
    one.headers[1].second = "1600112503";
    EXPECT_EQ(proof_of(one), Proof::forged);
    one.headers[1].second = timestamp;
    one.now = at(1'600'112'502 + 601);
    EXPECT_EQ(proof_of(one), Proof::too_old);
    one.headers[0].second = "no base64!";
    EXPECT_EQ(proof_of(one), Proof::forged);
}

TEST(Vectors, OfCloudinary)
{
    auto const& in = inputs_of("cloudinary-notification");
    auto const seconds = in.at("timestamp").as_int64();
    Try one{Scheme::cloudinary, text(in.at("api_secret")), "", text(in.at("body")),
        {{"X-Cld-Signature", text(vector_named("cloudinary-notification").at("expected"))},
            {"X-Cld-Timestamp", std::to_string(seconds)}},
        at(seconds)};
    expect_forged_when_touched(one);
    one.now = at(seconds + 7'201);
    EXPECT_EQ(proof_of(one), Proof::too_old);
}

TEST(Vectors, OfEasyPost)
{
    auto const& in = inputs_of("easypost-webhook");
    auto const body = text(in.at("body"));
    EXPECT_EQ(static_cast<std::int64_t>(body.size()), in.at("body_bytes").as_int64());
    expect_forged_when_touched({Scheme::easypost, text(in.at("secret")), "", body,
        {{"X-Hmac-Signature", text(vector_named("easypost-webhook").at("expected"))}}});
}

TEST(Vectors, OfMobizon)
{
    auto const& in = inputs_of("mobizon-webhook");
    auto const sign = text(vector_named("mobizon-webhook").at("expected"));
    Try one{Scheme::mobizon, text(in.at("secret")), "",
        "eventId=26&attempt=1&eventCreateTs=2026-01-15+11%3A42%3A28&eventType=sms-delivery-report&sign=" + sign, {}};
    EXPECT_EQ(proof_of(one), Proof::good);
    one.body = R"({"eventId":26,"attempt":1,"eventCreateTs":"2026-01-15 11:42:28","sign":")" + sign + R"("})";
    EXPECT_EQ(proof_of(one), Proof::good);
    one.body = R"({"eventId":27,"attempt":1,"eventCreateTs":"2026-01-15 11:42:28","sign":")" + sign + R"("})";
    EXPECT_EQ(proof_of(one), Proof::forged);
    one.body = R"({"sign":")" + crypto::hex(crypto::sha1("|||" + one.secret)) + R"("})";
    EXPECT_EQ(proof_of(one), Proof::forged) << "no id";
}

TEST(Vectors, OfTipTopPay)
{
    auto const& in = inputs_of("tiptop-content-hmac");
    auto const& expected = vector_named("tiptop-content-hmac").at("expected");
    EXPECT_EQ(decoded(text(in.at("raw_body"))), text(in.at("decoded_body")));
    for (auto const* header : {"Content-HMAC", "X-Content-HMAC"})
        expect_forged_when_touched({Scheme::tiptop_pay, text(in.at("api_secret")), "", text(in.at("raw_body")),
            {{header, text(expected.at(header))}}});
}

TEST(Vectors, OfWhatsApp)
{
    auto const& in = inputs_of("whatsapp-signature");
    expect_forged_when_touched({Scheme::whatsapp, text(in.at("app_secret")), "", text(in.at("body")),
        {{"X-Hub-Signature-256", text(vector_named("whatsapp-signature").at("expected"))}}});
}

TEST(Vectors, AreAllUsed) { EXPECT_EQ(vectors().at("vectors").as_array().size(), 14u); }

TEST(Telegram, BringsItsSecretAlone)
{
    expect_forged_when_touched(
        {Scheme::telegram, "0123456789abcdef", "", "{}", {{"X-Telegram-Bot-Api-Secret-Token", "0123456789abcdef"}}});
}

// The same as docs/webhooks.md tells receivers, and as the outgoing side's own test reckons.
TEST(Guildhall, UnderstandsItsOwnWebhooks)
{
    Try one{Scheme::guildhall, "whsec_test", "", R"({"name":"webhook.test"})",
        {{"Guildhall-Timestamp", "1764253800"},
            {"Guildhall-Signature", "v1=94b828dd6705e862451ea1d7fca1f775d414c553de9cbd1fe5549b78e27b8c73"}},
        at(1'764'253'800)};
    expect_forged_when_touched(one);
    one.now = at(1'764'253'800 + 301);
    EXPECT_EQ(proof_of(one), Proof::too_old);
    one.headers[0].second = "1764253801";
    EXPECT_EQ(proof_of(one), Proof::forged);
    one.headers[0].second = "-5";
    EXPECT_EQ(proof_of(one), Proof::forged);
}

TEST(Secrets, AreWhatTheirSendersTake)
{
    EXPECT_EQ(secret_fault(Scheme::stripe, "whsec_test_secret"), std::nullopt);
    EXPECT_NE(secret_fault(Scheme::stripe, "short"), std::nullopt);
    EXPECT_EQ(secret_fault(Scheme::telegram, "aZ09_-xyz"), std::nullopt);
    EXPECT_NE(secret_fault(Scheme::telegram, "a secret with blanks"), std::nullopt);
    EXPECT_EQ(secret_fault(Scheme::sendgrid, text(inputs_of("sendgrid-event-webhook").at("public_key"))), std::nullopt);
    EXPECT_NE(secret_fault(Scheme::sendgrid, "MFkwEwYHKoZIzj0CAQYI"), std::nullopt);
    EXPECT_NE(secret_fault(Scheme::sendgrid, "no base64 at all!"), std::nullopt);
}

TEST(Types, AreThoseOfTheSender)
{
    EXPECT_TRUE(takes_type(Scheme::stripe, "application/json; charset=utf-8"));
    EXPECT_FALSE(takes_type(Scheme::stripe, "application/x-www-form-urlencoded"));
    EXPECT_TRUE(takes_type(Scheme::twilio, "application/x-www-form-urlencoded"));
    EXPECT_FALSE(takes_type(Scheme::twilio, "text/plain"));
    EXPECT_FALSE(takes_type(Scheme::guildhall, ""));
}

} // namespace
} // namespace guildhall::inbound
