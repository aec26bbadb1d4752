#pragma once
// The shapes of sign-in and profiles, and what they may refuse.
#include "db/queries.hpp"
#include "identity/identity.hpp"
#include "plans/plans.hpp"

namespace guildhall::identity {

inline db::Tables const tables{{"user_account", "user_session", "login_guard", "company_role", "api_key"}};

struct CompanyName {
    CompanyId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(CompanyName, (), (id, name))

struct RoleName {
    Role role = Role::customer;
    std::optional<RoleId> role_id;
    std::string name; // of a company's own role; otherwise the role's word
};
BOOST_DESCRIBE_STRUCT(RoleName, (), (role, role_id, name))

// A user as he sees himself, and as those see him who may read users.
struct UserProfile {
    UserId id;
    std::string email;
    std::string full_name;
    std::optional<std::string> phone;
    Role role = Role::customer;
    std::optional<RoleId> role_id;
    std::optional<std::string> role_name; // of a role that the company made
    std::vector<Right> rights;
    std::optional<RoleName> tested_role; // only of oneself: the rights are those of this role for now
    CompanyName company;
    std::optional<Address> billing_address;
    std::optional<Address> shipping_address;
    std::string locale;
    bool is_active = true;
    Time created_at;
    std::optional<Time> last_sign_in_at;
    std::optional<Time> email_verified_at;
    std::optional<Time> phone_verified_at;
    std::optional<Time> invited_at; // and has not come in yet
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(UserProfile, (),
    (id, email, full_name, phone, role, role_id, role_name, rights, tested_role, company, billing_address,
        shipping_address, locale, is_active, created_at, last_sign_in_at, email_verified_at, phone_verified_at,
        invited_at, version))
UserProfile profile_of(db::Tx& tx, User const& user, companies::Company const& company);

struct SignedIn {
    UserProfile user;
    std::string access_token;
    std::optional<std::string> refresh_token; // absent when it travels as a cookie
    std::string token_type = "Bearer";
    std::int64_t expires_in = 0;           // seconds
    std::optional<std::string> csrf_token; // with cookies: send it back as X-CSRF-Token
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (user, access_token, refresh_token, token_type, expires_in, csrf_token))
using SignedInWithCookies = http::WithCookies<SignedIn>;

struct Register {
    Email email;
    Text<1, 200> password;
    Text<1, 200> full_name;
    std::optional<Text<5, 40>> phone;
    std::optional<Text<1, 200>> company_name;       // founds a company and makes the caller its owner
    std::optional<Currency> currency;               // of the new company
    std::optional<Text<1, 40>> registration_number; // of the new company; each has one trial
    std::optional<bool> use_cookies;
};
BOOST_DESCRIBE_STRUCT(
    Register, (), (email, password, full_name, phone, company_name, currency, registration_number, use_cookies))
BOOST_DEFINE_ENUM_CLASS(RegisterRefusal, email_taken, weak_password)

struct Login {
    Text<1, 254> email;
    Text<1, 200> password;
    std::optional<Text<1, 60>> company; // slug; without it the first company, then any where the address is known
    std::optional<Text<1, 20>> second_factor_code; // of the authenticator app, or a recovery code
    std::optional<bool> remember_me;               // 30 days instead of 7
    std::optional<bool> use_cookies;
};
BOOST_DESCRIBE_STRUCT(Login, (), (email, password, company, second_factor_code, remember_me, use_cookies))
BOOST_DEFINE_ENUM_CLASS(LoginRefusal, wrong_credentials, second_factor_required, wrong_code, too_many_attempts)

struct Refresh {
    std::optional<Text<1, 500>> refresh_token; // absent: the cookie's
};
BOOST_DESCRIBE_STRUCT(Refresh, (), (refresh_token))
BOOST_DEFINE_ENUM_CLASS(RefreshRefusal, invalid_token, csrf_token_not_allowed)

struct Logout {
    std::optional<Text<1, 500>> refresh_token;
};
BOOST_DESCRIBE_STRUCT(Logout, (), (refresh_token))
BOOST_DEFINE_ENUM_CLASS(LogoutRefusal, csrf_token_not_allowed)
BOOST_DEFINE_ENUM_CLASS(NoRefusal)

struct ReadMe {};
BOOST_DESCRIBE_STRUCT(ReadMe, (), ())
struct ChangeMe {
    std::optional<Text<1, 200>> full_name;
    Patch<Text<5, 40>> phone;
    Patch<Address> billing_address;
    Patch<Address> shipping_address;
    std::optional<Text<2, 10>> locale;
};
BOOST_DESCRIBE_STRUCT(ChangeMe, (), (full_name, phone, billing_address, shipping_address, locale))
BOOST_DEFINE_ENUM_CLASS(ChangeMeRefusal, version_has_changed)

struct ChangePassword {
    Text<1, 200> current_password;
    Text<1, 200> new_password;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (current_password, new_password))
BOOST_DEFINE_ENUM_CLASS(ChangePasswordRefusal, wrong_password, weak_password, too_many_attempts)

struct ReadUser {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(ReadUser, (), (user_id))
BOOST_DEFINE_ENUM_CLASS(ReadUserRefusal, user_not_found)

struct CreateUser {
    Email email;
    Text<1, 200> password;
    Text<1, 200> full_name;
    std::optional<Text<5, 40>> phone;
    Role role = Role::customer;
    std::optional<RoleId> role_id; // with the role custom
};
BOOST_DESCRIBE_STRUCT(CreateUser, (), (email, password, full_name, phone, role, role_id))
BOOST_DEFINE_ENUM_CLASS(
    CreateUserRefusal, email_taken, weak_password, role_not_found, role_not_allowed, plan_limit_reached)

struct ChangeUser {
    UserId user_id;
    std::optional<Role> role;
    std::optional<RoleId> role_id; // with the role custom, or alone
    std::optional<bool> is_active;
    std::optional<Text<1, 200>> full_name;
};
BOOST_DESCRIBE_STRUCT(ChangeUser, (), (user_id, role, role_id, is_active, full_name))
BOOST_DEFINE_ENUM_CLASS(ChangeUserRefusal, user_not_found, own_rights_not_allowed, role_not_found, role_not_allowed,
    last_owner, version_has_changed, plan_limit_reached)

// The statements that several use cases share.
void update_user(db::Tx& tx, User const& user);
// Employees take places of the plan: everybody who may come in and is no customer.
bool takes_a_place(Role role);
// Why the plan has no place for one employee more.
std::optional<plans::Overrun> no_place(db::Tx& tx, CompanyId company_id);
// After a user has come, gone, or changed: people are warned when places run short.
void note_places(db::Tx& tx, CompanyId company_id, Time now);
void revoke_sessions(db::Tx& tx, CompanyId company_id, UserId user_id, Time now);
struct UserChanged {
    UserId user_id;
    Role role = Role::customer;
    bool is_active = true;
};
BOOST_DESCRIBE_STRUCT(UserChanged, (), (user_id, role, is_active))
// Publishes "user.created" or "user.changed".
void tell_user(db::Tx& tx, Actor const& actor, User const& user, std::string_view what);
// Publishes that one or more sessions of the user are over, so that what is open in them closes.
struct SessionsEnded {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(SessionsEnded, (), (user_id))
void tell_sessions_ended(db::Tx& tx, CompanyId company_id, UserId user_id, Time now);

} // namespace guildhall::identity
