#include "crypto/crypto.hpp"
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
