// How the company shows itself, and how the first one is taken over by its owner.
#include "company.hpp"

namespace guildhall::companies {
namespace {

db::Find<std::string, CompanyId> const find_numbered{
    tables, "kind FROM number_counter WHERE company_id = ? ORDER BY kind LIMIT 1"};
db::Change<std::string, Currency, std::string, std::string, Money, CompanyId> const update_founding{tables,
    "UPDATE company SET name = ?, currency = ?, locale = ?, time_zone = ?, auto_approval_limit = ?, version = version "
    "+ 1 "
    "WHERE company_id = ?"};

} // namespace

bool has_numbered_documents(db::Tx& tx, CompanyId company_id) { return find_numbered(tx, company_id).has_value(); }

Outcome<Branding, ReadCompanyRefusal> read_branding(db::Tx& tx, Actor const& actor, ReadCompany const&)
{
    auto const company = get_company(tx, actor.company_id);
    Branding shown;
    shown.name = company.name;
    shown.document_name = company.document_name ? company.document_name->value : company.name.value;
    if (company.accent_color) shown.accent_color = company.accent_color->value;
    // The id makes another address of another logo, so that browsers keep none too long.
    if (company.logo_file_id) shown.logo_url = "/api/v1/branding/logo?size=400&v=" + to_string(*company.logo_file_id);
    shown.locale = company.locale;
    shown.currency = company.currency;
    shown.time_zone = company.time_zone;
    shown.tax_name = company.tax_name;
    shown.tax_rate_ppm = company.tax_rate_ppm;
    return shown;
}

void settle_in(db::Tx& tx, CompanyId company_id, NewCompany const& terms)
{
    update_founding(tx, terms.name, terms.currency, terms.locale, terms.time_zone,
        parse_money("500", minor_digits(terms.currency)).value(), company_id);
}

} // namespace guildhall::companies
