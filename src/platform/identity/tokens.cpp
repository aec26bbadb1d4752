#include "tokens.hpp"
#include "crypto/crypto.hpp"
#include "reflect/json.hpp"
#include <cstring>

namespace guildhall::identity {
namespace {

// Registered claim names of RFC 7519, and ours: cid company, sid session.
struct Payload {
    UserId sub;
    Uuid cid;
    SessionId sid;
    std::int64_t iat = 0;
    std::int64_t exp = 0;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (sub, cid, sid, iat, exp))

// {"alg":"HS256","typ":"JWT"}: the only header ever written, so the only one ever accepted.
constexpr std::string_view header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

std::int64_t seconds_of(Time time) { return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count(); }

std::string bytes_of(Uuid const& id) { return {reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()}; }

Uuid uuid_at(std::string const& bytes, std::size_t at)
{
    Uuid id;
    std::memcpy(id.bytes.data(), bytes.data() + at, 16);
    return id;
}

constexpr std::size_t refresh_body = 16 + 16 + 32, refresh_size = refresh_body + 32;

} // namespace

std::string make_access_token(std::string_view secret, AccessClaims const& claims, Time now)
{
    auto const payload = reflect::to_json(Payload{
        claims.user_id, claims.company_id.uuid, claims.session_id, seconds_of(now), seconds_of(claims.expires_at)});
    auto const body = std::string(header) + "." + crypto::base64url(payload);
    return body + "." + crypto::base64url(crypto::hmac_sha256(secret, body));
}

std::optional<AccessClaims> read_access_token(std::string_view secret, std::string_view token, Time now)
{
    auto const first = token.find('.'), last = token.rfind('.');
    if (first == token.npos || first == last || token.substr(0, first) != header) return std::nullopt;
    auto const signature = crypto::from_base64url(token.substr(last + 1));
    auto const expected = crypto::hmac_sha256(secret, token.substr(0, last));
    if (!signature || !crypto::equal_in_constant_time(*signature, expected)) return std::nullopt;
    auto const payload = crypto::from_base64url(token.substr(first + 1, last - first - 1));
    if (!payload) return std::nullopt;
    reflect::Complaints bad;
    auto const claims = reflect::from_json<Payload>(*payload, bad);
    if (!bad.empty() || seconds_of(now) >= claims.exp) return std::nullopt;
    return AccessClaims{{claims.cid}, claims.sub, claims.sid, Time{std::chrono::seconds{claims.exp}}};
}

std::string make_refresh_token(std::string_view secret, RefreshClaims const& claims)
{
    auto const body = bytes_of(claims.company_id.uuid) + bytes_of(claims.session_id.uuid) + crypto::random_bytes(32);
    return crypto::base64url(body + crypto::hmac_sha256(secret, "refresh:" + body));
}

std::optional<RefreshClaims> read_refresh_token(std::string_view secret, std::string_view token)
{
    auto const bytes = crypto::from_base64url(token);
    if (!bytes || bytes->size() != refresh_size) return std::nullopt;
    auto const expected = crypto::hmac_sha256(secret, "refresh:" + bytes->substr(0, refresh_body));
    if (!crypto::equal_in_constant_time(bytes->substr(refresh_body), expected)) return std::nullopt;
    return RefreshClaims{{uuid_at(*bytes, 0)}, {uuid_at(*bytes, 16)}};
}

std::string csrf_token_of(std::string_view secret, SessionId session)
{
    return crypto::base64url(crypto::hmac_sha256(secret, "csrf:" + bytes_of(session.uuid)));
}

} // namespace guildhall::identity
