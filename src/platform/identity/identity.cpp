#include "identity/identity.hpp"
#include "addresses.hpp"
#include "crypto/crypto.hpp"
#include "http/listing.hpp"
#include "my_sessions.hpp"
#include "profile.hpp"
#include "setup.hpp"
#include "sign_in.hpp"
#include "token_cache.hpp"

namespace guildhall::identity {
namespace {

// Role and state of whoever holds this session, in one look.
struct Standing {
    Role role = Role::customer;
    bool is_active = false;
    std::optional<Time> revoked_at;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(Standing, (), (role, is_active, revoked_at, expires_at))

db::Find<Standing, CompanyId, UserId, SessionId> const find_standing{tables,
    "FROM user_account u JOIN user_session s ON s.company_id = u.company_id "
    "WHERE u.company_id = ? AND u.id = ? AND s.id = ? AND s.user_id = u.id"};

http::Listing<User, UserProfile> const user_listing{{.tables = &tables,
                                                        .table = "user_account",
                                                        .filters = {"role", "is_active", "email", "created_at"},
                                                        .orderings = {"created_at", "email"},
                                                        .default_ordering = "-created_at"},
    [](db::Tx& tx, Actor const& actor) {
        return
            [company = companies::get_company(tx, actor.company_id)](User&& user) { return profile_of(user, company); };
    }};

bool changes_something(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

} // namespace

Identity::Identity(Settings settings, std::vector<companies::OnFounded> on_founded)
    : settings_(std::move(settings))
    , on_founded_(std::move(on_founded))
    , tokens_(std::make_unique<TokenCache>())
{
    check(settings_.secret.size() >= 32, "the signing secret has at least 32 bytes");
}
Identity::~Identity() = default;

http::Claims Identity::claims_of(http::Request const& request, Time now) const
{
    http::Claims claims;
    claims.company_id = first_company_;
    auto const header = request.headers.get("Authorization");
    auto const by_header = header.size() > 7 && (header.starts_with("Bearer ") || header.starts_with("bearer "));
    auto const cookie = by_header ? std::string{} : cookie_value(request, access_cookie);
    auto const token = by_header ? header.substr(7) : std::string_view(cookie);
    if (token.empty()) {
        if (!header.empty()) claims.problem_code = "invalid_token";
        return claims;
    }
    auto const access = tokens_->read(settings_.secret, token, now);
    if (!access) {
        // An old cookie must not keep visitors from what is open to all; a bad header is a mistake to be told.
        if (by_header) claims.problem_code = "invalid_token";
        return claims;
    }
    if (!by_header && changes_something(request.method)) {
        auto const expected = csrf_token_of(settings_.secret, access->session_id);
        if (!crypto::equal_in_constant_time(request.headers.get("X-CSRF-Token"), expected)) {
            claims.problem_code = "csrf_token_not_allowed";
            return claims;
        }
    }
    claims.company_id = access->company_id;
    claims.user_id = access->user_id;
    claims.session_id = access->session_id.uuid;
    claims.by_cookie = !by_header;
    return claims;
}

std::optional<Actor> Identity::actor_of(db::Tx& tx, http::Claims const& claims, Time now) const
{
    Actor actor;
    actor.company_id = claims.company_id;
    actor.now = now;
    if (!claims.user_id) return actor;
    auto const standing = find_standing(tx, claims.company_id, *claims.user_id, SessionId{*claims.session_id});
    if (!standing || !standing->is_active || standing->revoked_at || now >= standing->expires_at) return std::nullopt;
    actor.user_id = claims.user_id;
    actor.session_id = claims.session_id;
    actor.role = standing->role;
    actor.rights = rights_of(standing->role);
    return actor;
}

void Identity::add_routes(http::Router& r) const
{
    using http::Access;
    using http::RateClass;
    auto const& settings = settings_;
    auto const dummy_hash = hash_password(crypto::hex(crypto::random_bytes(16)), settings.bcrypt_rounds);
    r.work("POST", "/api/v1/auth/register",
        [this](http::Work& work, Actor const& actor, Register const& wish) {
            return register_account(work, actor, wish, settings_, on_founded_);
        },
        {.summary = "Register as a customer, or found a company",
            .access = Access::anyone,
            .success = 201,
            .example = R"({"email":"ada@example.com","password":"correct horse battery","full_name":"Ada Lovelace"})",
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/login",
        [this, dummy_hash](http::Work& work, Actor const& actor, Login const& wish) {
            return login(work, actor, wish, settings_, dummy_hash);
        },
        {.summary = "Sign in",
            .access = Access::anyone,
            .example = R"({"email":"ada@example.com","password":"correct horse battery"})",
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/refresh",
        [this](http::Work& work, Actor const& actor, Refresh const& wish) {
            return refresh(work, actor, wish, settings_);
        },
        {.summary = "Exchange the refresh token for a new pair",
            .access = Access::anyone,
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/logout",
        [this](
            http::Work& work, Actor const& actor, Logout const& wish) { return logout(work, actor, wish, settings_); },
        {.summary = "End the session of a refresh token",
            .access = Access::anyone,
            .success = 204,
            .repeatable = true});
    add_profile_routes(r);
    add_setup_routes(r);
}

std::optional<std::string> Identity::open_setup(db::Database& database)
{
    auto const needed =
        database.read_now(db::Scope::of(first_company_), [&](db::Tx& tx) { return needs_setup(tx, first_company_); });
    if (!needed) return std::nullopt;
    setup_token_ = crypto::base64url(crypto::random_bytes(18));
    return setup_token_;
}

void Identity::add_setup_routes(http::Router& r) const
{
    using http::Access;
    constexpr std::string_view example =
        R"({"token":"printed-by-the-server","company_name":"Iron & Thread","currency":"KZT","time_zone":"Asia/Almaty","email":"owner@example.com","password":"correct horse battery","full_name":"Olga Owner","sample_data":true})";
    r.get("/api/v1/setup",
        [this](db::Tx& tx, Actor const& actor, ReadMe const&) -> Outcome<SetupState, NoRefusal> {
            return SetupState{actor.company_id == first_company_ && needs_setup(tx, first_company_)};
        },
        {.summary = "Whether this installation waits for its owner", .access = Access::anyone});
    r.post(
        "/api/v1/setup",
        [this](http::Work& work, Actor const& actor, SetUp const& wish) {
            // People of another company have no business with the first one.
            auto const& token = actor.company_id == first_company_ ? setup_token_ : std::string{};
            return prepare_setup(work, actor, wish, token, settings_.bcrypt_rounds);
        },
        [this](db::Tx& tx, Actor const& actor, PreparedSetUp const& prepared) {
            return set_up(tx, actor, prepared, settings_);
        },
        {.summary = "Take a new installation over: owner and company",
            .description =
                "Possible once, with the token that the server printed at its start. The answer signs the owner in; "
                "sample data come as a background job.",
            .access = Access::anyone,
            .success = 201,
            .example = example,
            .rate = http::RateClass::auth,
            .repeatable = true});
}

void Identity::add_address_routes(http::Router& r) const
{
    using http::Access;
    constexpr std::string_view example =
        R"({"label":"Workshop","address":{"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"},"is_default_shipping":true})";
    r.get("/api/v1/auth/addresses", list_addresses, {.summary = "One's own address book", .access = Access::signed_in});
    r.post("/api/v1/auth/addresses", add_address,
        {.summary = "Put an address into one's book",
            .description = "The first one becomes the default to bill and to ship to.",
            .access = Access::signed_in,
            .success = 201,
            .example = example});
    r.patch("/api/v1/auth/addresses/{address_id}", change_address,
        {.summary = "Change an address of one's book",
            .access = Access::signed_in,
            .example = R"({"label":"Old workshop","is_default_shipping":false})"});
    r.remove("/api/v1/auth/addresses/{address_id}", remove_address,
        {.summary = "Remove an address from one's book", .access = Access::signed_in, .success = 204});
}

void Identity::add_profile_routes(http::Router& r) const
{
    using http::Access;
    using http::RateClass;
    r.get("/api/v1/auth/me", read_me, {.summary = "Who am I, and what may I do", .access = Access::signed_in});
    r.patch("/api/v1/auth/me", change_me,
        {.summary = "Change one's own profile",
            .access = Access::signed_in,
            .example = R"({"full_name":"Ada King","phone":"+77011234567"})"});
    r.post("/api/v1/auth/password",
        [this](http::Work& work, Actor const& actor, ChangePassword const& wish) {
            return check_password(work, actor, wish, settings_.bcrypt_rounds);
        },
        change_password,
        {.summary = "Change one's own password; ends all sessions",
            .access = Access::signed_in,
            .success = 204,
            .rate = RateClass::auth,
            .repeatable = true});
    r.get("/api/v1/auth/sessions", list_sessions,
        {.summary = "The devices one is signed in on", .access = Access::signed_in});
    r.remove("/api/v1/auth/sessions/{session_id}", end_one_session,
        {.summary = "Sign one device out", .access = Access::signed_in, .success = 204});
    r.remove("/api/v1/auth/sessions", end_other_sessions,
        {.summary = "Sign all other devices out", .access = Access::signed_in, .success = 204});
    add_address_routes(r);
    r.list("/api/v1/users", user_listing,
        {.summary = "Users of the company", .needs = Right::users_read, .exports = true});
    r.post("/api/v1/users",
        [this](http::Work& work, Actor const& actor, CreateUser const& wish) {
            return prepare_user(work, actor, wish, settings_.bcrypt_rounds);
        },
        add_user,
        {.summary = "Add a user with a role",
            .needs = Right::users_manage,
            .success = 201,
            .example =
                R"({"email":"mike@example.com","password":"correct horse battery","full_name":"Mike Mill","role":"operator"})"});
    r.get("/api/v1/users/{user_id}", read_user, {.summary = "One user", .needs = Right::users_read});
    r.patch("/api/v1/users/{user_id}", change_user,
        {.summary = "Change a user's role, name or state",
            .needs = Right::users_manage,
            .example = R"({"role":"manager"})"});
}

} // namespace guildhall::identity
