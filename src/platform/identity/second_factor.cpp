#include "second_factor.hpp"
#include "audit/audit.hpp"
#include "crypto/crypto.hpp"
#include "login_guard.hpp"
#include "secrets/sealed_column.hpp"
#include "totp.hpp"
#include <algorithm>

namespace guildhall::identity {
namespace {

db::Tables const factor_tables{{"second_factor"}};

struct FactorRow {
    CompanyId company_id;
    UserId user_id;
    db::Bytes sealed_secret;
    std::optional<Time> confirmed_at;
    std::int64_t last_step = 0; // of the last code that was taken
    std::vector<std::string> recovery_hashes;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(
    FactorRow, (), (company_id, user_id, sealed_secret, confirmed_at, last_step, recovery_hashes, created_at))

db::Find<FactorRow, CompanyId, UserId> const find_factor{
    factor_tables, "FROM second_factor WHERE company_id = ? AND user_id = ?"};
db::Insert<FactorRow> const put_factor{factor_tables, "second_factor",
    " ON CONFLICT (company_id, user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, "
    "confirmed_at = excluded.confirmed_at, last_step = excluded.last_step, "
    "recovery_hashes = excluded.recovery_hashes, created_at = excluded.created_at"};
db::Change<CompanyId, UserId> const delete_factor{
    factor_tables, "DELETE FROM second_factor WHERE company_id = ? AND user_id = ?"};

secrets::SealedColumn const factor_secret{factor_tables,
    {"second_factor", "user_id", "sealed_secret", secrets::Form::bytes, "second factor",
        [](CompanyId company_id, Uuid const& user_id) { return to_string(company_id) + to_string(user_id); }}};

std::string plain_code(std::string const& typed)
{
    std::string code;
    for (char c : typed)
        if (c != ' ' && c != '-') code += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return code;
}

// Whether the code is the app's, later than any before. The row then knows it as spent.
bool take_app_code(FactorRow& row, Settings const& settings, std::string const& code, Time now)
{
    auto const key = factor_secret.open(*settings.keyring, row.company_id, row.user_id.uuid, row.sealed_secret.value);
    auto const step = key ? totp_step_of(*key, code, now, row.last_step) : std::nullopt;
    if (step) row.last_step = *step;
    return step.has_value();
}

bool take_recovery_code(FactorRow& row, std::string const& code)
{
    return std::erase(row.recovery_hashes, crypto::sha256_hex(code)) > 0;
}

// 50 bits each, in letters that are not mistaken for others.
std::vector<std::string> new_recovery_codes()
{
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_code_count; ++i) {
        auto code = crypto::base32(crypto::random_bytes(7)).substr(0, 10);
        for (char& c : code)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        codes.push_back(code.insert(5, "-"));
    }
    return codes;
}

std::vector<std::string> hashes_of(std::vector<std::string> const& codes)
{
    std::vector<std::string> hashes;
    for (auto const& code : codes) hashes.push_back(crypto::sha256_hex(plain_code(code)));
    return hashes;
}

enum class CodeVerdict { right, wrong, locked, not_started };

// Runs `act` on the row when the code of the signed-in user is right; wrong ones count against his account.
template <class Act>
CodeVerdict with_code(http::Work& work, Actor const& actor, Settings const& settings, std::string const& typed,
    std::int64_t& wait, Act act)
{
    auto verdict = CodeVerdict::wrong;
    work.database.write_now(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        auto const user = find_user(tx, actor.company_id, *actor.user_id);
        check(user.has_value(), "a signed-in user exists");
        auto row = find_factor(tx, actor.company_id, *actor.user_id);
        verdict = CodeVerdict::not_started;
        if (!row) return false;
        auto const attempt = attempt_of(actor.company_id, user->email, actor.remote_address, actor.now);
        if (auto const seconds = begin_attempt(tx, attempt)) {
            verdict = CodeVerdict::locked;
            wait = *seconds;
            return false;
        }
        verdict = CodeVerdict::wrong;
        auto const code = plain_code(typed);
        if (!take_app_code(*row, settings, code, actor.now) && !(row->confirmed_at && take_recovery_code(*row, code)))
            return true;
        verdict = CodeVerdict::right;
        attempt_succeeded(tx, attempt);
        act(tx, *user, *row);
        return true;
    });
    return verdict;
}

std::unexpected<Refused<FactorCodeRefusal>> refuse_code(CodeVerdict verdict, std::int64_t wait)
{
    using enum FactorCodeRefusal;
    if (verdict == CodeVerdict::locked)
        return refuse_for(wait, too_many_attempts, "Too many failed attempts; try again later.");
    if (verdict == CodeVerdict::not_started) return refuse(not_started, "No second factor has been set up.");
    return refuse(wrong_code, "This is not the code that the app shows now.", "/code");
}

void tell_factor(db::Tx& tx, Actor const& actor, User const& user, std::string const& what)
{
    audit::record(tx, actor, {"user." + what, "user", user.id.uuid, {}, {}});
    tell_user(tx, actor, user, "user.changed");
    notifications::notify(tx, user.company_id, actor.now, {"identity." + what, recipient_of(user), {}, "/profile"});
}

} // namespace

FactorVerdict judge_second_factor(
    db::Tx& tx, Settings const& settings, User const& user, std::optional<Text<1, 20>> const& code, Time now)
{
    auto row = find_factor(tx, user.company_id, user.id);
    if (!row || !row->confirmed_at) return FactorVerdict::passed;
    if (!code) return FactorVerdict::required;
    auto const typed = plain_code(code->value);
    if (!take_app_code(*row, settings, typed, now) && !take_recovery_code(*row, typed)) return FactorVerdict::wrong;
    put_factor(tx, *row);
    return FactorVerdict::passed;
}

Outcome<SecondFactor, NoRefusal> read_second_factor(db::Tx& tx, Actor const& actor, ReadMe const&)
{
    auto const row = find_factor(tx, actor.company_id, *actor.user_id);
    if (!row || !row->confirmed_at) return SecondFactor{};
    return SecondFactor{true, row->confirmed_at, static_cast<std::int64_t>(row->recovery_hashes.size())};
}

Outcome<SecondFactorSecret, StartSecondFactorRefusal> start_second_factor(
    http::Work& work, Actor const& actor, StartSecondFactor const& wish, Settings const& settings)
{
    using enum StartSecondFactorRefusal;
    auto const scope = db::Scope::of(actor.company_id);
    auto const row = work.read(scope, [&](db::Tx& tx) { return find_factor(tx, actor.company_id, *actor.user_id); });
    if (row && row->confirmed_at) return refuse(already_on, "Switch it off first to set it up anew.");
    switch (judge_password(work, actor, wish.current_password.value)) {
    case PasswordVerdict::locked: return refuse_for(lock_seconds, too_many_attempts, std::string(locked_sentence));
    case PasswordVerdict::wrong:
        return refuse(wrong_password, "The current password is not right.", "/current_password");
    case PasswordVerdict::right: break;
    }

    // From here on it is set up, and waits for its first code.
    auto const key = crypto::random_bytes(20);
    auto const sealed = factor_secret.seal(*settings.keyring, actor.company_id, actor.user_id->uuid, key);
    std::string company, email;
    work.database.write_now(scope, [&](db::Tx& tx) {
        company = companies::get_company(tx, actor.company_id).name.value;
        email = find_user(tx, actor.company_id, *actor.user_id)->email;
        put_factor(tx, {actor.company_id, *actor.user_id, {sealed}, {}, 0, {}, actor.now});
        audit::record(tx, actor, {"user.second_factor_started", "user", actor.user_id->uuid, {}, {}});
        return true;
    });
    return SecondFactorSecret{crypto::base32(key), otpauth_url(company, email, key)};
}

Outcome<RecoveryCodes, FactorCodeRefusal> confirm_second_factor(
    http::Work& work, Actor const& actor, FactorCode const& wish, Settings const& settings)
{
    std::int64_t wait = 0;
    auto const codes = new_recovery_codes();
    auto const verdict =
        with_code(work, actor, settings, wish.code.value, wait, [&](db::Tx& tx, User const& user, FactorRow& row) {
            row.confirmed_at = actor.now;
            row.recovery_hashes = hashes_of(codes);
            put_factor(tx, row);
            tell_factor(tx, actor, user, "second_factor_on");
        });
    if (verdict != CodeVerdict::right) return refuse_code(verdict, wait);
    return RecoveryCodes{codes};
}

Outcome<RecoveryCodes, FactorCodeRefusal> renew_recovery_codes(
    http::Work& work, Actor const& actor, FactorCode const& wish, Settings const& settings)
{
    std::int64_t wait = 0;
    auto const codes = new_recovery_codes();
    auto const verdict =
        with_code(work, actor, settings, wish.code.value, wait, [&](db::Tx& tx, User const& user, FactorRow& row) {
            row.recovery_hashes = hashes_of(codes);
            put_factor(tx, row);
            audit::record(tx, actor, {"user.recovery_codes_renewed", "user", user.id.uuid, {}, {}});
        });
    if (verdict != CodeVerdict::right) return refuse_code(verdict, wait);
    return RecoveryCodes{codes};
}

Outcome<Nothing, FactorCodeRefusal> end_second_factor(
    http::Work& work, Actor const& actor, FactorCode const& wish, Settings const& settings)
{
    std::int64_t wait = 0;
    auto const verdict =
        with_code(work, actor, settings, wish.code.value, wait, [&](db::Tx& tx, User const& user, FactorRow const&) {
            delete_factor(tx, actor.company_id, user.id);
            tell_factor(tx, actor, user, "second_factor_off");
        });
    if (verdict != CodeVerdict::right) return refuse_code(verdict, wait);
    return Nothing{};
}

} // namespace guildhall::identity
