#pragma once
#include "companies/companies.hpp"
#include "db/queries.hpp"

namespace guildhall::companies {

inline db::Tables const tables{{"company", "number_counter"}};

struct ReadCompany {};
BOOST_DESCRIBE_STRUCT(ReadCompany, (), ())
BOOST_DEFINE_ENUM_CLASS(ReadCompanyRefusal)
Outcome<Company, ReadCompanyRefusal> read_company(db::Tx&, Actor const&, ReadCompany const&);

// Every member is optional: what is absent stays.
struct ChangeCompany {
    std::optional<Text<1, 200>> name;
    std::optional<Text<2, 10>> locale;
    std::optional<Text<1, 64>> time_zone;
    std::optional<Text<1, 40>> tax_name;
    std::optional<Whole<0, 1'000'000>> tax_rate_ppm;
    std::optional<Whole<1, 365>> quote_validity_days;
    std::optional<Whole<0, 60>> quote_reminder_days;
    std::optional<Amount> auto_approval_limit;
    std::optional<bool> auto_approval_stops_at_approved;
    std::optional<Currency> currency; // only before the first quote
    Patch<Text<1, 200>> document_name;
    Patch<Text<7, 7>> accent_color; // #rrggbb
    Patch<Uuid> logo_file_id;
    Patch<Text<1, 40>> registration_number;
};
BOOST_DESCRIBE_STRUCT(ChangeCompany, (),
    (name, locale, time_zone, tax_name, tax_rate_ppm, quote_validity_days, quote_reminder_days, auto_approval_limit,
        auto_approval_stops_at_approved, currency, document_name, accent_color, logo_file_id, registration_number))
BOOST_DEFINE_ENUM_CLASS(ChangeCompanyRefusal, version_has_changed, unknown_time_zone, invalid_amount, currency_in_use,
    invalid_color, logo_not_found)
Outcome<Company, ChangeCompanyRefusal> change_company(
    db::Tx&, Actor const&, ChangeCompany const&, IsPicture const& is_picture);

// What everybody may know of the company before he signs in.
struct Branding {
    std::string name;
    std::string document_name;
    std::optional<std::string> accent_color;
    std::optional<std::string> logo_url;
    std::string locale;
    Currency currency;
    std::string time_zone;
    std::string tax_name;
    std::int64_t tax_rate_ppm = 0;
};
BOOST_DESCRIBE_STRUCT(
    Branding, (), (name, document_name, accent_color, logo_url, locale, currency, time_zone, tax_name, tax_rate_ppm))
Outcome<Branding, ReadCompanyRefusal> read_branding(db::Tx&, Actor const&, ReadCompany const&);
// Whether a document has been numbered yet: amounts of the past would change their meaning with the currency.
bool has_numbered_documents(db::Tx& tx, CompanyId company_id);

} // namespace guildhall::companies
