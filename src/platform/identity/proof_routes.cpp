// How somebody proves who he is, beside his password: links, codes, a second factor.
#include "one_time_codes.hpp"
#include "second_factor.hpp"
#include "secret_links.hpp"

namespace guildhall::identity {

using http::Access;
using http::RateClass;

void Identity::add_link_routes(http::Router& r) const
{
    constexpr std::string_view token = R"({"token":"AZNloFwbfS6fOitMbY4PEgGTZaBcG30unzorTG2ODxI"})";
    r.post("/api/v1/auth/email-verification", prepare_verification, send_verification,
        {.summary = "Send the link that shows that one's address is one's own",
            .access = Access::person,
            .success = 204,
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/email-verification/confirm", verify_email,
        {.summary = "Follow that link",
            .access = Access::anyone,
            .success = 204,
            .example = token,
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/password-reset", ask_for_reset,
        {.summary = "Ask for a new password",
            .description = "The answer is the same whether anybody has the address or not.",
            .access = Access::anyone,
            .success = 204,
            .example = R"({"email":"ada@example.com"})",
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/password-reset/confirm",
        [this](http::Work& work, Actor const& visitor, ResetPassword const& wish) {
            return reset_password(work, visitor, wish, settings_.bcrypt_rounds);
        },
        {.summary = "Choose a new password by the link that was sent; ends all sessions",
            .access = Access::anyone,
            .success = 204,
            .example =
                R"({"token":"AZNloFwbfS6fOitMbY4PEgGTZaBcG30unzorTG2ODxI","new_password":"correct horse battery"})",
            .rate = RateClass::auth,
            .repeatable = true});
    r.post("/api/v1/users/invitations", prepare_invitation, invite_user,
        {.summary = "Invite a colleague by e-mail, with a role",
            .needs = Right::users_manage,
            .success = 201,
            .example = R"({"email":"mike@example.com","full_name":"Mike Mill","role":"operator","locale":"en"})"});
    r.post("/api/v1/users/{user_id}/invitation", prepare_second_invitation, invite_again,
        {.summary = "Send the invitation again; the link before it stops working", .needs = Right::users_manage});
    r.work("POST", "/api/v1/auth/invitation", read_invitation,
        {.summary = "What an invitation is to",
            .access = Access::anyone,
            .example = token,
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/invitation/accept",
        [this](http::Work& work, Actor const& visitor, AcceptInvitation const& wish) {
            return accept_invitation(work, visitor, wish, settings_);
        },
        {.summary = "Accept an invitation: choose a password and be signed in",
            .access = Access::anyone,
            .example = R"({"token":"AZNloFwbfS6fOitMbY4PEgGTZaBcG30unzorTG2ODxI","password":"correct horse battery"})",
            .rate = RateClass::auth,
            .repeatable = true});
}

void Identity::add_code_routes(http::Router& r) const
{
    r.work("POST", "/api/v1/auth/one-time-code",
        [this](http::Work& work, Actor const& visitor, SendCode const& wish) {
            return send_code(work, visitor, wish, settings_);
        },
        {.summary = "Send a code of six digits to sign in with",
            .description = "By e-mail, or by SMS to a number that was verified. It works for five minutes and five "
                           "attempts. The answer is the same whether anybody has the address or not.",
            .access = Access::anyone,
            .success = 204,
            .example = R"({"email":"ada@example.com"})",
            .rate = RateClass::code,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/one-time-code/login",
        [this](http::Work& work, Actor const& visitor, LoginByCode const& wish) {
            return login_by_code(work, visitor, wish, settings_);
        },
        {.summary = "Sign in with a code that was sent",
            .access = Access::anyone,
            .example = R"({"email":"ada@example.com","code":"493817"})",
            .rate = RateClass::code,
            .repeatable = true});
    r.post("/api/v1/auth/phone-verification", prepare_phone_code,
        [this](db::Tx& tx, Actor const& actor, PreparedPhoneCode const& prepared) {
            return send_phone_code(tx, actor, prepared, settings_);
        },
        {.summary = "Send a code to one's own number",
            .access = Access::person,
            .success = 204,
            .rate = RateClass::code,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/phone-verification/confirm",
        [this](http::Work& work, Actor const& actor, ConfirmPhone const& wish) {
            return confirm_phone(work, actor, wish, settings_);
        },
        {.summary = "Show that the number is one's own",
            .access = Access::person,
            .example = R"({"code":"493817"})",
            .rate = RateClass::code,
            .repeatable = true});
}

void Identity::add_factor_routes(http::Router& r) const
{
    constexpr std::string_view code = R"({"code":"493817"})";
    r.get("/api/v1/auth/second-factor", read_second_factor,
        {.summary = "Whether signing in asks for a second factor", .access = Access::person});
    r.work("POST", "/api/v1/auth/second-factor",
        [this](http::Work& work, Actor const& actor, StartSecondFactor const& wish) {
            return start_second_factor(work, actor, wish, settings_);
        },
        {.summary = "Set up an authenticator app (TOTP)",
            .description = "Show the URL as a QR code; nothing is asked for before the first code is confirmed.",
            .access = Access::person,
            .example = R"({"current_password":"correct horse battery"})",
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/second-factor/confirm",
        [this](http::Work& work, Actor const& actor, FactorCode const& wish) {
            return confirm_second_factor(work, actor, wish, settings_);
        },
        {.summary = "Switch the second factor on with its first code; answers the recovery codes",
            .access = Access::person,
            .example = code,
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/second-factor/recovery-codes",
        [this](http::Work& work, Actor const& actor, FactorCode const& wish) {
            return renew_recovery_codes(work, actor, wish, settings_);
        },
        {.summary = "New recovery codes in place of the old ones",
            .access = Access::person,
            .example = code,
            .rate = RateClass::auth,
            .repeatable = true});
    r.work("POST", "/api/v1/auth/second-factor/off",
        [this](http::Work& work, Actor const& actor, FactorCode const& wish) {
            return end_second_factor(work, actor, wish, settings_);
        },
        {.summary = "Switch the second factor off, with a code of it",
            .access = Access::person,
            .success = 204,
            .example = code,
            .rate = RateClass::auth,
            .repeatable = true});
}

} // namespace guildhall::identity
