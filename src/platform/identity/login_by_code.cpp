// Signing in with a code that was sent, and showing that a number is one's own (PL-05).
#include "audit/audit.hpp"
#include "login_guard.hpp"
#include "notifications/phone.hpp"
#include "one_time_codes.hpp"
#include "profile.hpp"
#include "second_factor.hpp"
#include "sign_in.hpp"

namespace guildhall::identity {
namespace {

db::Find<UserId, CompanyId, std::string, bool> const find_verified_phone{tables,
    "id FROM user_account WHERE company_id = ? AND phone = ? AND is_active = ? AND phone_verified_at IS NOT NULL"};

// Whose number it is: as he wrote it, or in the international form that a verified number has.
std::optional<UserId> verified_owner(db::Tx& tx, CompanyId company_id, std::string const& phone)
{
    auto const as_written = find_verified_phone(tx, company_id, phone, true);
    return as_written ? as_written
                      : find_verified_phone(tx, company_id, notifications::international_number(phone), true);
}

// Whom an address or number means, and what his codes are kept under.
struct Target {
    CompanyId company_id;
    std::optional<User> user;
    std::string subject;
    notifications::Channel channel = notifications::Channel::email;
};

Target target_of(http::Work& work, Actor const& visitor, std::optional<Text<1, 254>> const& email,
    std::optional<Text<5, 40>> const& phone, std::optional<Text<1, 60>> const& company)
{
    if (email) {
        auto candidate = find_candidate(work, visitor, company, email->value);
        return {candidate.company_id, std::move(candidate.user), "login:email:" + lower_case(email->value),
            notifications::Channel::email};
    }
    auto target = work.read(db::Scope::all_companies(), [&](db::Tx& tx) -> Target {
        auto company_id = visitor.company_id;
        if (company) {
            auto const known = companies::find_company_by_slug(tx, company->value);
            if (known) company_id = known->company_id;
        }
        auto const user_id = verified_owner(tx, company_id, phone->value);
        return {company_id, user_id ? find_user(tx, company_id, *user_id) : std::nullopt, {}, {}};
    });
    target.subject = "login:phone:" + notifications::international_number(phone->value);
    target.channel = notifications::Channel::sms;
    return target;
}

void send(db::Tx& tx, User const& user, std::string const& code, notifications::Channel channel, Time now)
{
    notifications::Notice notice{"identity.one_time_code", recipient_of(user),
        {{"code", code}, {"minutes", std::to_string(code_lifetime.count())}}};
    notice.channels = {channel};
    notifications::notify(tx, user.company_id, now, notice);
}

CodeSubject phone_subject(User const& user)
{
    return {user.company_id, "phone:" + user.phone.value_or("") + ":" + to_string(user.id)};
}

} // namespace

Outcome<Nothing, SendCodeRefusal> send_code(
    http::Work& work, Actor const& visitor, SendCode const& wish, Settings const& settings)
{
    if (wish.email.has_value() == wish.phone.has_value())
        return refuse(SendCodeRefusal::exactly_one_target, "Give an e-mail address or a number.", "/email");
    auto target = target_of(work, visitor, wish.email, wish.phone, wish.company);
    if (!target.user || !target.user->is_active || target.user->invited_at) return Nothing{};
    // Nobody waits for it: how long the answer takes must not tell whether there is such a user.
    work.database.write(
        db::Scope::of(target.company_id),
        [target, code = random_code(), secret = settings.secret, now = visitor.now](db::Tx& tx) {
            if (keep_code(tx, {target.company_id, target.subject}, secret, code, now)) return false;
            send(tx, *target.user, code, target.channel, now);
            return true;
        },
        [](std::exception_ptr const&) {});
    return Nothing{};
}

Outcome<SignedInWithCookies, LoginByCodeRefusal> login_by_code(
    http::Work& work, Actor const& visitor, LoginByCode const& wish, Settings const& settings)
{
    using enum LoginByCodeRefusal;
    if (wish.email.has_value() == wish.phone.has_value())
        return refuse(exactly_one_target, "Give an e-mail address or a number.", "/email");
    auto const target = target_of(work, visitor, wish.email, wish.phone, wish.company);
    auto const attempt = attempt_of(target.company_id, target.subject, visitor.remote_address, visitor.now);
    std::optional<std::int64_t> wait;
    auto verdict = FactorVerdict::wrong;
    SignedInWithCookies answer;
    work.database.write_now(db::Scope::of(target.company_id), [&](db::Tx& tx) {
        wait = begin_attempt(tx, attempt);
        if (wait) return false;
        verdict = FactorVerdict::wrong;
        auto const& user = target.user;
        if (!user || !user->is_active) return true;
        // The second factor first: a code that was sent is not spent on a sign-in that needs more.
        verdict = judge_second_factor(tx, settings, *user, wish.second_factor_code, visitor.now);
        if (verdict == FactorVerdict::required) return take_back(tx, attempt), true;
        if (verdict == FactorVerdict::wrong) return true;
        if (!take_code(tx, {target.company_id, target.subject}, settings.secret, wish.code.value, visitor.now)) {
            verdict = FactorVerdict::wrong;
            return true;
        }
        attempt_succeeded(tx, attempt);
        NewSession const terms{wish.remember_me.value_or(false) ? 30 : 7, wish.use_cookies.value_or(false),
            visitor.remote_address, user_agent_of(work.request)};
        answer = open_session(tx, settings, *user, companies::get_company(tx, target.company_id), terms, visitor.now);
        return true;
    });
    if (wait) return refuse_for(*wait, too_many_attempts, "Too many failed attempts; try again later.");
    if (verdict == FactorVerdict::required)
        return refuse(second_factor_required, "Give the code of your authenticator app too.");
    if (verdict == FactorVerdict::wrong)
        return refuse(wrong_code, "The code is wrong, over or used; ask for another.", "/code");
    return answer;
}

Outcome<PreparedPhoneCode, VerifyPhoneRefusal> prepare_phone_code(http::Work&, Actor const&, SendVerification const&)
{
    return PreparedPhoneCode{random_code()};
}

Outcome<Nothing, VerifyPhoneRefusal> send_phone_code(
    db::Tx& tx, Actor const& actor, PreparedPhoneCode const& prepared, Settings const& settings)
{
    using enum VerifyPhoneRefusal;
    auto const user = find_user(tx, actor.company_id, *actor.user_id);
    check(user.has_value(), "a signed-in user exists");
    if (!user->phone) return refuse(no_phone, "Write your number into the profile first.");
    if (verified_owner(tx, actor.company_id, *user->phone).value_or(user->id) != user->id)
        return refuse(phone_taken, "Somebody else has shown that this number is his.");
    if (auto const pause = keep_code(tx, phone_subject(*user), settings.secret, prepared.code, actor.now))
        return refuse_for(*pause, too_many_requests, "A code was sent just now.");

    // From here on it is on its way.
    send(tx, *user, prepared.code, notifications::Channel::sms, actor.now);
    audit::record(tx, actor, {"user.phone_code_sent", "user", user->id.uuid, {}, {}});
    return Nothing{};
}

Outcome<UserProfile, ConfirmPhoneRefusal> confirm_phone(
    http::Work& work, Actor const& actor, ConfirmPhone const& wish, Settings const& settings)
{
    using enum ConfirmPhoneRefusal;
    auto refusal = std::optional(wrong_code);
    UserProfile profile;
    // A wrong code counts, so this is kept even when it is refused.
    work.database.write_now(db::Scope::of(actor.company_id), [&](db::Tx& tx) {
        refusal = wrong_code;
        auto user = find_user(tx, actor.company_id, *actor.user_id);
        check(user.has_value(), "a signed-in user exists");
        if (!user->phone || !take_code(tx, phone_subject(*user), settings.secret, wish.code.value, actor.now))
            return true;
        refusal = phone_taken;
        if (verified_owner(tx, actor.company_id, *user->phone).value_or(user->id) != user->id) return true;
        refusal.reset();
        user->phone = notifications::international_number(*user->phone); // by which he is found
        user->phone_verified_at = actor.now;
        ++user->version;
        update_user(tx, *user);
        audit::record(tx, actor, {"user.phone_verified", "user", user->id.uuid, {}, {}});
        tell_user(tx, actor, *user, "user.changed");
        profile = own_profile(tx, actor, *user, companies::get_company(tx, actor.company_id));
        return true;
    });
    if (refusal == wrong_code) return refuse(wrong_code, "The code is wrong, over or used; ask for another.", "/code");
    if (refusal == phone_taken) return refuse(phone_taken, "Somebody else has shown that this number is his.");
    return profile;
}

} // namespace guildhall::identity
