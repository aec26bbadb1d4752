// Refreshing and ending a session.
#include "sign_in.hpp"

namespace guildhall::identity {

Outcome<SignedInWithCookies, RefreshRefusal> refresh(
    http::Work& work, Actor const& visitor, Refresh const& wish, Settings const& settings)
{
    auto const token = wish.refresh_token ? wish.refresh_token->value : cookie_value(work.request, refresh_cookie);
    auto const claims = read_refresh_token(settings.secret, token);
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

Outcome<http::WithCookies<Nothing>, NoRefusal> logout(
    http::Work& work, Actor const& actor, Logout const& wish, Settings const& settings)
{
    auto const token = wish.refresh_token ? wish.refresh_token->value : cookie_value(work.request, refresh_cookie);
    if (auto const claims = read_refresh_token(settings.secret, token))
        work.database.write_now(db::Scope::of(claims->company_id), [&](db::Tx& tx) {
            end_session(tx, claims->company_id, claims->session_id, actor.now);
            return true;
        });
    return http::WithCookies<Nothing>{{}, expired_cookies()};
}

} // namespace guildhall::identity
