// Those who manage users add, promote and deactivate them. Nobody changes his own rights or gives rights he lacks, and
// a company always keeps an owner.
#include "audit/audit.hpp"
#include "profile.hpp"

namespace guildhall::identity {
namespace {

db::Find<std::int64_t, CompanyId, std::string, bool> const count_role{
    tables, "COUNT(*) FROM user_account WHERE company_id = ? AND role = ? AND is_active = ?"};

bool may_give(Actor const& actor, Role role)
{
    if (role == Role::visitor || role == Role::platform_admin) return false;
    if (role == Role::owner && actor.role != Role::owner && actor.role != Role::platform_admin) return false;
    return actor.rights.covers(rights_of(role));
}

} // namespace

Outcome<PreparedUser, CreateUserRefusal> prepare_user(
    http::Work&, Actor const& actor, CreateUser const& wish, int bcrypt_rounds)
{
    using enum CreateUserRefusal;
    if (!may_give(actor, wish.role)) return refuse(role_not_allowed, "You cannot give a role with rights you lack.");
    if (auto fault = password_fault(wish.password)) return refuse(weak_password, *fault, "/password");
    std::optional<std::string> phone;
    if (wish.phone) phone = wish.phone->value;
    return PreparedUser{
        {wish.email.value, wish.full_name, hash_password(wish.password, bcrypt_rounds), phone, wish.role}};
}

Outcome<UserProfile, CreateUserRefusal> add_user(db::Tx& tx, Actor const& actor, PreparedUser const& prepared)
{
    auto const user = create_user(tx, actor, prepared.terms);
    if (!user) return refuse(CreateUserRefusal::email_taken, "An account with this e-mail exists.", "/email");
    return profile_of(*user, companies::get_company(tx, actor.company_id));
}

Outcome<UserProfile, ReadUserRefusal> read_user(db::Tx& tx, Actor const& actor, ReadUser const& wish)
{
    auto const user = find_user(tx, actor.company_id, wish.user_id);
    if (!user) return refuse(ReadUserRefusal::user_not_found);
    return profile_of(*user, companies::get_company(tx, actor.company_id));
}

Outcome<UserProfile, ChangeUserRefusal> change_user(db::Tx& tx, Actor const& actor, ChangeUser const& wish)
{
    using enum ChangeUserRefusal;
    auto user = find_user(tx, actor.company_id, wish.user_id);
    if (!user) return refuse(user_not_found);
    if (actor.expected_version && *actor.expected_version != user->version) return refuse(version_has_changed);
    if ((wish.role || wish.is_active) && actor.owns(user->id)) return refuse(own_rights_not_allowed);
    if (!may_give(actor, user->role)) return refuse(role_not_allowed, "This user has rights that you lack.");
    if (wish.role && !may_give(actor, *wish.role))
        return refuse(role_not_allowed, "You cannot give a role with rights you lack.");
    auto const loses_owner = user->role == Role::owner && user->is_active &&
                             ((wish.role && *wish.role != Role::owner) || (wish.is_active && !*wish.is_active));
    if (loses_owner && count_role(tx, actor.company_id, std::string("owner"), true).value_or(0) <= 1)
        return refuse(last_owner);

    // From here on the change succeeds.
    auto const company = companies::get_company(tx, actor.company_id);
    auto const before = reflect::to_json(profile_of(*user, company));
    if (wish.role) user->role = *wish.role;
    if (wish.is_active) user->is_active = *wish.is_active;
    if (wish.full_name) user->full_name = *wish.full_name;
    ++user->version;
    update_user(tx, *user);
    if (!user->is_active) revoke_sessions(tx, actor.company_id, user->id, actor.now);
    auto const profile = profile_of(*user, company);
    audit::record(tx, actor, {"user.changed", "user", user->id.uuid, before, reflect::to_json(profile)});
    tell_user(tx, actor, *user, "user.changed");
    return profile;
}

} // namespace guildhall::identity
