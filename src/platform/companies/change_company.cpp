// Owners and administrators change the company's profile and rules; numbers already given stay as they are.
#include "audit/audit.hpp"
#include "company.hpp"

namespace guildhall::companies {
namespace {

db::Change<std::string, std::string, std::string, std::string, std::int64_t, std::int64_t, std::int64_t, Money, bool,
    std::int64_t, CompanyId> const update_company{tables,
    "UPDATE company SET name = ?, locale = ?, time_zone = ?, tax_name = ?, tax_rate_ppm = ?, quote_validity_days = ?, "
    "quote_reminder_days = ?, auto_approval_limit = ?, auto_approval_stops_at_approved = ?, version = ? WHERE "
    "company_id = ?"};

template <class T, class U> void take(T& field, std::optional<U> const& wish)
{
    if (wish) field = *wish;
}

} // namespace

Outcome<Company, ReadCompanyRefusal> read_company(db::Tx& tx, Actor const& actor, ReadCompany const&)
{
    return get_company(tx, actor.company_id);
}

Outcome<Company, ChangeCompanyRefusal> change_company(db::Tx& tx, Actor const& actor, ChangeCompany const& wish)
{
    using enum ChangeCompanyRefusal;
    auto const before = get_company(tx, actor.company_id);
    if (actor.expected_version && *actor.expected_version != before.version) return refuse(version_has_changed);
    if (wish.time_zone && !is_time_zone(wish.time_zone->value))
        return refuse(unknown_time_zone, "Use an IANA name such as Asia/Almaty.", "/time_zone");
    auto after = before;
    if (wish.auto_approval_limit) {
        auto const limit = parse_money(wish.auto_approval_limit->value, minor_digits(before.currency));
        if (!limit) return refuse(invalid_amount, "Has more decimal places than the currency.", "/auto_approval_limit");
        after.auto_approval_limit = *limit;
    }

    // From here on the change succeeds.
    take(after.name, wish.name);
    take(after.locale, wish.locale);
    take(after.time_zone, wish.time_zone);
    take(after.tax_name, wish.tax_name);
    take(after.tax_rate_ppm, wish.tax_rate_ppm);
    take(after.quote_validity_days, wish.quote_validity_days);
    take(after.quote_reminder_days, wish.quote_reminder_days);
    take(after.auto_approval_stops_at_approved, wish.auto_approval_stops_at_approved);
    ++after.version;
    update_company(tx, after.name, after.locale, after.time_zone, after.tax_name, after.tax_rate_ppm.value,
        after.quote_validity_days.value, after.quote_reminder_days.value, after.auto_approval_limit,
        after.auto_approval_stops_at_approved, after.version, after.company_id);
    audit::record(tx, actor,
        {"company.changed", "company", after.company_id.uuid, reflect::to_json(before), reflect::to_json(after)});
    return after;
}

} // namespace guildhall::companies
