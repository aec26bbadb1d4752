// Against the values of RFC 8291 (appendix A) and RFC 8292 (section 2.4).
#include "crypto/crypto.hpp"
#include "crypto/elliptic.hpp"
#include <gtest/gtest.h>

namespace guildhall::crypto {
namespace {

std::string bytes_of(std::string_view text) { return from_base64url(text).value(); }

TEST(Curve, AgreesWithThePublishedKeysOfRfc8291)
{
    auto const sender = bytes_of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    auto const receiver = bytes_of("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    auto const sender_public =
        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    auto const receiver_public =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    EXPECT_EQ(base64url(public_key_of(sender).value()), sender_public);
    EXPECT_EQ(base64url(public_key_of(receiver).value()), receiver_public);
    auto const secret = "kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs";
    EXPECT_EQ(base64url(shared_secret(sender, bytes_of(receiver_public)).value()), secret);
    EXPECT_EQ(base64url(shared_secret(receiver, bytes_of(sender_public)).value()), secret);
}

TEST(Curve, TakesNoPointBesideIt)
{
    auto const key = new_curve_key();
    auto wrong = key.public_key;
    wrong.back() = static_cast<char>(wrong.back() ^ 1);
    EXPECT_FALSE(shared_secret(key.private_key, wrong));
    EXPECT_FALSE(shared_secret(key.private_key, key.public_key.substr(1)));
    EXPECT_FALSE(shared_secret(key.private_key, ""));
    EXPECT_FALSE(public_key_of(std::string(32, '\0')));
    EXPECT_FALSE(public_key_of(std::string(32, '\xff')));
    EXPECT_FALSE(public_key_of("short"));
}

TEST(Es256, VerifiesTheTokenOfRfc8292)
{
    std::string_view const token =
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9."
        "eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29t"
        "In0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
    auto const key =
        bytes_of("BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs");
    auto const dot = token.rfind('.');
    auto signature = bytes_of(token.substr(dot + 1));
    EXPECT_TRUE(verifies_es256(key, token.substr(0, dot), signature));
    EXPECT_FALSE(verifies_es256(key, token.substr(1, dot), signature));
    signature[0] = static_cast<char>(signature[0] ^ 1);
    EXPECT_FALSE(verifies_es256(key, token.substr(0, dot), signature));
    EXPECT_FALSE(verifies_es256(key, token.substr(0, dot), "short"));
}

TEST(Es256, VerifiesWhatItSigned)
{
    for (int i = 0; i < 50; ++i) { // short r and s come now and then
        auto const key = new_curve_key();
        auto const signature = sign_es256(key.private_key, "a message");
        EXPECT_EQ(signature.size(), 64u);
        EXPECT_TRUE(verifies_es256(key.public_key, "a message", signature));
    }
}

TEST(Aes128Gcm, OpensOnlyWhatItSealed)
{
    std::string const key(16, 'k'), nonce(12, 'n');
    auto sealed = encrypt_aes128_gcm(key, nonce, "text");
    EXPECT_EQ(sealed.size(), 4u + 16u);
    EXPECT_EQ(decrypt_aes128_gcm(key, nonce, sealed), "text");
    sealed[0] = static_cast<char>(sealed[0] ^ 1);
    EXPECT_FALSE(decrypt_aes128_gcm(key, nonce, sealed));
    EXPECT_FALSE(decrypt_aes128_gcm(key, nonce, "short"));
}

} // namespace
} // namespace guildhall::crypto
