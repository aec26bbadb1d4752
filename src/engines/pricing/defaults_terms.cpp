// The terms all services share: tolerances, rush levels, quantity steps.
#include "defaults.hpp"

namespace guildhall::pricing {

void add_terms_defaults(Catalogue& catalogue)
{
    auto const packs = "packs of 1 / 1.3 / 1.8, inspection 25 and 5 per dimension (docs/pricing.md, terms)";
    catalogue.tolerances = {
        {.code = "standard",
            .name = "Standard (ISO 2768-m; prints 0.3 mm or 0.3 %)",
            .services = {},
            .time_multiplier = 1,
            .source_note = packs},
        {.code = "tight",
            .name = "Tight (ISO 2768-f; prints 0.15 mm)",
            .services = {"fdm", "sla", "cnc"},
            .time_multiplier = 1.3,
            .inspection_per_order = 25,
            .inspection_per_piece = 1,
            .source_note = packs},
        {.code = "critical",
            .name = "Critical (0.02 mm where marked)",
            .services = {"cnc"},
            .time_multiplier = 1.8,
            .inspection_per_order = 25,
            .inspection_per_piece = 5,
            .source_note = packs},
    };
    auto const levels = "rules.md, quotes and sales orders";
    catalogue.rush_levels = {
        {.code = "standard", .name = "Standard", .multiplier = 1.00, .source_note = levels},
        {.code = "rush", .name = "Rush (3 days)", .multiplier = 1.20, .days = 3, .source_note = levels},
        {.code = "super_rush", .name = "Super rush (24 hours)", .multiplier = 1.40, .days = 1, .source_note = levels},
        {.code = "emergency", .name = "Emergency (same day)", .multiplier = 1.60, .days = 0, .source_note = levels},
    };
    for (auto const& service : catalogue.services)
        for (auto const quantity : {1, 5, 10, 25, 50, 100, 250, 500, 1000})
            catalogue.quantity_steps.push_back({.service = service.code,
                .quantity = quantity,
                .source_note = "usual break quantities; discounts are the company's choice (docs/pricing.md, terms)"});
}

} // namespace guildhall::pricing
