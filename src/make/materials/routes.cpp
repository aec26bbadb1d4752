#include "calculate_price.hpp"
#include "catalogue_routes.hpp"
#include "materials/bulk_steps.hpp"
#include "offer.hpp"

namespace guildhall::materials {
namespace {

using http::Access;

// GET of what `offer` makes of the company's catalogue.
template <class Wish, class Answer>
auto discovery(Catalogues& catalogues, Answer (*offer)(pricing::Catalogue const&, Wish const&))
{
    return [&catalogues, offer](db::Tx& tx, Actor const& actor, Wish const& wish) {
        return offer(*catalogues.of(tx, actor.company_id), wish);
    };
}

void add_discovery(http::Router& r, Catalogues& catalogues)
{
    r.get("/api/v1/services", discovery(catalogues, offered_services),
        {.summary = "Ways of making parts that are offered", .access = Access::anyone});
    r.get("/api/v1/materials", discovery(catalogues, offered_materials),
        {.summary = "Materials with their colours", .access = Access::anyone});
    r.get("/api/v1/colors", discovery(catalogues, offered_colors),
        {.summary = "Colours of all materials, and what they are called", .access = Access::anyone});
    r.get("/api/v1/finishes", discovery(catalogues, offered_finishes),
        {.summary = "Finishes and what they go with", .access = Access::anyone});
    r.get("/api/v1/machines", discovery(catalogues, offered_machines),
        {.summary = "Machines and the largest part they make", .access = Access::anyone});
    r.get("/api/v1/tolerances", discovery(catalogues, offered_tolerances),
        {.summary = "Tolerances that can be asked for", .access = Access::anyone});
    r.get("/api/v1/rush-levels", discovery(catalogues, offered_rush_levels),
        {.summary = "How fast, and what that costs", .access = Access::anyone});
}

void add_prices(http::Router& r, Catalogues& catalogues, files::Store& store)
{
    constexpr std::uint64_t body_limit = 140u << 20; // 100 MB of file as base64
    r.work("POST", "/api/v1/calculate-price",
        [&catalogues, &store](http::Work& work, Actor const& actor, CalculatePrice const& wish) {
            return calculate_price(work, actor, wish, catalogues, store);
        },
        {.summary = "What a part would cost",
            .description =
                "The part is a stored file, a file of this request (inside the JSON, or as a multipart part "
                "beside a part with the JSON), or plain dimensions. Nothing is kept of it. Those with "
                "catalogue.manage may send `catalogue`: entries by kind, each with its key and what shall be "
                "different, or `removed`; a key that is not there makes a new one. The price is what it would "
                "be if they were saved, all at once.",
            .access = Access::anyone,
            .example = R"({"dimensions_mm":{"x":40,"y":30,"z":20},"service":"fdm","material":"pla","quantity":10})",
            .other_example =
                R"({"dimensions_mm":{"x":40,"y":30,"z":20},"service":"fdm","material":"pla","quantity":10,"catalogue":)"
                R"({"materials":[{"key":"pla","price_per_kg":31.5}],"machines":[{"key":"fdm_large_350","removed":true}]}})",
            .rate = http::RateClass::anonymous_price,
            .body_limit = body_limit,
            .uploads = true,
            .repeatable = true,
            .when_suspended = true});
    r.alias("/calculate-price", "/api/v1/calculate-price");
}

} // namespace

void add_routes(http::Router& r, Catalogues& catalogues, files::Store& store)
{
    add_discovery(r, catalogues);
    add_prices(r, catalogues, store);
    add_offer_kinds(r);
    add_stock_kinds(r);
    add_printing_kinds(r);
    add_powder_and_milling_kinds(r);
}

void add_bulk_steps(http::Router& r, bulk::Steps& steps)
{
    add_offer_steps(r, steps);
    add_stock_steps(r, steps);
    add_printing_steps(r, steps);
    add_powder_and_milling_steps(r, steps);
}

} // namespace guildhall::materials
