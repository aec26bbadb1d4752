// That an address is somebody's own shows when he follows the link that was sent there (PL-06).
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "secret_links.hpp"

namespace guildhall::identity {

Outcome<PreparedVerification, SendVerificationRefusal> prepare_verification(
    http::Work&, Actor const&, SendVerification const&)
{
    return PreparedVerification{crypto::random_bytes(secret_size)};
}

Outcome<Nothing, SendVerificationRefusal> send_verification(
    db::Tx& tx, Actor const& actor, PreparedVerification const& prepared)
{
    using enum SendVerificationRefusal;
    auto const user = find_user(tx, actor.company_id, *actor.user_id);
    check(user.has_value(), "a signed-in user exists");
    if (user->email_verified_at) return refuse(already_verified);
    if (!send_link(tx, *user, LinkPurpose::email_verification, prepared.random, actor.now))
        return refuse_for(3600, too_many_requests, "Three messages an hour are enough; look among the unwanted ones.");
    audit::record(tx, actor, {"user.verification_sent", "user", user->id.uuid, {}, {}});
    return Nothing{};
}

Outcome<Nothing, FollowLinkRefusal> verify_email(http::Work& work, Actor const& visitor, FollowLink const& wish)
{
    auto const secret = read_secret(wish.token.value);
    auto const invalid = refuse(FollowLinkRefusal::link_not_valid, "The link is over or was used before.", "/token");
    if (!secret) return invalid;
    auto const verified = work.database.write_now(db::Scope::of(secret->company_id), [&](db::Tx& tx) {
        auto user = owner_of_link(tx, *secret, LinkPurpose::email_verification, visitor.now);
        if (!user) return false;
        end_links(tx, user->company_id, user->id, LinkPurpose::email_verification, visitor.now);
        user->email_verified_at = visitor.now;
        ++user->version;
        update_user(tx, *user);
        auto const actor = holder_of_link(visitor, *user);
        audit::record(tx, actor, {"user.email_verified", "user", user->id.uuid, {}, {}});
        tell_user(tx, actor, *user, "user.changed");
        return true;
    });
    if (!verified) return invalid;
    return Nothing{};
}

} // namespace guildhall::identity
