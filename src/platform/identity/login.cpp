// Signing in. Unknown and known addresses take the same time and hear the same answer; five failures lock account and
// address for fifteen minutes (rules.md).
#include "crypto/crypto.hpp"
#include "sign_in.hpp"

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
db::Find<User, std::string> const find_anywhere{
    tables, "FROM user_account WHERE email = ? ORDER BY created_at LIMIT 1", db::Reach::all_companies};

bool is_locked(db::Tx& tx, CompanyId company, std::string const& subject, Time now)
{
    auto const guard = find_guard(tx, company, subject);
    return guard && guard->locked_until && now < *guard->locked_until;
}

void count_failure(db::Tx& tx, CompanyId company, std::string const& subject, Time now)
{
    auto const guard = find_guard(tx, company, subject);
    auto const recent = guard && now - guard->last_failure_at < lock_time;
    auto const failures = (recent ? guard->failures : 0) + 1;
    std::optional<Time> locked_until;
    if (failures >= most_failures) locked_until = now + lock_time;
    put_guard(tx, company, subject, failures >= most_failures ? 0 : failures, locked_until, now);
}

struct Candidate {
    CompanyId company_id;
    std::optional<User> user;
};

Candidate find_candidate(http::Work& work, Actor const& visitor, Login const& wish, std::string const& email)
{
    return work.read(db::Scope::all_companies(), [&](db::Tx& tx) -> Candidate {
        auto company_id = visitor.company_id;
        if (wish.company) {
            auto const company = companies::find_company_by_slug(tx, *wish.company);
            if (!company) return {company_id, std::nullopt};
            return {company->company_id, find_user_by_email(tx, company->company_id, email)};
        }
        if (auto user = find_user_by_email(tx, company_id, email)) return {company_id, std::move(user)};
        auto user = find_anywhere(tx, email);
        if (user) company_id = user->company_id;
        return {company_id, std::move(user)};
    });
}

} // namespace

Outcome<SignedInWithCookies, LoginRefusal> login(
    http::Work& work, Actor const& visitor, Login const& wish, Settings const& settings, std::string const& dummy_hash)
{
    using enum LoginRefusal;
    auto email = wish.email.value;
    for (char& c : email)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    auto const candidate = find_candidate(work, visitor, wish, email);
    auto const scope = db::Scope::of(candidate.company_id);
    auto const account = "account:" + email, address = "address:" + visitor.remote_address;

    auto const locked = work.read(scope, [&](db::Tx& tx) {
        return is_locked(tx, candidate.company_id, account, visitor.now) ||
               is_locked(tx, candidate.company_id, address, visitor.now);
    });
    if (locked) return refuse(too_many_attempts, "Too many failed attempts; try again in 15 minutes.");

    auto const& hash = candidate.user ? candidate.user->password_hash.reveal() : dummy_hash;
    auto const right = password_matches(wish.password, hash) && candidate.user && candidate.user->is_active;

    std::optional<SignedInWithCookies> answer;
    work.database.write_now(scope, [&](db::Tx& tx) {
        if (!right) {
            count_failure(tx, candidate.company_id, account, visitor.now);
            count_failure(tx, candidate.company_id, address, visitor.now);
            return true;
        }
        delete_guard(tx, candidate.company_id, account);
        delete_guard(tx, candidate.company_id, address);
        NewSession const terms{wish.remember_me.value_or(false) ? 30 : 7, wish.use_cookies.value_or(false),
            visitor.remote_address, std::string(work.request.headers.get("User-Agent"))};
        answer = open_session(
            tx, settings, *candidate.user, companies::get_company(tx, candidate.company_id), terms, visitor.now);
        return true;
    });
    if (!answer) return refuse(wrong_credentials, "E-mail or password is wrong.");
    return *answer;
}

} // namespace guildhall::identity
