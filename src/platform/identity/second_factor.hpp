#pragma once
// A second factor beside the password: codes of an authenticator app, and recovery codes for the day it is lost
// (PL-06).
#include "secret_links.hpp"

namespace guildhall::identity {

inline constexpr int recovery_code_count = 10;

enum class FactorVerdict { passed, required, wrong };
// Passed too when the user has no second factor. A code that was right is spent.
FactorVerdict judge_second_factor(
    db::Tx& tx, Settings const& settings, User const& user, std::optional<Text<1, 20>> const& code, Time now);

struct SecondFactor {
    bool is_on = false;
    std::optional<Time> since;
    std::int64_t recovery_codes_left = 0;
};
BOOST_DESCRIBE_STRUCT(SecondFactor, (), (is_on, since, recovery_codes_left))
Outcome<SecondFactor, NoRefusal> read_second_factor(db::Tx&, Actor const&, ReadMe const&);

struct StartSecondFactor {
    Text<1, 200> current_password;
};
BOOST_DESCRIBE_STRUCT(StartSecondFactor, (), (current_password))
BOOST_DEFINE_ENUM_CLASS(StartSecondFactorRefusal, wrong_password, too_many_attempts, already_on)
// Only this answer holds the secret.
struct SecondFactorSecret {
    std::string secret;      // base32, to be typed
    std::string otpauth_url; // the same as a QR code
};
BOOST_DESCRIBE_STRUCT(SecondFactorSecret, (), (secret, otpauth_url))
Outcome<SecondFactorSecret, StartSecondFactorRefusal> start_second_factor(
    http::Work&, Actor const&, StartSecondFactor const&, Settings const& settings);

struct FactorCode {
    Text<1, 20> code;
};
BOOST_DESCRIBE_STRUCT(FactorCode, (), (code))
struct RecoveryCodes {
    std::vector<std::string> recovery_codes; // each works once; shown only now
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))
BOOST_DEFINE_ENUM_CLASS(FactorCodeRefusal, not_started, wrong_code, too_many_attempts)
Outcome<RecoveryCodes, FactorCodeRefusal> confirm_second_factor(
    http::Work&, Actor const&, FactorCode const&, Settings const& settings);
Outcome<RecoveryCodes, FactorCodeRefusal> renew_recovery_codes(
    http::Work&, Actor const&, FactorCode const&, Settings const& settings);
Outcome<Nothing, FactorCodeRefusal> end_second_factor(
    http::Work&, Actor const&, FactorCode const&, Settings const& settings);

} // namespace guildhall::identity
