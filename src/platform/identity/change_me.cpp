// One's own profile and password.
#include "account.hpp"
#include "addresses.hpp"
#include "audit/audit.hpp"
#include "login_guard.hpp"
#include "profile.hpp"

namespace guildhall::identity {

Outcome<UserProfile, NoRefusal> read_me(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    auto const user = find_user(tx, actor.company_id, *actor.user_id);
    check(user.has_value(), "a signed-in user exists");
    return own_profile(tx, actor, *user, companies::get_company(tx, actor.company_id));
}

Outcome<UserProfile, ChangeMeRefusal> change_me(db::Tx& tx, Actor const& actor, ChangeMe const& wish)
{
    auto user = find_user(tx, actor.company_id, *actor.user_id);
    check(user.has_value(), "a signed-in user exists");
    if (actor.expected_version && *actor.expected_version != user->version)
        return refuse(ChangeMeRefusal::version_has_changed);

    // From here on the change succeeds.
    auto const company = companies::get_company(tx, actor.company_id);
    auto const before = reflect::to_json(profile_of(tx, *user, company));
    if (wish.full_name) user->full_name = *wish.full_name;
    auto const old_phone = user->phone;
    wish.phone.apply(user->phone);
    if (user->phone != old_phone) user->phone_verified_at.reset();
    wish.billing_address.apply(user->billing_address);
    wish.shipping_address.apply(user->shipping_address);
    forget_defaults(tx, actor, wish.billing_address.given, wish.shipping_address.given);
    if (wish.locale) user->locale = *wish.locale;
    ++user->version;
    update_user(tx, *user);
    audit::record(
        tx, actor, {"user.changed", "user", user->id.uuid, before, reflect::to_json(profile_of(tx, *user, company))});
    tell_user(tx, actor, *user, "user.changed");
    return own_profile(tx, actor, *user, company);
}

PasswordVerdict judge_password(http::Work& work, Actor const& actor, std::string const& password)
{
    std::optional<User> user;
    std::optional<Attempt> attempt;
    std::optional<std::int64_t> wait;
    auto const scope = db::Scope::of(actor.company_id);
    work.database.write_now(scope, [&](db::Tx& tx) {
        user = find_user(tx, actor.company_id, *actor.user_id);
        check(user.has_value(), "a signed-in user exists");
        attempt = attempt_of(actor.company_id, user->email, actor.remote_address, actor.now);
        wait = begin_attempt(tx, *attempt);
        return !wait;
    });
    if (wait) return PasswordVerdict::locked;
    if (!password_matches(password, user->password_hash.reveal())) return PasswordVerdict::wrong;
    work.database.write_now(scope, [&](db::Tx& tx) { return attempt_succeeded(tx, *attempt), true; });
    return PasswordVerdict::right;
}

Outcome<NewPassword, ChangePasswordRefusal> check_password(
    http::Work& work, Actor const& actor, ChangePassword const& wish, int bcrypt_rounds)
{
    using enum ChangePasswordRefusal;
    if (auto fault = password_fault(wish.new_password)) return refuse(weak_password, *fault, "/new_password");
    switch (judge_password(work, actor, wish.current_password)) {
    case PasswordVerdict::locked: return refuse_for(lock_seconds, too_many_attempts, std::string(locked_sentence));
    case PasswordVerdict::wrong:
        return refuse(wrong_password, "The current password is not right.", "/current_password");
    case PasswordVerdict::right: break;
    }
    return NewPassword{hash_password(wish.new_password, bcrypt_rounds)};
}

Outcome<Nothing, ChangePasswordRefusal> change_password(db::Tx& tx, Actor const& actor, NewPassword const& password)
{
    auto user = find_user(tx, actor.company_id, *actor.user_id);
    check(user.has_value(), "a signed-in user exists");
    user->password_hash = Secret(password.hash);
    ++user->version;
    update_user(tx, *user);
    revoke_sessions(tx, actor.company_id, user->id, actor.now); // everybody signs in anew, thieves included
    audit::record(tx, actor, {"user.password_changed", "user", user->id.uuid, {}, {}});
    notifications::notify(
        tx, actor.company_id, actor.now, {"identity.password_changed", recipient_of(*user), {}, "/profile"});
    return Nothing{};
}

} // namespace guildhall::identity
