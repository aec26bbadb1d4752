#pragma once
// Codes of six digits by e-mail or SMS: to sign in without a password, and to show that a number is one's own (PL-05).
#include "secret_links.hpp"

namespace guildhall::identity {

// rules.md, Identity.
inline constexpr std::chrono::minutes code_lifetime{5};
inline constexpr std::chrono::seconds code_pause{60};
inline constexpr std::int64_t most_code_failures = 5, most_codes_an_hour = 5, most_codes_a_day = 10;

// What a code is for and where it went: "login:email:ada@example.com", "phone:+77011234567:<user>".
struct CodeSubject {
    CompanyId company_id;
    std::string text;
};
// Makes the code the one that counts for this subject. The seconds to wait when it is too soon for another.
std::optional<std::int64_t> keep_code(
    db::Tx& tx, CodeSubject const& subject, std::string_view secret, std::string const& code, Time now);
// Right once, within its time and within five attempts.
bool take_code(db::Tx& tx, CodeSubject const& subject, std::string_view secret, std::string const& code, Time now);
std::int64_t forget_codes(db::Tx& tx, Time before);
// Six digits, all equally likely.
std::string random_code();

struct SendCode {
    std::optional<Text<1, 254>> email;
    std::optional<Text<5, 40>> phone;   // one that was verified; exactly one of the two
    std::optional<Text<1, 60>> company; // slug, as for signing in
};
BOOST_DESCRIBE_STRUCT(SendCode, (), (email, phone, company))
BOOST_DEFINE_ENUM_CLASS(SendCodeRefusal, exactly_one_target)
// The same answer whether anybody has the address or not, and whether it was too soon or not.
Outcome<Nothing, SendCodeRefusal> send_code(
    http::Work&, Actor const& visitor, SendCode const&, Settings const& settings);

struct LoginByCode {
    std::optional<Text<1, 254>> email;
    std::optional<Text<5, 40>> phone;
    std::optional<Text<1, 60>> company;
    Text<1, 20> code;
    std::optional<Text<1, 20>> second_factor_code;
    std::optional<bool> remember_me;
    std::optional<bool> use_cookies;
};
BOOST_DESCRIBE_STRUCT(LoginByCode, (), (email, phone, company, code, second_factor_code, remember_me, use_cookies))
BOOST_DEFINE_ENUM_CLASS(LoginByCodeRefusal, exactly_one_target, wrong_code, second_factor_required, too_many_attempts)
Outcome<SignedInWithCookies, LoginByCodeRefusal> login_by_code(
    http::Work&, Actor const& visitor, LoginByCode const&, Settings const& settings);

BOOST_DEFINE_ENUM_CLASS(VerifyPhoneRefusal, no_phone, phone_taken, too_many_requests)
struct PreparedPhoneCode {
    std::string code;
};
Outcome<PreparedPhoneCode, VerifyPhoneRefusal> prepare_phone_code(http::Work&, Actor const&, SendVerification const&);
Outcome<Nothing, VerifyPhoneRefusal> send_phone_code(
    db::Tx&, Actor const&, PreparedPhoneCode const&, Settings const& settings);

struct ConfirmPhone {
    Text<1, 20> code;
};
BOOST_DESCRIBE_STRUCT(ConfirmPhone, (), (code))
BOOST_DEFINE_ENUM_CLASS(ConfirmPhoneRefusal, wrong_code, phone_taken)
Outcome<UserProfile, ConfirmPhoneRefusal> confirm_phone(
    http::Work&, Actor const&, ConfirmPhone const&, Settings const& settings);

} // namespace guildhall::identity
