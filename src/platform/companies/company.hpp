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
};
BOOST_DESCRIBE_STRUCT(ChangeCompany, (),
    (name, locale, time_zone, tax_name, tax_rate_ppm, quote_validity_days, quote_reminder_days, auto_approval_limit,
        auto_approval_stops_at_approved))
BOOST_DEFINE_ENUM_CLASS(ChangeCompanyRefusal, version_has_changed, unknown_time_zone, invalid_amount)
Outcome<Company, ChangeCompanyRefusal> change_company(db::Tx&, Actor const&, ChangeCompany const&);

} // namespace guildhall::companies
