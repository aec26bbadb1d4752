// Owners and administrators change the company's profile and rules; numbers already given stay as they are.
#include "audit/audit.hpp"
#include "company.hpp"
#include "jobs/outbox.hpp"
#include <algorithm>
#include <cctype>

namespace guildhall::companies {
namespace {

db::Change<std::string, Currency, std::string, std::string, std::string, std::int64_t, std::int64_t, std::int64_t,
    Money, bool, std::optional<Text<1, 200>>, std::optional<Text<7, 7>>, std::optional<Uuid>,
    std::optional<Text<1, 40>>, std::int64_t, CompanyId> const update_company{tables,
    "UPDATE company SET name = ?, currency = ?, locale = ?, time_zone = ?, tax_name = ?, tax_rate_ppm = ?, "
    "quote_validity_days = ?, quote_reminder_days = ?, auto_approval_limit = ?, auto_approval_stops_at_approved = ?, "
    "document_name = ?, accent_color = ?, logo_file_id = ?, registration_number = ?, version = ? WHERE company_id = ?"};

template <class T, class U> void take(T& field, std::optional<U> const& wish)
{
    if (wish) field = *wish;
}

bool is_color(std::string const& text)
{
    return text.size() == 7 && text.front() == '#' &&
           std::ranges::all_of(text.substr(1), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

struct CompanyChanged {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(CompanyChanged, (), (name))

// What was wished for and cannot be, the most telling first.
std::optional<Refused<ChangeCompanyRefusal>> fault_in(
    db::Tx& tx, Actor const& actor, Company const& before, ChangeCompany const& wish, IsPicture const& is_picture)
{
    using enum ChangeCompanyRefusal;
    using Fault = Refused<ChangeCompanyRefusal>;
    if (actor.expected_version && *actor.expected_version != before.version)
        return Fault{version_has_changed, {}, {}, {}};
    if (wish.time_zone && !is_time_zone(wish.time_zone->value))
        return Fault{unknown_time_zone, "Use an IANA name such as Asia/Almaty.", "/time_zone", {}};
    if (wish.currency && *wish.currency != before.currency && has_numbered_documents(tx, before.company_id))
        return Fault{currency_in_use, "There are quotes in " + to_string(before.currency) + " already.", {}, {}};
    auto const currency = wish.currency.value_or(before.currency);
    if (wish.auto_approval_limit && !parse_money(wish.auto_approval_limit->value, minor_digits(currency)))
        return Fault{invalid_amount, "Has more decimal places than the currency.", "/auto_approval_limit", {}};
    if (wish.accent_color.value && !is_color(wish.accent_color.value->value))
        return Fault{invalid_color, "Use the form #2357c6.", "/accent_color", {}};
    if (wish.logo_file_id.value && !(is_picture && is_picture(tx, actor, *wish.logo_file_id.value)))
        return Fault{logo_not_found, "There is no PNG or JPEG with this id.", "/logo_file_id", {}};
    return std::nullopt;
}

// The same number of whole units in another currency.
Money in_currency(Money amount, Currency from, Currency to)
{
    auto scaled = amount.minor;
    for (auto digits = minor_digits(from); digits < minor_digits(to); ++digits) scaled *= 10;
    for (auto digits = minor_digits(from); digits > minor_digits(to); --digits) scaled /= 10;
    return {scaled};
}

Company with_wishes(Company company, ChangeCompany const& wish)
{
    if (wish.currency) {
        company.auto_approval_limit = in_currency(company.auto_approval_limit, company.currency, *wish.currency);
        company.currency = *wish.currency;
    }
    if (wish.auto_approval_limit)
        company.auto_approval_limit =
            parse_money(wish.auto_approval_limit->value, minor_digits(company.currency)).value();
    take(company.name, wish.name);
    take(company.locale, wish.locale);
    take(company.time_zone, wish.time_zone);
    take(company.tax_name, wish.tax_name);
    take(company.tax_rate_ppm, wish.tax_rate_ppm);
    take(company.quote_validity_days, wish.quote_validity_days);
    take(company.quote_reminder_days, wish.quote_reminder_days);
    take(company.auto_approval_stops_at_approved, wish.auto_approval_stops_at_approved);
    wish.document_name.apply(company.document_name);
    wish.accent_color.apply(company.accent_color);
    wish.logo_file_id.apply(company.logo_file_id);
    wish.registration_number.apply(company.registration_number);
    ++company.version;
    return company;
}

} // namespace

Outcome<Company, ReadCompanyRefusal> read_company(db::Tx& tx, Actor const& actor, ReadCompany const&)
{
    return get_company(tx, actor.company_id);
}

Outcome<Company, ChangeCompanyRefusal> change_company(
    db::Tx& tx, Actor const& actor, ChangeCompany const& wish, IsPicture const& is_picture)
{
    auto const before = get_company(tx, actor.company_id);
    if (auto fault = fault_in(tx, actor, before, wish, is_picture)) return std::unexpected(std::move(*fault));

    // From here on the change succeeds.
    auto const after = with_wishes(before, wish);
    update_company(tx, after.name, after.currency, after.locale, after.time_zone, after.tax_name,
        after.tax_rate_ppm.value, after.quote_validity_days.value, after.quote_reminder_days.value,
        after.auto_approval_limit, after.auto_approval_stops_at_approved, after.document_name, after.accent_color,
        after.logo_file_id, after.registration_number, after.version, after.company_id);
    audit::record(tx, actor,
        {"company.changed", "company", after.company_id.uuid, reflect::to_json(before), reflect::to_json(after)});
    jobs::publish(tx, actor, "company", after.company_id, "company.changed", CompanyChanged{after.name});
    return after;
}

} // namespace guildhall::companies
