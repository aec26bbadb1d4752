// Those who manage users add, promote and deactivate them. Nobody changes his own rights or gives rights he lacks, and
// a company always keeps an owner.
#include "audit/audit.hpp"
#include "identity/standing.hpp"
#include "profile.hpp"
#include "roles.hpp"

namespace guildhall::identity {
namespace {

db::Find<std::int64_t, CompanyId, std::string, bool> const count_role{
    tables, "COUNT(*) FROM user_account WHERE company_id = ? AND role = ? AND is_active = ?"};

} // namespace

Outcome<PreparedUser, CreateUserRefusal> prepare_user(
    http::Work& work, Actor const& actor, CreateUser const& wish, int bcrypt_rounds)
{
    using enum CreateUserRefusal;
    auto const may_be = work.read(
        db::Scope::of(actor.company_id), [&](db::Tx& tx) { return giving(tx, actor, wish.role, wish.role_id); });
    if (may_be == Giving::role_not_found) return refuse(role_not_found, "There is no such role.", "/role_id");
    if (may_be != Giving::allowed) return refuse(role_not_allowed, "You cannot give a role with rights you lack.");
    if (auto fault = password_fault(wish.password)) return refuse(weak_password, *fault, "/password");
    std::optional<std::string> phone;
    if (wish.phone) phone = wish.phone->value;
    return PreparedUser{{wish.email.value, wish.full_name, hash_password(wish.password, bcrypt_rounds), phone,
        wish.role, wish.role == Role::custom ? wish.role_id : std::nullopt}};
}

Outcome<UserProfile, CreateUserRefusal> add_user(db::Tx& tx, Actor const& actor, PreparedUser const& prepared)
{
    auto const overrun = takes_a_place(prepared.terms.role) ? no_place(tx, actor.company_id) : std::nullopt;
    if (overrun && !find_user_by_email(tx, actor.company_id, prepared.terms.email))
        return plans::refuse_over(CreateUserRefusal::plan_limit_reached, *overrun);
    auto const user = create_user(tx, actor, prepared.terms);
    if (!user) return refuse(CreateUserRefusal::email_taken, "An account with this e-mail exists.", "/email");
    return profile_of(tx, *user, companies::get_company(tx, actor.company_id));
}

Outcome<UserProfile, ReadUserRefusal> read_user(db::Tx& tx, Actor const& actor, ReadUser const& wish)
{
    auto const user = find_user(tx, actor.company_id, wish.user_id);
    if (!user) return refuse(ReadUserRefusal::user_not_found);
    return profile_of(tx, *user, companies::get_company(tx, actor.company_id));
}

Outcome<UserProfile, ChangeUserRefusal> change_user(db::Tx& tx, Actor const& actor, ChangeUser const& wish)
{
    using enum ChangeUserRefusal;
    auto user = find_user(tx, actor.company_id, wish.user_id);
    if (!user) return refuse(user_not_found);
    if (actor.expected_version && *actor.expected_version != user->version) return refuse(version_has_changed);
    auto const new_role = wish.role_id && !wish.role ? std::optional(Role::custom) : wish.role;
    if ((new_role || wish.is_active) && actor.user_id == user->id) return refuse(own_rights_not_allowed);
    if (giving(tx, actor, user->role, user->role_id) != Giving::allowed)
        return refuse(role_not_allowed, "This user has rights that you lack.");
    auto const may_be = new_role ? giving(tx, actor, *new_role, wish.role_id) : Giving::allowed;
    if (may_be == Giving::role_not_found) return refuse(role_not_found, "There is no such role.", "/role_id");
    if (may_be != Giving::allowed) return refuse(role_not_allowed, "You cannot give a role with rights you lack.");
    auto const loses_owner = user->role == Role::owner && user->is_active &&
                             ((new_role && *new_role != Role::owner) || (wish.is_active && !*wish.is_active));
    if (loses_owner && count_role(tx, actor.company_id, std::string("owner"), true).value_or(0) <= 1)
        return refuse(last_owner);
    auto const takes_one = takes_a_place(new_role.value_or(user->role)) && wish.is_active.value_or(user->is_active);
    if (takes_one && !(takes_a_place(user->role) && user->is_active))
        if (auto const overrun = no_place(tx, actor.company_id))
            return plans::refuse_over(plan_limit_reached, *overrun);

    // From here on the change succeeds.
    auto const company = companies::get_company(tx, actor.company_id);
    auto const before = reflect::to_json(profile_of(tx, *user, company));
    if (new_role) {
        user->role = *new_role;
        user->role_id = *new_role == Role::custom ? wish.role_id : std::nullopt;
    }
    if (wish.is_active) user->is_active = *wish.is_active;
    if (wish.full_name) user->full_name = *wish.full_name;
    ++user->version;
    update_user(tx, *user);
    if (!user->is_active) revoke_sessions(tx, actor.company_id, user->id, actor.now);
    auto const profile = profile_of(tx, *user, company);
    audit::record(tx, actor, {"user.changed", "user", user->id.uuid, before, reflect::to_json(profile)});
    tell_user(tx, actor, *user, "user.changed");
    note_places(tx, actor.company_id, actor.now);
    return profile;
}

std::optional<NotChanged> set_active(db::Tx& tx, Actor const& actor, UserId user_id, bool is_active)
{
    ChangeUser wish;
    wish.user_id = user_id;
    wish.is_active = is_active;
    auto const changed = change_user(tx, actor, wish);
    if (changed) return std::nullopt;
    return NotChanged{std::string(reflect::word(changed.error().reason)), changed.error().detail};
}

std::optional<Actor> standing_of(db::Tx& tx, CompanyId company_id, UserId user_id, Time now)
{
    auto const user = find_user(tx, company_id, user_id);
    if (!user || !user->is_active) return std::nullopt;
    Actor actor;
    actor.company_id = company_id;
    actor.user_id = user_id;
    actor.role = user->role;
    actor.rights = rights_in(tx, company_id, user->role, user->role_id).value_or(Rights{});
    actor.now = now;
    return actor;
}

} // namespace guildhall::identity
