#include "sessions.hpp"
#include "crypto/crypto.hpp"
#include "login_guard.hpp"
#include "one_time_codes.hpp"

namespace guildhall::identity {
namespace {

db::Insert<Session> const insert_session{tables, "user_session"};
db::Find<Session, CompanyId, SessionId> const find_session{tables, "FROM user_session WHERE company_id = ? AND id = ?"};
db::Change<std::string, Time, Time, CompanyId, SessionId> const rotate{
    tables, "UPDATE user_session SET token_hash = ?, last_used_at = ?, expires_at = ? WHERE company_id = ? AND id = ?"};
db::Change<Time, CompanyId, SessionId> const revoke{
    tables, "UPDATE user_session SET revoked_at = ? WHERE company_id = ? AND id = ? AND revoked_at IS NULL"};
db::Change<Time, CompanyId, UserId> const note_sign_in{
    tables, "UPDATE user_account SET last_sign_in_at = ? WHERE company_id = ? AND id = ?"};
db::Change<Time> const delete_ended{tables, "DELETE FROM user_session WHERE expires_at < ?", db::Reach::all_companies};

std::string cookie(std::string_view name, std::string const& value, std::string_view path, bool readable,
    std::int64_t max_age, bool secure)
{
    return std::string(name) + "=" + value + "; Path=" + std::string(path) + "; Max-Age=" + std::to_string(max_age) +
           "; SameSite=Lax" + (readable ? "" : "; HttpOnly") + (secure ? "; Secure" : "");
}

SignedInWithCookies sign_in(db::Tx& tx, Settings const& settings, User const& user, companies::Company const& company,
    Session const& session, std::string const& refresh_token, bool use_cookies, Time now)
{
    SignedInWithCookies answer;
    auto& out = answer.value;
    out.user = profile_of(tx, user, company);
    out.access_token =
        make_access_token(settings.secret, {user.company_id, user.id, session.id, now + settings.access_lifetime}, now);
    out.expires_in = settings.access_lifetime.count();
    if (!use_cookies) {
        out.refresh_token = refresh_token;
        return answer;
    }
    out.csrf_token = csrf_token_of(settings.secret, session.id);
    auto const days = session.lasts_days * 86'400;
    auto const secure = settings.secure_cookies;
    answer.cookies = {cookie(access_cookie, out.access_token, "/", false, out.expires_in, secure),
        cookie(refresh_cookie, refresh_token, "/api/v1/auth", false, days, secure),
        cookie(csrf_cookie, *out.csrf_token, "/", true, days, secure)};
    return answer;
}

} // namespace

SignedInWithCookies open_session(db::Tx& tx, Settings const& settings, User const& user,
    companies::Company const& company, NewSession const& terms, Time now)
{
    Session session;
    session.company_id = user.company_id;
    session.id = tx.new_id<SessionId>();
    session.user_id = user.id;
    auto const token = make_refresh_token(settings.secret, {user.company_id, session.id});
    session.token_hash = crypto::sha256_hex(token);
    session.lasts_days = terms.lasts_days;
    session.created_at = session.last_used_at = now;
    session.expires_at = now + std::chrono::days(terms.lasts_days);
    session.address = terms.address;
    session.user_agent = terms.user_agent;
    insert_session(tx, session);
    note_sign_in(tx, now, user.company_id, user.id);
    auto seen = user;
    seen.last_sign_in_at = now;
    return sign_in(tx, settings, seen, company, session, token, terms.use_cookies, now);
}

std::optional<SignedInWithCookies> rotate_session(
    db::Tx& tx, Settings const& settings, std::string const& refresh_token, bool use_cookies, Time now)
{
    auto const claims = read_refresh_token(settings.secret, refresh_token);
    if (!claims) return std::nullopt;
    auto const session = find_session(tx, claims->company_id, claims->session_id);
    if (!session || session->revoked_at || now >= session->expires_at) return std::nullopt;
    if (!crypto::equal_in_constant_time(session->token_hash, crypto::sha256_hex(refresh_token))) {
        end_session(tx, session->company_id, session->id, now); // used before: somebody else holds it too
        return std::nullopt;
    }
    auto const user = find_user(tx, session->company_id, session->user_id);
    if (!user || !user->is_active) return std::nullopt;
    auto const next = make_refresh_token(settings.secret, *claims);
    rotate(tx, crypto::sha256_hex(next), now, now + std::chrono::days(session->lasts_days), session->company_id,
        session->id);
    auto const company = companies::get_company(tx, session->company_id);
    return sign_in(tx, settings, *user, company, *session, next, use_cookies, now);
}

void end_session(db::Tx& tx, CompanyId company_id, SessionId session_id, Time now)
{
    auto const session = find_session(tx, company_id, session_id);
    if (!session || session->revoked_at) return;
    revoke(tx, now, company_id, session_id);
    tell_sessions_ended(tx, company_id, session->user_id, now);
}

std::vector<std::string> expired_cookies(Settings const& settings)
{
    auto const secure = settings.secure_cookies;
    return {cookie(access_cookie, "", "/", false, 0, secure),
        cookie(refresh_cookie, "", "/api/v1/auth", false, 0, secure), cookie(csrf_cookie, "", "/", true, 0, secure)};
}

// Header values may be any bytes; PostgreSQL takes only UTF-8, and people only text.
std::string user_agent_of(http::Request const& request)
{
    constexpr std::size_t longest_device_name = 300;
    std::string text;
    for (char c : request.headers.get("User-Agent").substr(0, longest_device_name))
        text += c >= ' ' && c <= '~' ? c : '?';
    return text;
}

std::int64_t clean_up(db::Tx& tx, Time now)
{
    return delete_ended.count(tx, now - std::chrono::days(7)) + forget_attempts(tx, now - std::chrono::days(1)) +
           forget_links(tx, now - std::chrono::days(30)) + forget_codes(tx, now - std::chrono::days(1));
}

} // namespace guildhall::identity
