#include "crypto/crypto.hpp"
#include "identity/identity.hpp"
#include "tokens.hpp"
#include <gtest/gtest.h>

namespace guildhall::identity {
namespace {

Time const now{std::chrono::seconds{1'800'000'000}};
std::string const secret(32, 's'), other_secret(32, 'o');

AccessClaims some_claims()
{
    return {{make_uuid(now)}, {make_uuid(now)}, {make_uuid(now)}, now + std::chrono::minutes(30)};
}

TEST(AccessToken, IsReadBackUntilItsTime)
{
    auto const claims = some_claims();
    auto const token = make_access_token(secret, claims, now);
    auto const read = read_access_token(secret, token, now + std::chrono::minutes(29));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->user_id, claims.user_id);
    EXPECT_EQ(read->company_id, claims.company_id);
    EXPECT_FALSE(read_access_token(secret, token, now + std::chrono::minutes(30)));
    EXPECT_FALSE(read_access_token(other_secret, token, now));
}

TEST(AccessToken, RefusesOtherAlgorithmsAndEveryChangedCharacter)
{
    auto const token = make_access_token(secret, some_claims(), now);
    auto const none = "eyJhbGciOiJub25lIn0" + token.substr(token.find('.'), token.rfind('.') - token.find('.') + 1);
    EXPECT_FALSE(read_access_token(secret, none, now));
    // Another algorithm or a key's name in the header is refused even under a signature that is right.
    for (auto const* header : {R"({"alg":"none"})", R"({"alg":"HS512","typ":"JWT"})", R"({"alg":"RS256","typ":"JWT"})",
             R"({"typ":"JWT","alg":"HS256"})", R"({"alg":"HS256","typ":"JWT","kid":"../../dev/null"})"}) {
        auto const body = crypto::base64url(header) + token.substr(token.find('.'), token.rfind('.') - token.find('.'));
        auto const forged = body + "." + crypto::base64url(crypto::hmac_sha256(secret, body));
        EXPECT_FALSE(read_access_token(secret, forged, now)) << header;
    }
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(read_access_token(secret, changed, now)) << i;
    }
    for (auto const* bad : {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.."})
        EXPECT_FALSE(read_access_token(secret, bad, now));
}

TEST(RefreshToken, CarriesItsSessionAndIsAuthentic)
{
    RefreshClaims const claims{{make_uuid(now)}, {make_uuid(now)}};
    auto const token = make_refresh_token(secret, claims);
    EXPECT_NE(token, make_refresh_token(secret, claims));
    EXPECT_EQ(read_refresh_token(secret, token)->session_id, claims.session_id);
    EXPECT_FALSE(read_refresh_token(other_secret, token));
    EXPECT_FALSE(read_refresh_token(secret, token.substr(1)));
}

TEST(Password, IsHashedAndJudged)
{
    auto const hash = hash_password("correct horse battery", 4);
    EXPECT_TRUE(hash.starts_with("$2b$04$"));
    EXPECT_TRUE(password_matches("correct horse battery", hash));
    EXPECT_FALSE(password_matches("Correct horse battery", hash));
    EXPECT_TRUE(password_fault("short"));
    EXPECT_TRUE(password_fault("Password123"));
    EXPECT_TRUE(password_fault(std::string(73, 'x')));
    EXPECT_FALSE(password_fault("correct horse battery"));
}

} // namespace
} // namespace guildhall::identity
