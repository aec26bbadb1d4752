// Powder bed printing: SLS and MJF (calculator.md 3.4).
#include "defaults.hpp"

namespace guildhall::pricing {
namespace {

Material powder(char const* code, char const* name, std::vector<std::string> services, double density, double bulk,
    double price, char const* color, char const* source)
{
    return {.code = code,
        .name = name,
        .services = std::move(services),
        .density_g_per_cm3 = density,
        .price_per_kg = price,
        .waste_share = 0.02,
        .colors = {color},
        .bulk_density_g_per_cm3 = bulk,
        .source_note = std::string(source) + "; waste 2 %: assumption"};
}

void add_powders(Catalogue& catalogue)
{
    auto const known = "R 60-75 per kg, bulk 0.45-0.50, part 0.95-1.01 g/cm3 (docs/pricing.md, powder)";
    auto const assumption = "priced above PA12 (R 60-75 per kg): assumption; densities: textbook";
    auto tpu = powder("tpu_powder", "TPU powder", {"sls", "mjf"}, 1.10, 0.50, 90, "grey", assumption);
    tpu.thin_wall_mm = 1.2;
    tpu.thinnest_wall_mm = 0.8;
    for (auto const& material : {powder("pa12", "PA12", {"sls", "mjf"}, 1.01, 0.47, 67.5, "natural", known),
             powder("pa12_gf", "PA12-GF", {"sls", "mjf"}, 1.30, 0.65, 72, "natural", assumption),
             powder("pa11", "PA11", {"sls", "mjf"}, 1.04, 0.48, 85, "natural", assumption), tpu})
        catalogue.materials.push_back(material);
}

void add_powder_machines(Catalogue& catalogue)
{
    catalogue.powder_profiles.push_back({.code = "sls_production",
        .name = "Laser sintering, production",
        .growth_mm_per_hour = 10,
        .warm_up_and_cooling_hours = 8,
        .source_note =
            "growth 10 mm/h of a 100 mm chamber example (docs/pricing.md, powder); warm-up and cooling: assumption"});
    catalogue.powder_profiles.push_back({.code = "sls_benchtop",
        .name = "Laser sintering, benchtop",
        .growth_mm_per_hour = 10,
        .warm_up_and_cooling_hours = 4,
        .source_note = "growth 10 mm/h (docs/pricing.md, powder); warm-up and cooling: assumption"});
    catalogue.powder_profiles.push_back({.code = "mjf",
        .name = "Multi Jet Fusion",
        .growth_mm_per_hour = 38,
        .warm_up_and_cooling_hours = 2,
        .source_note = "full build 8-12 h (docs/pricing.md, powder): 380 mm at 38 mm/h and 2 h at the station"});
    auto const rate = "hourly rate: R 12-15 (docs/pricing.md, powder); envelope: usual for the class";
    catalogue.machines.push_back({.code = "sls_340",
        .name = "Production SLS 340",
        .services = {"sls"},
        .envelope_x_mm = 340,
        .envelope_y_mm = 340,
        .envelope_z_mm = 600,
        .hourly_rate = 15,
        .profile = "sls_production",
        .source_note = rate});
    catalogue.machines.push_back({.code = "sls_165",
        .name = "Benchtop SLS 165",
        .services = {"sls"},
        .materials = {"pa12", "pa11", "tpu_powder"},
        .envelope_x_mm = 165,
        .envelope_y_mm = 165,
        .envelope_z_mm = 300,
        .hourly_rate = 12,
        .profile = "sls_benchtop",
        .source_note = rate});
    catalogue.machines.push_back({.code = "mjf_380",
        .name = "MJF 380",
        .services = {"mjf"},
        .envelope_x_mm = 380,
        .envelope_y_mm = 284,
        .envelope_z_mm = 380,
        .hourly_rate = 15,
        .profile = "mjf",
        .source_note = rate});
}

void add_powder_finishes(Catalogue& catalogue)
{
    catalogue.finishes.push_back({.code = "natural",
        .name = "Blasted, natural",
        .services = {"sls", "mjf"},
        .source_note = "part of post-processing"});
    catalogue.finishes.push_back({.code = "dyed_black",
        .name = "Dyed black",
        .services = {"sls", "mjf"},
        .materials = {"pa12", "pa11", "pa12_gf"},
        .cost_per_order = 15,
        .cost_per_piece = 0.5,
        .cost_per_cm2 = 0.005,
        .days = 1,
        .source_note = "assumption: one dye bath per order"});
    catalogue.finishes.push_back({.code = "vapor_smoothed",
        .name = "Vapour smoothed",
        .services = {"sls", "mjf"},
        .cost_per_piece = 1,
        .cost_per_cm2 = 0.03,
        .lot_minimum = 60,
        .days = 3,
        .source_note = "assumption: outside work with a lot minimum (docs/pricing.md, terms)"});
}

Service powder_service(char const* code, char const* name, char const* note)
{
    return {.code = code,
        .name = name,
        .model = CostModel::powder,
        .labour_rate = 45,
        .overhead_share = 0.10,
        .risk_share = 0.03,
        .margin = 0.40,
        .minimum_charge = 20,
        .smallest_part_mm = 4,
        .thin_wall_mm = 0.8,
        .thinnest_wall_mm = 0.5,
        .accuracy_percent = 25,
        .lead_time_days = 3,
        .machine_hours_per_day = 20,
        .default_material = "pa12",
        .default_finish = "natural",
        .default_tolerance = "standard",
        .source_note = note};
}

} // namespace

void add_powder_defaults(Catalogue& catalogue)
{
    auto const note = "reserve 3 %, margin 40 %, minimum 20, band 25 %: docs/pricing.md, terms, powder, rules; walls, "
                      "overhead: assumption";
    catalogue.services.push_back(powder_service("sls", "SLS 3D printing", note));
    catalogue.services.push_back(powder_service("mjf", "MJF 3D printing", note));
    auto const build =
        "packing 80 % of part boxes, 6.35 mm apart, 0.5 h set-up per build: docs/pricing.md, powder; order set-up, "
        "unpacking: assumption; refresh ";
    catalogue.powder_parameters.push_back(
        {.service = "sls", .refresh_share = 0.40, .source_note = std::string(build) + "R 30-50 %"});
    catalogue.powder_parameters.push_back(
        {.service = "mjf", .refresh_share = 0.20, .source_note = std::string(build) + "20 %"});
    add_powders(catalogue);
    add_powder_machines(catalogue);
    add_powder_finishes(catalogue);
}

} // namespace guildhall::pricing
