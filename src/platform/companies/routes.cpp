#include "company.hpp"

namespace guildhall::companies {

void add_routes(http::Router& r, IsPicture is_picture)
{
    r.get(
        "/api/v1/company", read_company, {.summary = "The company's profile and rules", .needs = Right::company_read});
    r.patch("/api/v1/company",
        [is_picture = std::move(is_picture)](db::Tx& tx, Actor const& actor, ChangeCompany const& wish) {
            return change_company(tx, actor, wish, is_picture);
        },
        {.summary = "Change the company's profile and rules",
            .description =
                "The currency can change until the first quote has its number. The logo is a PNG or JPEG uploaded "
                "before to /files.",
            .needs = Right::company_manage,
            .example = R"({"name":"Iron & Thread","tax_name":"VAT","tax_rate_ppm":120000,"time_zone":"Asia/Almaty"})"});
    r.get("/api/v1/branding", read_branding,
        {.summary = "How the company shows itself, for everybody", .access = http::Access::anyone});
}

} // namespace guildhall::companies
