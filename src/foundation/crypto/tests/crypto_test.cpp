#include "crypto/crypto.hpp"
#include "crypto/seal.hpp"
#include <gtest/gtest.h>

namespace guildhall::crypto {
namespace {

TEST(Crypto, MatchesPublishedVectors)
{
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-2
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")), // RFC 4231, case 2
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    Sha256 pieces;
    pieces.add("a");
    pieces.add("bc");
    EXPECT_EQ(pieces.hex(), sha256_hex("abc"));
}

TEST(Crypto, MatchesPublishedVectorsOfSha1AndBase32)
{
    EXPECT_EQ(hex(hmac_sha1("Jefe", "what do ya want for nothing?")), // RFC 2202, case 2
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    for (auto const& [text, wanted] : {std::pair{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"},
             {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}}) // RFC 4648 section 10
        EXPECT_EQ(base32(text), wanted);
}

TEST(Sealing, OpensOnlyWithItsKeyAndItsContext)
{
    std::string const key(32, 'k'), other(32, 'o');
    for (std::string const text : {"", "a secret", "\xff\x01 bytes"}) {
        auto const sealed = seal(key, "row 1", text);
        EXPECT_EQ(open_sealed(key, "row 1", sealed), text);
        EXPECT_FALSE(open_sealed(other, "row 1", sealed));
        EXPECT_FALSE(open_sealed(key, "row 2", sealed));
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            auto changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            EXPECT_FALSE(open_sealed(key, "row 1", changed)) << i;
        }
        EXPECT_NE(seal(key, "row 1", text), sealed); // the nonce is another one
    }
    EXPECT_FALSE(open_sealed(key, "", "short"));
}

// NIST CAVS gcmDecrypt256, 96 bit IV, 128 bit text, no context.
TEST(Sealing, IsAesGcm)
{
    auto const bytes = [](std::string_view hexadecimal) {
        std::string text;
        for (std::size_t i = 0; i < hexadecimal.size(); i += 2)
            text += static_cast<char>(std::stoi(std::string(hexadecimal.substr(i, 2)), nullptr, 16));
        return text;
    };
    auto const opened = open_sealed(bytes("31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22"), "",
        bytes("0d18e06c7c725ac9e362e1ce"
              "fa4362189661d163fcd6a56d8bf0405a"
              "d636ac1bbedd5cc3ee727dc2ab4a9489"));
    ASSERT_TRUE(opened);
    EXPECT_EQ(hex(*opened), "2db5168e932556f8089a0622981d017d");
}

TEST(Base64, TravelsBothWays)
{
    for (std::string const text : {"", "f", "fo", "foo", "foob", "\xff\xfe\xfd"}) {
        EXPECT_EQ(from_base64url(base64url(text)), text);
        EXPECT_EQ(from_base64(base64(text)), text);
    }
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
    EXPECT_EQ(from_base64("Zm9v\r\nYg=="), "foob"); // RFC 4648 section 10
    for (auto const* bad : {"Z", "Zg", "Zg=", "Zh==", "Zg==Zg==", "Zm9v!"}) EXPECT_FALSE(from_base64(bad)) << bad;
    EXPECT_FALSE(from_base64url("Zg=="));
}

TEST(Random, DoesNotRepeat) { EXPECT_NE(random_bytes(32), random_bytes(32)); }

} // namespace
} // namespace guildhall::crypto
