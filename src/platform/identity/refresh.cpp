// Refreshing and ending a session.
#include "crypto/crypto.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {
namespace {

// A cookie goes along with whatever page sends the request; only our own pages can read the token beside it.
bool names_csrf_token(http::Request const& request, Settings const& settings, SessionId session_id)
{
    return crypto::equal_in_constant_time(
        request.headers.get("X-CSRF-Token"), csrf_token_of(settings.secret, session_id));
}

} // namespace

Outcome<SignedInWithCookies, RefreshRefusal> refresh(
    http::Work& work, Actor const& visitor, Refresh const& wish, Settings const& settings)
{
    auto const token = wish.refresh_token ? wish.refresh_token->value : cookie_value(work.request, refresh_cookie);
    auto const claims = read_refresh_token(settings.secret, token);
    if (claims && !wish.refresh_token && !names_csrf_token(work.request, settings, claims->session_id))
        return refuse(RefreshRefusal::csrf_token_not_allowed, "Send the token of the cookie as X-CSRF-Token.");
    std::optional<SignedInWithCookies> answer;
    // Kept even when nothing is given: a reused token has ended its session.
    if (claims)
        work.database.write_now(db::Scope::of(claims->company_id), [&](db::Tx& tx) {
            answer = rotate_session(tx, settings, token, !wish.refresh_token, visitor.now);
            return true;
        });
    if (!answer)
        return refuse(RefreshRefusal::invalid_token, "The refresh token is not valid any more; sign in again.");
    return *answer;
}

Outcome<http::WithCookies<Nothing>, LogoutRefusal> logout(
    http::Work& work, Actor const& actor, Logout const& wish, Settings const& settings)
{
    auto const token = wish.refresh_token ? wish.refresh_token->value : cookie_value(work.request, refresh_cookie);
    auto const claims = read_refresh_token(settings.secret, token);
    if (claims && !wish.refresh_token && !names_csrf_token(work.request, settings, claims->session_id))
        return refuse(LogoutRefusal::csrf_token_not_allowed, "Send the token of the cookie as X-CSRF-Token.");
    if (claims)
        work.database.write_now(db::Scope::of(claims->company_id), [&](db::Tx& tx) {
            end_session(tx, claims->company_id, claims->session_id, actor.now);
            return true;
        });
    return http::WithCookies<Nothing>{{}, expired_cookies(settings)};
}

} // namespace guildhall::identity
