#pragma once
// Signed-in devices: opening, rotating, ending.
#include "account.hpp"
#include "http/cookies.hpp"
#include "tokens.hpp"

namespace guildhall::identity {

using http::cookie_value;

struct Session {
    CompanyId company_id;
    SessionId id;
    UserId user_id;
    std::string token_hash;
    std::int64_t lasts_days = 7;
    Time created_at;
    Time last_used_at;
    Time expires_at;
    std::optional<Time> revoked_at;
    std::string address;
    std::string user_agent;
    std::optional<Role> tested_role; // whose rights its owner tries
    std::optional<RoleId> tested_role_id;
};
BOOST_DESCRIBE_STRUCT(Session, (),
    (company_id, id, user_id, token_hash, lasts_days, created_at, last_used_at, expires_at, revoked_at, address,
        user_agent, tested_role, tested_role_id))

struct NewSession {
    std::int64_t lasts_days = 7;
    bool use_cookies = false;
    std::string address, user_agent;
};

// Writes the session and makes its first tokens.
SignedInWithCookies open_session(db::Tx& tx, Settings const& settings, User const& user,
    companies::Company const& company, NewSession const& terms, Time now);
// The next pair of tokens; nothing when the token is unknown, ended or used before. Reuse ends the whole session.
std::optional<SignedInWithCookies> rotate_session(
    db::Tx& tx, Settings const& settings, std::string const& refresh_token, bool use_cookies, Time now);
void end_session(db::Tx& tx, CompanyId company_id, SessionId session_id, Time now);

// Cookies that make the browser forget.
std::vector<std::string> expired_cookies(Settings const& settings);
// What the client calls itself, as text that can be stored and shown.
std::string user_agent_of(http::Request const& request);

inline constexpr std::string_view access_cookie = "guildhall_access", refresh_cookie = "guildhall_refresh",
                                  csrf_cookie = "guildhall_csrf";

} // namespace guildhall::identity
