#pragma once
// Who guesses is shut out: five failures lock an account and an address for fifteen minutes (rules.md, PL-09).
#include "account.hpp"

namespace guildhall::identity {

// What is counted: "account:ada@example.com", known or not, and "address:10.0.0.7" or the /64 of an IPv6 address.
struct Attempt {
    CompanyId company_id;
    std::string account, address;
    Time at;
};
Attempt attempt_of(CompanyId company_id, std::string const& email, std::string const& remote_address, Time at);

// Counts the attempt as failed before anybody looks at the password: of a hundred at the same moment only five are
// heard. The answer is the seconds to wait when the lock is on; then nothing is counted.
std::optional<std::int64_t> begin_attempt(db::Tx& tx, Attempt const& attempt);
// What is said when somebody is shut out, and for how long at most.
inline constexpr std::int64_t lock_seconds = 15 * 60;
inline constexpr std::string_view locked_sentence = "Too many failed attempts; try again later.";
// The password was right: the account's failures are forgotten. Of the address only this attempt is taken back, or
// somebody with one account of his own could guess at all others for ever.
void attempt_succeeded(db::Tx& tx, Attempt const& attempt);
// The attempt was neither right nor wrong: it alone is taken back.
void take_back(db::Tx& tx, Attempt const& attempt);
// Who came by a link from his own mail may try again at once.
void forget_failures(db::Tx& tx, CompanyId company_id, std::string const& email);
// Deletes what was last touched before then; returns how many.
std::int64_t forget_attempts(db::Tx& tx, Time before);

} // namespace guildhall::identity
