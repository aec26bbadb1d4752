// What a new company begins with.
#include "crypto/crypto.hpp"
#include "plans/subscription.hpp"

namespace guildhall::plans {
namespace {

constexpr std::string_view trial_word = "trial", trial_plan = "pro", smallest_plan = "start", whole_plan = "unlimited";

db::Tables const trial_tables{{"trial_given"}};
db::Change<std::string, Time> const insert_trial{trial_tables,
    "INSERT INTO trial_given (registration_hash, given_at) VALUES (?, ?) ON CONFLICT (registration_hash) DO NOTHING",
    db::Reach::all_companies};

// Written in many ways: "BIN 990 140 000 385" is 990140000385 too.
std::string plain_number(std::string const& text)
{
    std::string plain;
    for (char c : text)
        if (c >= '0' && c <= '9')
            plain += c;
        else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            plain += static_cast<char>(c & ~0x20);
    return plain;
}

// True when this registration number has not had its trial yet. A company that has not said its number gets one.
bool give_trial(db::Tx& tx, companies::Company const& company, Time now)
{
    if (!company.registration_number) return true;
    auto const number = plain_number(company.registration_number->value);
    return number.empty() || insert_trial.count(tx, crypto::sha256_hex(number), now) > 0;
}

} // namespace

bool is_sign_up_plan(std::string const& word)
{
    return word == trial_word || word == smallest_plan || word == trial_plan || word == "business" ||
           word == whole_plan;
}

companies::OnFounded begin_subscription(SignUpPlan how)
{
    return [how = std::move(how)](db::Tx& tx, companies::Company const& company, Time now) {
        Subscription subscription;
        subscription.company_id = company.company_id;
        subscription.started_at = subscription.updated_at = now;
        if (company.is_first)
            subscription.plan = whole_plan;
        else if (how.plan != trial_word)
            subscription.plan = how.plan;
        else if (give_trial(tx, company, now)) {
            subscription.plan = trial_plan;
            subscription.is_trial = true;
            subscription.ends_at = now + trial_time;
        } else { // the days of grace are left to choose a plan in
            subscription.plan = smallest_plan;
            subscription.ends_at = now;
        }
        put_subscription(tx, subscription);
    };
}

} // namespace guildhall::plans
