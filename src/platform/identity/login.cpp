// Signing in. Unknown and known addresses take the same time and hear the same answer.
#include "login_guard.hpp"
#include "second_factor.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {
namespace {

db::Find<User, std::string> const find_anywhere{
    tables, "FROM user_account WHERE email = ? ORDER BY created_at LIMIT 1", db::Reach::all_companies};

} // namespace

std::string lower_case(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

Candidate find_candidate(
    http::Work& work, Actor const& visitor, std::optional<Text<1, 60>> const& slug, std::string const& typed_email)
{
    auto const email = lower_case(typed_email);
    return work.read(db::Scope::all_companies(), [&](db::Tx& tx) -> Candidate {
        auto company_id = visitor.company_id;
        if (slug) {
            auto const company = companies::find_company_by_slug(tx, *slug);
            if (!company) return {company_id, std::nullopt};
            return {company->company_id, find_user_by_email(tx, company->company_id, email)};
        }
        if (auto user = find_user_by_email(tx, company_id, email)) return {company_id, std::move(user)};
        auto user = find_anywhere(tx, email);
        if (user) company_id = user->company_id;
        return {company_id, std::move(user)};
    });
}

Outcome<SignedInWithCookies, LoginRefusal> login(
    http::Work& work, Actor const& visitor, Login const& wish, Settings const& settings, std::string const& dummy_hash)
{
    using enum LoginRefusal;
    auto const email = lower_case(wish.email.value);
    auto const candidate = find_candidate(work, visitor, wish.company, email);
    auto const scope = db::Scope::of(candidate.company_id);
    auto const attempt = attempt_of(candidate.company_id, email, visitor.remote_address, visitor.now);

    std::optional<std::int64_t> wait;
    work.database.write_now(scope, [&](db::Tx& tx) {
        wait = begin_attempt(tx, attempt);
        return !wait;
    });
    if (wait) return refuse_for(*wait, too_many_attempts, "Too many failed attempts; try again later.");

    // Hashed even when nobody has the address, or the time would tell.
    auto const& hash = candidate.user ? candidate.user->password_hash.reveal() : dummy_hash;
    if (!password_matches(wish.password, hash) || !candidate.user || !candidate.user->is_active)
        return refuse(wrong_credentials, "E-mail or password is wrong.");

    SignedInWithCookies answer;
    auto verdict = FactorVerdict::wrong;
    work.database.write_now(scope, [&](db::Tx& tx) {
        verdict = judge_second_factor(tx, settings, *candidate.user, wish.second_factor_code, visitor.now);
        if (verdict == FactorVerdict::required) take_back(tx, attempt); // or a code could be guessed at for ever
        if (verdict != FactorVerdict::passed) return true;
        attempt_succeeded(tx, attempt);
        NewSession const terms{wish.remember_me.value_or(false) ? 30 : 7, wish.use_cookies.value_or(false),
            visitor.remote_address, user_agent_of(work.request)};
        answer = open_session(
            tx, settings, *candidate.user, companies::get_company(tx, candidate.company_id), terms, visitor.now);
        return true;
    });
    if (verdict == FactorVerdict::required)
        return refuse(second_factor_required, "Give the code of your authenticator app too.");
    if (verdict == FactorVerdict::wrong)
        return refuse(wrong_code, "This is not the code that the app shows now.", "/second_factor_code");
    return answer;
}

} // namespace guildhall::identity
