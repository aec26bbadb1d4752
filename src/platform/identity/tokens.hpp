#pragma once
// Access tokens (JWT, HS256) and refresh tokens (opaque, rotated). Both carry the company, so every look-up stays in
// it.
#include "base/time.hpp"
#include "base/uuid.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::identity {

using SessionId = Id<struct SessionTag>;

struct AccessClaims {
    CompanyId company_id;
    UserId user_id;
    SessionId session_id;
    Time expires_at;
};
std::string make_access_token(std::string_view secret, AccessClaims const& claims, Time now);
// Nothing when the signature, the header or the form is wrong, or the time has passed.
std::optional<AccessClaims> read_access_token(std::string_view secret, std::string_view token, Time now);

struct RefreshClaims {
    CompanyId company_id;
    SessionId session_id;
};
// Random each time; authenticated, so that only a token that once was genuine can count as reused.
std::string make_refresh_token(std::string_view secret, RefreshClaims const& claims);
std::optional<RefreshClaims> read_refresh_token(std::string_view secret, std::string_view token);

// Bound to the session: another session's token does not pass.
std::string csrf_token_of(std::string_view secret, SessionId session);

} // namespace guildhall::identity
