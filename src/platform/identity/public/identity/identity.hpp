#pragma once
// People: accounts, sign-in, sessions, roles (PL-01…04, PL-07, PL-09).
#include "companies/companies.hpp"
#include "http/router.hpp"
#include "notifications/notifications.hpp"
#include "secrets/keyring.hpp"

namespace guildhall::identity {

struct Address {
    Text<1, 200> line1;
    std::optional<Text<0, 200>> line2;
    Text<1, 100> city;
    std::optional<Text<0, 100>> region;
    Text<1, 20> postal_code;
    Country country;
    std::optional<Text<0, 200>> recipient;
    std::optional<Text<0, 40>> phone;
};
BOOST_DESCRIBE_STRUCT(Address, (), (line1, line2, city, region, postal_code, country, recipient, phone))

using RoleId = Id<struct RoleTag>; // of a role that the company made

struct User {
    CompanyId company_id;
    UserId id;
    std::string email;
    Secret<std::string> password_hash;
    std::string full_name;
    std::optional<std::string> phone;
    Role role = Role::customer;
    std::optional<RoleId> role_id; // with Role::custom
    std::string locale = "en";
    std::optional<Address> billing_address;
    std::optional<Address> shipping_address;
    bool is_active = true;
    Time created_at;
    std::optional<Time> last_sign_in_at;
    std::optional<Time> email_verified_at;
    std::optional<Time> phone_verified_at;
    std::optional<Time> invited_at; // and has not come in yet
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(User, (),
    (company_id, id, email, password_hash, full_name, phone, role, role_id, locale, billing_address, shipping_address,
        is_active, created_at, last_sign_in_at, email_verified_at, phone_verified_at, invited_at, version))

std::optional<User> find_user(db::Tx& tx, CompanyId company_id, UserId user_id);
std::optional<User> find_user_by_email(db::Tx& tx, CompanyId company_id, std::string const& email);

// Whom a message goes to.
notifications::Recipient recipient_of(User const& user);

// Secrets and costs of sign-in.
struct Settings {
    std::string secret; // at least 32 bytes; signs access tokens and guards refresh tokens
    std::shared_ptr<secrets::Keyring const> keyring = {}; // seals what second factors are made of
    int bcrypt_rounds = 12;                               // less only in tests
    std::chrono::seconds access_lifetime{30 * 60};
    bool secure_cookies = false; // true behind TLS
};

// Bcrypt (libxcrypt). Slow on purpose: never on I/O or writer threads.
std::string hash_password(std::string const& password, int rounds);
bool password_matches(std::string const& password, std::string const& hash);
// What stands in the place of a hash for somebody who has not chosen a password: nothing matches it.
inline constexpr std::string_view no_password = "!";
// How often a password was compared since start, for /metrics: a jump means that somebody guesses.
std::int64_t password_checks();
// Why a password is not taken, or nothing: at least 10 characters, at most 72 bytes, none of the commonest.
std::optional<std::string> password_fault(std::string const& password);

struct NewUser {
    std::string email, full_name, password_hash;
    std::optional<std::string> phone;
    Role role = Role::customer;
    std::optional<RoleId> role_id = {};
    std::optional<Time> invited_at = {};
    std::string locale = "en";
    std::optional<Time> email_verified_at = {};
    std::string remote_address = {}, request_id = {}; // of the request that founds a company with this owner
};
// Nothing when the address is taken in this company.
std::optional<User> create_user(db::Tx& tx, Actor const& actor, NewUser const& terms);

// Everybody of a company by e-mail, at most 1,000.
std::vector<User> all_users(db::Tx& tx, CompanyId company_id);
// Who takes a place of the plan: active, and no customer.
std::int64_t employee_count(db::Tx& tx, CompanyId company_id);
// The active users whose role has this right, oldest first, at most 100: whom to tell of work.
std::vector<User> users_with(db::Tx& tx, CompanyId company_id, Right right);
// All of them by name, for choosing one: only what a choice shows.
struct NamedUser {
    UserId id;
    std::string full_name;
};
BOOST_DESCRIBE_STRUCT(NamedUser, (), (id, full_name))
std::vector<NamedUser> names_with(db::Tx& tx, CompanyId company_id, Right right);
// Whether he is active and his role, a built-in one or the company's own, has this right.
bool has_right(db::Tx& tx, User const& user, Right right);
// Nobody of the company comes in any more: all are deactivated, sessions and API keys end. For a company that goes.
void shut_out_everybody(db::Tx& tx, CompanyId company_id, Time now);
// Whether that is the password of the signed-in user; wrong ones count against his account. Blocks: for the work pool.
BOOST_DEFINE_ENUM_CLASS(PasswordVerdict, right, wrong, locked)
PasswordVerdict judge_password(http::Work& work, Actor const& actor, std::string const& password);
// Role and state from the command line. False when nobody has the address.
bool set_standing(db::Tx& tx, Actor const& actor, std::string const& email, std::optional<Role> role, bool is_active);

class TokenCache;
class KeyUses;

class Identity final : public http::Authenticator {
public:
    Identity(db::Database& database, Settings settings, std::vector<companies::OnFounded> on_founded);
    ~Identity() override;
    // Whom visitors belong to; set once at start.
    void set_first_company(CompanyId company) { first_company_ = company; }
    CompanyId first_company() const { return first_company_; }

    http::Claims claims_of(http::Request const& request, Time now) const override;
    std::optional<Actor> actor_of(db::Tx& tx, http::Claims const& claims, Time now) const override;
    void add_routes(http::Router& routes) const;
    // The token that opens the set-up of an installation without an owner; made anew by every process. Nothing when the
    // installation has its owner.
    std::optional<std::string> open_setup();

private:
    void add_profile_routes(http::Router& routes) const;
    void add_address_routes(http::Router& routes) const;
    void add_setup_routes(http::Router& routes) const;
    void add_user_routes(http::Router& routes) const;
    void add_link_routes(http::Router& routes) const;
    void add_code_routes(http::Router& routes) const;
    void add_factor_routes(http::Router& routes) const;
    db::Database& database_;
    Settings settings_;
    std::vector<companies::OnFounded> on_founded_;
    CompanyId first_company_;
    std::string setup_token_; // written before the first request
    std::unique_ptr<TokenCache> tokens_;
    std::unique_ptr<KeyUses> key_uses_;
};

// Founds a company with its owner and all defaults, in one transaction; used by sign-up, the command line and the demo.
companies::Company found_company_with_owner(db::Tx& tx, Time now, CompanyId id, companies::NewCompany const& terms,
    bool is_first, std::optional<NewUser> const& owner, std::vector<companies::OnFounded> const& on_founded);

// Deletes sessions that ended a week ago and forgotten failures; a daily schedule calls it. Returns how many rows.
std::int64_t clean_up(db::Tx& tx, Time now);

// The kind of the job that the set-up asks for when sample data are wished.
inline constexpr std::string_view sample_data_job = "setup.sample_data";

// Whether nobody has ever owned the first company.
bool needs_setup(db::Tx& tx, CompanyId first_company);

std::vector<db::Migration> migrations();

} // namespace guildhall::identity
