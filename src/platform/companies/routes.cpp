#include "company.hpp"

namespace guildhall::companies {

void add_routes(http::Router& r)
{
    r.get(
        "/api/v1/company", read_company, {.summary = "The company's profile and rules", .needs = Right::company_read});
    r.patch("/api/v1/company", change_company,
        {.summary = "Change the company's profile and rules",
            .needs = Right::company_manage,
            .example = R"({"name":"Iron & Thread","tax_name":"VAT","tax_rate_ppm":120000,"time_zone":"Asia/Almaty"})"});
}

} // namespace guildhall::companies
