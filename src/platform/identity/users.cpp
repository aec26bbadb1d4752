#include "account.hpp"
#include "audit/audit.hpp"
#include "jobs/outbox.hpp"
#include "roles.hpp"

namespace guildhall::identity {
namespace {

db::Find<User, CompanyId, UserId> const find_by_id{tables, "FROM user_account WHERE company_id = ? AND id = ?"};
db::Find<User, CompanyId, std::string> const find_by_email{
    tables, "FROM user_account WHERE company_id = ? AND email = ?"};
db::Insert<User> const insert_user{tables, "user_account", " ON CONFLICT (company_id, email) DO NOTHING"};
db::Update<User> const update{tables, "user_account"};
db::Change<Time, CompanyId, UserId> const revoke_all{
    tables, "UPDATE user_session SET revoked_at = ? WHERE company_id = ? AND user_id = ? AND revoked_at IS NULL"};

db::Find<std::int64_t, CompanyId, bool, Role, Role> const count_employees{
    tables, "COUNT(*) FROM user_account WHERE company_id = ? AND is_active = ? AND role <> ? AND role <> ?"};

db::Select<User, CompanyId> const select_all{
    tables, "FROM user_account WHERE company_id = ? ORDER BY email LIMIT 1000"};

} // namespace

notifications::Recipient recipient_of(User const& user)
{
    return {user.id, user.full_name, user.email, user.phone, user.locale};
}

std::optional<User> find_user(db::Tx& tx, CompanyId company_id, UserId user_id)
{
    return find_by_id(tx, company_id, user_id);
}
std::optional<User> find_user_by_email(db::Tx& tx, CompanyId company_id, std::string const& email)
{
    return find_by_email(tx, company_id, email);
}

void update_user(db::Tx& tx, User const& user) { update(tx, user); }
void revoke_sessions(db::Tx& tx, CompanyId company_id, UserId user_id, Time now)
{
    revoke_all(tx, now, company_id, user_id);
    tell_sessions_ended(tx, company_id, user_id, now);
}

void tell_user(db::Tx& tx, Actor const& actor, User const& user, std::string_view what)
{
    jobs::publish(tx, actor, "user", user.id, what, UserChanged{user.id, user.role, user.is_active});
}

void tell_sessions_ended(db::Tx& tx, CompanyId company_id, UserId user_id, Time now)
{
    Actor actor;
    actor.company_id = company_id;
    actor.user_id = user_id;
    actor.now = now;
    jobs::publish(tx, actor, "user", user_id, "user.sessions_ended", SessionsEnded{user_id});
}

UserProfile profile_of(db::Tx& tx, User const& user, companies::Company const& company)
{
    UserProfile profile{user.id, user.email, user.full_name, user.phone, user.role, user.role_id, {}, {}, {},
        {company.company_id, company.name}, user.billing_address, user.shipping_address, user.locale, user.is_active,
        user.created_at, user.last_sign_in_at, user.email_verified_at, user.phone_verified_at, user.invited_at,
        user.version};
    if (auto const role = user.role_id ? find_role(tx, user.company_id, *user.role_id) : std::nullopt) {
        profile.role_name = role->name;
        profile.rights = role->rights;
    } else
        profile.rights = rights_of(user.role).list();
    return profile;
}

std::optional<User> create_user(db::Tx& tx, Actor const& actor, NewUser const& terms)
{
    User user;
    user.company_id = actor.company_id;
    user.id = tx.new_id<UserId>();
    user.email = terms.email;
    user.password_hash = Secret(terms.password_hash);
    user.full_name = terms.full_name;
    user.phone = terms.phone;
    user.role = terms.role;
    user.role_id = terms.role_id;
    user.locale = terms.locale;
    user.invited_at = terms.invited_at;
    user.email_verified_at = terms.email_verified_at;
    user.created_at = actor.now;
    if (!insert_user.inserted(tx, user)) return std::nullopt;
    audit::record(tx, actor,
        {"user.created", "user", user.id.uuid, {},
            R"({"email":)" + reflect::to_json(user.email) + R"(,"role":)" + reflect::to_json(user.role) + "}"});
    tell_user(tx, actor, user, "user.created");
    if (takes_a_place(user.role)) note_places(tx, actor.company_id, actor.now);
    return user;
}

bool takes_a_place(Role role) { return role != Role::customer && role != Role::platform_admin; }

std::int64_t employee_count(db::Tx& tx, CompanyId company_id)
{
    return count_employees(tx, company_id, true, Role::customer, Role::platform_admin).value_or(0);
}

std::optional<plans::Overrun> no_place(db::Tx& tx, CompanyId company_id)
{
    return plans::room_for_counted(tx, company_id, plans::Meter::users, employee_count(tx, company_id));
}

void note_places(db::Tx& tx, CompanyId company_id, Time now)
{
    plans::note_counted(tx, company_id, now, plans::Meter::users, employee_count(tx, company_id));
}

std::vector<User> all_users(db::Tx& tx, CompanyId company_id) { return select_all(tx, company_id); }

bool set_standing(db::Tx& tx, Actor const& actor, std::string const& email, std::optional<Role> role, bool is_active)
{
    auto user = find_by_email(tx, actor.company_id, email);
    if (!user) return false;
    if (role) {
        user->role = *role;
        user->role_id.reset();
    }
    user->is_active = is_active;
    ++user->version;
    update_user(tx, *user);
    if (!is_active) revoke_sessions(tx, actor.company_id, user->id, actor.now);
    audit::record(tx, actor,
        {"user.changed", "user", user->id.uuid, {},
            R"({"role":)" + reflect::to_json(user->role) + R"(,"is_active":)" + (is_active ? "true" : "false") + "}"});
    tell_user(tx, actor, *user, "user.changed");
    note_places(tx, actor.company_id, actor.now);
    return true;
}

companies::Company found_company_with_owner(db::Tx& tx, Time now, CompanyId id, companies::NewCompany const& terms,
    bool is_first, std::optional<NewUser> const& owner, std::vector<companies::OnFounded> const& on_founded)
{
    auto company = companies::found_company(tx, now, id, terms, is_first);
    if (owner) {
        Actor founder;
        founder.company_id = id;
        founder.now = now;
        founder.role = Role::owner;
        founder.remote_address = owner->remote_address;
        founder.request_id = owner->request_id;
        check(create_user(tx, founder, *owner).has_value(), "a new company has no users yet");
    }
    for (auto const& give_defaults : on_founded) give_defaults(tx, company, now);
    return company;
}

} // namespace guildhall::identity
