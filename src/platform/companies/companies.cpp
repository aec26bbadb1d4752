#include "company.hpp"
#include <algorithm>
#include <date/tz.h>

namespace guildhall::companies {
namespace {

db::Find<Company, CompanyId> const find_by_id{tables, "FROM company WHERE company_id = ?"};
db::Find<Company, bool> const find_first{tables, "FROM company WHERE is_first = ?", db::Reach::all_companies};
db::Find<Company, std::string> const find_by_slug{tables, "FROM company WHERE slug = ?", db::Reach::all_companies};
db::Select<CompanyId> const select_ids{tables, "company_id FROM company ORDER BY created_at", db::Reach::all_companies};
db::Select<Company, std::string, std::int64_t, std::int64_t> const select_named{tables,
    "FROM company WHERE lower(name) LIKE lower(?) ESCAPE '!' ORDER BY created_at DESC, company_id LIMIT ? OFFSET ?",
    db::Reach::all_companies};
db::Find<std::int64_t, std::string> const count_named{
    tables, "COUNT(*) FROM company WHERE lower(name) LIKE lower(?) ESCAPE '!'", db::Reach::all_companies};
db::Insert<Company> const insert_company{tables, "company"};

// "Iron & Thread" → "iron-thread"; a few random digits keep names apart.
std::string make_slug(std::string const& name, CompanyId id)
{
    std::string slug;
    for (char c : name) {
        auto const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
            slug += lower;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    if (slug.size() > 40) slug.resize(40);
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return (slug.empty() ? "company" : slug) + "-" + to_string(id).substr(28);
}

// A zone keeps its offset for months, so that most questions follow from the last answer.
std::chrono::seconds offset_of(std::string const& zone, Time at)
{
    struct Answer {
        std::string zone;
        date::sys_info info{}; // holds from info.begin until info.end
    };
    thread_local Answer last;
    auto const second = date::sys_seconds(std::chrono::floor<std::chrono::seconds>(at));
    if (last.zone != zone || second < last.info.begin || second >= last.info.end)
        last = {zone, date::locate_zone(zone)->get_info(second)};
    return last.info.offset;
}

} // namespace

std::optional<Company> find_company(db::Tx& tx, CompanyId company_id) { return find_by_id(tx, company_id); }
std::optional<Company> find_first_company(db::Tx& tx) { return find_first(tx, true); }
std::optional<Company> find_company_by_slug(db::Tx& tx, std::string const& slug) { return find_by_slug(tx, slug); }

std::vector<CompanyId> all_company_ids(db::Tx& tx) { return select_ids(tx); }

FoundCompanies find_companies(db::Tx& tx, std::string const& part_of_name, std::int64_t most, std::int64_t skipped)
{
    std::string pattern = "%";
    for (char letter : part_of_name) {
        if (letter == '%' || letter == '_' || letter == '!') pattern += '!';
        pattern += letter;
    }
    pattern += '%';
    return {select_named(tx, pattern, most, skipped), count_named(tx, pattern).value_or(0)};
}

Company get_company(db::Tx& tx, CompanyId company_id)
{
    auto company = find_by_id(tx, company_id);
    check(company.has_value(), "an actor's company exists");
    return *company;
}

Currency currency_of(db::Tx& tx, CompanyId company_id) { return get_company(tx, company_id).currency; }

Company found_company(db::Tx& tx, Time now, CompanyId id, NewCompany const& terms, bool is_first)
{
    Company company;
    company.company_id = id;
    company.name.value = terms.name;
    company.slug = make_slug(terms.name, id);
    company.is_first = is_first;
    company.currency = terms.currency;
    company.locale.value = terms.locale;
    company.time_zone.value = terms.time_zone;
    if (terms.registration_number) company.registration_number = Text<1, 40>{*terms.registration_number};
    company.tax_name.value = "VAT";
    company.quote_validity_days.value = 30;
    company.quote_reminder_days.value = 3;
    company.auto_approval_limit = parse_money("500", minor_digits(terms.currency)).value();
    company.created_at = now;
    insert_company(tx, company);
    return company;
}

std::chrono::year_month_day local_date(Company const& company, Time at)
{
    return std::chrono::floor<std::chrono::days>(at + offset_of(company.time_zone.value, at));
}

std::string local_day(Company const& company, Time at)
{
    return to_rfc3339(Time{std::chrono::sys_days{local_date(company, at)}}).substr(0, 10);
}

Time start_of_day(Company const& company, std::chrono::year_month_day const& day)
{
    // Where clocks jump over midnight the day begins with what comes after it.
    return date::locate_zone(company.time_zone.value)
        ->to_sys(date::local_days(date::local_days::duration(std::chrono::sys_days(day).time_since_epoch())),
            date::choose::latest);
}

bool is_time_zone(std::string const& name)
{
    return std::ranges::any_of(date::get_tzdb().zones, [&](auto const& zone) { return zone.name() == name; });
}

} // namespace guildhall::companies
