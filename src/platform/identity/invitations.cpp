// Colleagues are invited by e-mail and choose their own password (PL-10).
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "roles.hpp"
#include "secret_links.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {
namespace {

std::string name_of_inviter(db::Tx& tx, Actor const& actor)
{
    auto const user = actor.user_id ? find_user(tx, actor.company_id, *actor.user_id) : std::nullopt;
    return user ? user->full_name : companies::get_company(tx, actor.company_id).name.value;
}

} // namespace

Outcome<PreparedInvitation, InviteUserRefusal> prepare_invitation(http::Work&, Actor const&, InviteUser const& wish)
{
    return PreparedInvitation{wish, crypto::random_bytes(secret_size)};
}

Outcome<UserProfile, InviteUserRefusal> invite_user(db::Tx& tx, Actor const& actor, PreparedInvitation const& prepared)
{
    using enum InviteUserRefusal;
    auto const& wish = prepared.wish;
    auto const may_be = giving(tx, actor, wish.role, wish.role_id);
    if (may_be == Giving::role_not_found) return refuse(role_not_found, "There is no such role.", "/role_id");
    if (may_be != Giving::allowed) return refuse(role_not_allowed, "You cannot give a role with rights you lack.");
    if (takes_a_place(wish.role) && !find_user_by_email(tx, actor.company_id, wish.email.value))
        if (auto const overrun = no_place(tx, actor.company_id))
            return plans::refuse_over(plan_limit_reached, *overrun);
    NewUser terms{wish.email.value, wish.full_name.value, std::string(no_password), {}, wish.role,
        wish.role == Role::custom ? wish.role_id : std::nullopt};
    terms.invited_at = actor.now;
    if (wish.locale) terms.locale = wish.locale->value;
    auto const user = create_user(tx, actor, terms);
    if (!user) return refuse(email_taken, "An account with this e-mail exists.", "/email");

    // From here on the invitation is on its way.
    send_link(tx, *user, LinkPurpose::invitation, prepared.random, actor.now, name_of_inviter(tx, actor));
    return profile_of(tx, *user, companies::get_company(tx, actor.company_id));
}

Outcome<PreparedSecondInvitation, InviteAgainRefusal> prepare_second_invitation(
    http::Work&, Actor const&, ReadUser const& wish)
{
    return PreparedSecondInvitation{wish.user_id, crypto::random_bytes(secret_size)};
}

Outcome<UserProfile, InviteAgainRefusal> invite_again(
    db::Tx& tx, Actor const& actor, PreparedSecondInvitation const& prepared)
{
    using enum InviteAgainRefusal;
    auto const user = find_user(tx, actor.company_id, prepared.user_id);
    if (!user) return refuse(user_not_found);
    if (!user->invited_at) return refuse(already_accepted, "This user has come in already.");
    if (giving(tx, actor, user->role, user->role_id) != Giving::allowed)
        return refuse(role_not_allowed, "This user has rights that you lack.");
    if (!send_link(tx, *user, LinkPurpose::invitation, prepared.random, actor.now, name_of_inviter(tx, actor)))
        return refuse_for(3600, too_many_requests, "Three invitations an hour are enough.");

    // From here on it is on its way.
    audit::record(tx, actor, {"user.invited_again", "user", user->id.uuid, {}, {}});
    return profile_of(tx, *user, companies::get_company(tx, actor.company_id));
}

Outcome<Invitation, FollowLinkRefusal> read_invitation(http::Work& work, Actor const& visitor, FollowLink const& wish)
{
    auto const secret = read_secret(wish.token.value);
    std::optional<Invitation> invitation;
    if (secret)
        invitation = work.read(db::Scope::of(secret->company_id), [&](db::Tx& tx) -> std::optional<Invitation> {
            auto const user = owner_of_link(tx, *secret, LinkPurpose::invitation, visitor.now);
            if (!user) return std::nullopt;
            return Invitation{user->email, user->full_name, companies::get_company(tx, user->company_id).name.value};
        });
    if (!invitation)
        return refuse(FollowLinkRefusal::link_not_valid, "The invitation is over or was accepted before.", "/token");
    return *invitation;
}

Outcome<SignedInWithCookies, ResetPasswordRefusal> accept_invitation(
    http::Work& work, Actor const& visitor, AcceptInvitation const& wish, Settings const& settings)
{
    using enum ResetPasswordRefusal;
    auto const invalid = refuse(link_not_valid, "The invitation is over or was accepted before.", "/token");
    auto const secret = read_secret(wish.token.value);
    if (!secret) return invalid;
    if (auto fault = password_fault(wish.password)) return refuse(weak_password, *fault, "/password");
    auto const scope = db::Scope::of(secret->company_id);
    auto const known = work.read(scope,
        [&](db::Tx& tx) { return owner_of_link(tx, *secret, LinkPurpose::invitation, visitor.now).has_value(); });
    if (!known) return invalid;
    auto const hash = hash_password(wish.password, settings.bcrypt_rounds);
    SignedInWithCookies answer;
    auto const accepted = work.database.write_now(scope, [&](db::Tx& tx) {
        auto user = owner_of_link(tx, *secret, LinkPurpose::invitation, visitor.now);
        if (!user) return false;
        end_links(tx, user->company_id, user->id, LinkPurpose::invitation, visitor.now);
        user->password_hash = Secret(hash);
        user->invited_at.reset();
        user->email_verified_at = visitor.now;
        if (wish.full_name) user->full_name = wish.full_name->value;
        ++user->version;
        update_user(tx, *user);
        auto const actor = holder_of_link(visitor, *user);
        audit::record(tx, actor, {"user.invitation_accepted", "user", user->id.uuid, {}, {}});
        tell_user(tx, actor, *user, "user.changed");
        NewSession const session{
            7, wish.use_cookies.value_or(false), visitor.remote_address, user_agent_of(work.request)};
        answer = open_session(tx, settings, *user, companies::get_company(tx, user->company_id), session, visitor.now);
        return true;
    });
    if (!accepted) return invalid;
    return answer;
}

} // namespace guildhall::identity
