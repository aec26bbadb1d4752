// What this module answers to, but for users, roles and keys (user_routes.cpp).
#include "addresses.hpp"
#include "crypto/crypto.hpp"
#include "my_sessions.hpp"
#include "profile.hpp"
#include "roles.hpp"
#include "setup.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {

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
    add_user_routes(r);
    add_link_routes(r);
    add_code_routes(r);
    add_factor_routes(r);
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
    r.get("/api/v1/auth/addresses", list_addresses, {.summary = "One's own address book", .access = Access::person});
    r.post("/api/v1/auth/addresses", add_address,
        {.summary = "Put an address into one's book",
            .description = "The first one becomes the default to bill and to ship to.",
            .access = Access::person,
            .success = 201,
            .example = example});
    r.patch("/api/v1/auth/addresses/{address_id}", change_address,
        {.summary = "Change an address of one's book",
            .access = Access::person,
            .example = R"({"label":"Old workshop","is_default_shipping":false})"});
    r.remove("/api/v1/auth/addresses/{address_id}", remove_address,
        {.summary = "Remove an address from one's book", .access = Access::person, .success = 204});
}

void Identity::add_profile_routes(http::Router& r) const
{
    using http::Access;
    using http::RateClass;
    r.get("/api/v1/auth/me", read_me, {.summary = "Who am I, and what may I do", .access = Access::signed_in});
    r.patch("/api/v1/auth/me", change_me,
        {.summary = "Change one's own profile",
            .access = Access::person,
            .example = R"({"full_name":"Ada King","phone":"+77011234567"})"});
    r.post("/api/v1/auth/password",
        [this](http::Work& work, Actor const& actor, ChangePassword const& wish) {
            return check_password(work, actor, wish, settings_.bcrypt_rounds);
        },
        change_password,
        {.summary = "Change one's own password; ends all sessions",
            .access = Access::person,
            .success = 204,
            .rate = RateClass::auth,
            .repeatable = true});
    r.get("/api/v1/auth/sessions", list_sessions,
        {.summary = "The devices one is signed in on", .access = Access::person});
    r.remove("/api/v1/auth/sessions/{session_id}", end_one_session,
        {.summary = "Sign one device out", .access = Access::person, .success = 204});
    r.remove("/api/v1/auth/sessions", end_other_sessions,
        {.summary = "Sign all other devices out", .access = Access::person, .success = 204});
    r.post("/api/v1/auth/tested-role", test_role,
        {.summary = "See the program as somebody in another role does",
            .description =
                "For this session, until the test ends: the rights of that role, as far as they are one's own.",
            .needs = Right::roles_manage,
            .example = R"({"role":"operator"})",
            .repeatable = true});
    r.remove("/api/v1/auth/tested-role", end_role_test,
        {.summary = "Have one's own rights again", .access = Access::person});
    add_address_routes(r);
}

} // namespace guildhall::identity
