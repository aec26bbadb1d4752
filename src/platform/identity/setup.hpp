#pragma once
// First-run set-up in the browser: an installation without an owner is taken over, once, by whoever can read the
// server's terminal.
#include "account.hpp"
#include "sessions.hpp"

namespace guildhall::identity {

struct SetupState {
    bool needed = false;
};
BOOST_DESCRIBE_STRUCT(SetupState, (), (needed))

struct SetUp {
    Text<1, 200> token; // printed by `guildhall serve`
    Text<1, 200> company_name;
    Currency currency;
    Text<1, 64> time_zone;
    std::optional<Text<2, 10>> locale;
    Email email; // of the owner
    Text<1, 200> password;
    Text<1, 200> full_name;
    std::optional<bool> sample_data; // parts, quotes and orders to look at
    std::optional<bool> use_cookies;
};
BOOST_DESCRIBE_STRUCT(
    SetUp, (), (token, company_name, currency, time_zone, locale, email, password, full_name, sample_data, use_cookies))
BOOST_DEFINE_ENUM_CLASS(
    SetUpRefusal, setup_is_closed, setup_token_not_allowed, unknown_time_zone, weak_password, email_taken)

struct PreparedSetUp {
    SetUp wish;
    std::string password_hash;
    NewSession session;
};
Outcome<PreparedSetUp, SetUpRefusal> prepare_setup(
    http::Work&, Actor const&, SetUp const&, std::string const& token, int bcrypt_rounds);
Outcome<SignedInWithCookies, SetUpRefusal> set_up(db::Tx&, Actor const&, PreparedSetUp const&, Settings const&);

} // namespace guildhall::identity
