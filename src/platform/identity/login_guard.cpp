#include "login_guard.hpp"

namespace guildhall::identity {
namespace {

constexpr std::int64_t most_failures = 5;
constexpr std::chrono::minutes lock_time{15};

struct Guard {
    CompanyId company_id;
    std::string subject;
    std::int64_t failures = 0;
    std::optional<Time> locked_until;
    Time last_failure_at;
};
BOOST_DESCRIBE_STRUCT(Guard, (), (company_id, subject, failures, locked_until, last_failure_at))

db::Find<Guard, CompanyId, std::string> const find_guard{
    tables, "FROM login_guard WHERE company_id = ? AND subject = ?"};
db::Change<CompanyId, std::string, std::int64_t, std::optional<Time>, Time> const put_guard{tables,
    "INSERT INTO login_guard (company_id, subject, failures, locked_until, last_failure_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (company_id, subject) DO UPDATE SET failures = excluded.failures, locked_until = "
    "excluded.locked_until, "
    "last_failure_at = excluded.last_failure_at"};
db::Change<CompanyId, std::string> const delete_guard{
    tables, "DELETE FROM login_guard WHERE company_id = ? AND subject = ?"};
db::Change<Time> const delete_old{
    tables, "DELETE FROM login_guard WHERE last_failure_at < ?", db::Reach::all_companies};

// Seconds, rounded up; 0 when nothing is locked.
std::int64_t locked_for(std::optional<Guard> const& guard, Time now)
{
    if (!guard || !guard->locked_until || now >= *guard->locked_until) return 0;
    return std::chrono::ceil<std::chrono::seconds>(*guard->locked_until - now).count();
}

void count_failure(db::Tx& tx, Attempt const& attempt, std::string const& subject, std::optional<Guard> const& guard)
{
    auto const recent = guard && attempt.at - guard->last_failure_at < lock_time;
    auto const failures = (recent ? guard->failures : 0) + 1;
    std::optional<Time> locked_until;
    if (failures >= most_failures) locked_until = attempt.at + lock_time;
    put_guard(tx, attempt.company_id, subject, failures, locked_until, attempt.at);
}

void count_one_less(db::Tx& tx, Attempt const& attempt, std::string const& subject)
{
    auto const guard = find_guard(tx, attempt.company_id, subject);
    if (!guard) return;
    auto const failures = std::max<std::int64_t>(0, guard->failures - 1);
    auto const locked_until = failures < most_failures ? std::nullopt : guard->locked_until;
    put_guard(tx, attempt.company_id, subject, failures, locked_until, guard->last_failure_at);
}

} // namespace

Attempt attempt_of(CompanyId company_id, std::string const& email, std::string const& remote_address, Time at)
{
    return {company_id, "account:" + email, "address:" + http::limited_address(remote_address), at};
}

std::optional<std::int64_t> begin_attempt(db::Tx& tx, Attempt const& attempt)
{
    auto const account = find_guard(tx, attempt.company_id, attempt.account);
    auto const address = find_guard(tx, attempt.company_id, attempt.address);
    if (auto const wait = std::max(locked_for(account, attempt.at), locked_for(address, attempt.at)); wait > 0)
        return wait;
    count_failure(tx, attempt, attempt.account, account);
    count_failure(tx, attempt, attempt.address, address);
    return std::nullopt;
}

void attempt_succeeded(db::Tx& tx, Attempt const& attempt)
{
    delete_guard(tx, attempt.company_id, attempt.account);
    count_one_less(tx, attempt, attempt.address);
}

void take_back(db::Tx& tx, Attempt const& attempt)
{
    count_one_less(tx, attempt, attempt.account);
    count_one_less(tx, attempt, attempt.address);
}

void forget_failures(db::Tx& tx, CompanyId company_id, std::string const& email)
{
    delete_guard(tx, company_id, "account:" + email);
}

std::int64_t forget_attempts(db::Tx& tx, Time before) { return delete_old.count(tx, before); }

} // namespace guildhall::identity
