// Somebody who forgot his password chooses another, by a link that goes to his address alone (PL-06).
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "login_guard.hpp"
#include "secret_links.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {

Outcome<Nothing, NoRefusal> ask_for_reset(http::Work& work, Actor const& visitor, AskForReset const& wish)
{
    auto const candidate = find_candidate(work, visitor, wish.company, wish.email.value);
    auto const& user = candidate.user;
    if (!user || !user->is_active || user->invited_at) return Nothing{};
    // Nobody waits for it: how long the answer takes must not tell whether there is such a user.
    work.database.write(
        db::Scope::of(user->company_id),
        [user = *user, visitor, random = crypto::random_bytes(secret_size)](db::Tx& tx) {
            if (!send_link(tx, user, LinkPurpose::password_reset, random, visitor.now)) return false;
            audit::record(
                tx, holder_of_link(visitor, user), {"user.password_reset_asked", "user", user.id.uuid, {}, {}});
            return true;
        },
        [](std::exception_ptr const&) {});
    return Nothing{};
}

Outcome<Nothing, ResetPasswordRefusal> reset_password(
    http::Work& work, Actor const& visitor, ResetPassword const& wish, int bcrypt_rounds)
{
    using enum ResetPasswordRefusal;
    auto const secret = read_secret(wish.token.value);
    auto const invalid = refuse(link_not_valid, "The link is over or was used before; ask for another.", "/token");
    if (!secret) return invalid;
    if (auto fault = password_fault(wish.new_password)) return refuse(weak_password, *fault, "/new_password");
    auto const scope = db::Scope::of(secret->company_id);
    auto const known = work.read(scope,
        [&](db::Tx& tx) { return owner_of_link(tx, *secret, LinkPurpose::password_reset, visitor.now).has_value(); });
    if (!known) return invalid; // before anything is hashed
    auto const hash = hash_password(wish.new_password, bcrypt_rounds);
    auto const changed = work.database.write_now(scope, [&](db::Tx& tx) {
        auto user = owner_of_link(tx, *secret, LinkPurpose::password_reset, visitor.now);
        if (!user) return false; // somebody was quicker
        end_links(tx, user->company_id, user->id, LinkPurpose::password_reset, visitor.now);
        user->password_hash = Secret(hash);
        if (!user->email_verified_at) user->email_verified_at = visitor.now; // the link went there
        ++user->version;
        update_user(tx, *user);
        revoke_sessions(tx, user->company_id, user->id, visitor.now);
        forget_failures(tx, user->company_id, user->email);
        audit::record(tx, holder_of_link(visitor, *user), {"user.password_changed", "user", user->id.uuid, {}, {}});
        notifications::notify(
            tx, user->company_id, visitor.now, {"identity.password_changed", recipient_of(*user), {}, "/profile"});
        return true;
    });
    if (!changed) return invalid;
    return Nothing{};
}

} // namespace guildhall::identity
