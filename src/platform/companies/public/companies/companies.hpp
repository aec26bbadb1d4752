#pragma once
// The tenant: its profile, its rules for quotes, and its document numbers.
#include "base/actor.hpp"
#include "db/database.hpp"
#include "http/router.hpp"

namespace guildhall::companies {

// What a company's people may set.
struct CompanySettings {
    Text<1, 200> name;
    Currency currency;
    Text<2, 10> locale;
    Text<1, 64> time_zone; // IANA name
    Text<1, 40> tax_name;
    Whole<0, 1'000'000> tax_rate_ppm; // millionths: 120000 is 12 %
    Whole<1, 365> quote_validity_days;
    Whole<0, 60> quote_reminder_days;               // before expiry
    Money auto_approval_limit;                      // quotes below it need no review
    bool auto_approval_stops_at_approved = false;   // false: straight to accepted
    std::optional<Text<1, 200>> document_name;      // on quotes and invoices; the name when absent
    std::optional<Text<7, 7>> accent_color;         // #rrggbb
    std::optional<Uuid> logo_file_id;               // a PNG or JPEG among the company's files
    std::optional<Text<1, 40>> registration_number; // in the state's register of companies
};
BOOST_DESCRIBE_STRUCT(CompanySettings, (),
    (name, currency, locale, time_zone, tax_name, tax_rate_ppm, quote_validity_days, quote_reminder_days,
        auto_approval_limit, auto_approval_stops_at_approved, document_name, accent_color, logo_file_id,
        registration_number))

struct Company : CompanySettings {
    CompanyId company_id;
    std::string slug;
    bool is_first = false; // visitors and customers without another choice belong to it
    Time created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Company, (CompanySettings), (company_id, slug, is_first, created_at, version))

struct NewCompany {
    std::string name;
    Currency currency;
    std::string locale = "en";
    std::string time_zone = "UTC";
    std::optional<std::string> registration_number = {};
};

std::optional<Company> find_company(db::Tx& tx, CompanyId company_id);
// The company of visitors; nothing in an empty installation. Needs a transaction over all companies.
std::optional<Company> find_first_company(db::Tx& tx);
std::optional<Company> find_company_by_slug(db::Tx& tx, std::string const& slug);
// The company must exist: every Actor belongs to one.
Company get_company(db::Tx& tx, CompanyId company_id);
Currency currency_of(db::Tx& tx, CompanyId company_id);

// Companies whose name has that part, newest first; needs a transaction over all companies.
struct FoundCompanies {
    std::vector<Company> items;
    std::int64_t total = 0;
};
FoundCompanies find_companies(db::Tx& tx, std::string const& part_of_name, std::int64_t most, std::int64_t skipped);

// Everybody, oldest first; needs a transaction over all companies.
std::vector<CompanyId> all_company_ids(db::Tx& tx);

// Writes the company row. The first company of an installation becomes the visitors' one.
// Modules that give a new company its defaults do so in on_founded functions, in the same transaction.
Company found_company(db::Tx& tx, Time now, CompanyId id, NewCompany const& terms, bool is_first);
using OnFounded = std::function<void(db::Tx&, Company const&, Time now)>;

// The next document number, e.g. next_number(tx, company, "Q", now) → "Q-2026-001": per company and year of the
// company's zone, three digits at least, without gaps.
std::string next_number(db::Tx& tx, Company const& company, std::string const& kind, Time now);

// The civil date in the company's zone.
std::chrono::year_month_day local_date(Company const& company, Time at);
// The same as text: 2026-11-27.
std::string local_day(Company const& company, Time at);
// When that day begins there.
Time start_of_day(Company const& company, std::chrono::year_month_day const& day);
bool is_time_zone(std::string const& name);

// The first company, founded without anybody, becomes its owner's.
void settle_in(db::Tx& tx, CompanyId company_id, NewCompany const& terms);

// Whether that file may be a logo: one of the company's, and a picture. Answered by the module of files.
using IsPicture = std::function<bool(db::Tx&, Actor const&, Uuid const&)>;

std::vector<db::Migration> migrations();
void add_routes(http::Router& routes, IsPicture is_picture);

} // namespace guildhall::companies
