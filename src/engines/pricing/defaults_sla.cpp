// Resin printing (calculator.md 3.3).
#include "defaults.hpp"

namespace guildhall::pricing {
namespace {

Material resin(char const* code, char const* name, double density, double price_per_litre,
    std::vector<std::string> colors, char const* source)
{
    return {.code = code,
        .name = name,
        .services = {"sla"},
        .density_g_per_cm3 = density,
        .price_per_kg = price_per_litre / density,
        .waste_share = 0.05,
        .colors = std::move(colors),
        .source_note = std::string(source) + "; waste 5 %: assumption"};
}

void add_resins(Catalogue& catalogue)
{
    auto const list_price = "R 60 per litre at 1.12 g/cm3 (docs/pricing.md, SLA); shops enter their own price";
    auto const assumption = "multiple of the standard resin's 60 per litre: assumption, shops enter their own price";
    auto tough = resin("resin_tough", "Tough resin", 1.15, 120, {"grey", "black"}, assumption);
    tough.exposure_factor = 1.2;
    auto flexible = resin("resin_flexible", "Flexible resin", 1.12, 150, {"black", "clear"}, assumption);
    flexible.exposure_factor = 1.5;
    flexible.thin_wall_mm = 1.0;
    auto heat = resin("resin_high_temp", "High-temperature resin", 1.16, 160, {"amber"}, assumption);
    heat.exposure_factor = 1.4;
    for (auto const& material :
        {resin("resin_standard", "Standard resin", 1.12, 60, {"grey", "white", "black"}, list_price), tough,
            resin("resin_clear", "Clear resin", 1.12, 70, {"clear"}, assumption), flexible, heat,
            resin("resin_castable", "Castable resin", 1.10, 220, {"green"}, assumption)})
        catalogue.materials.push_back(material);
}

void add_sla_machines(Catalogue& catalogue)
{
    auto const exposure =
        "0.05 mm layers, 1.7 s on a mono display, tilt 2.5/5 s at 45 %, bottom 25-45 s, preparation 1200 s "
        "(docs/pricing.md, SLA)";
    catalogue.sla_profiles.push_back(
        {.code = "sla_mono_lcd", .name = "Mono display, 0.05 mm", .source_note = exposure});
    catalogue.sla_profiles.push_back({.code = "sla_laser",
        .name = "Laser, 0.1 mm",
        .layer_mm = 0.1,
        .exposure_s = 0,
        .move_s = 8,
        .slow_move_s = 8,
        .bottom_exposure_s = 0,
        .scan_mm3_per_s = 6,
        .source_note =
            "drawing time in proportion to the cured volume (docs/pricing.md, SLA); 6 mm3/s, 8 s recoat: assumption"});
    auto const rate = "hourly rate: R 6 (docs/pricing.md, SLA); envelope: usual for the class";
    catalogue.machines.push_back({.code = "sla_lcd_218",
        .name = "Display SLA 218",
        .services = {"sla"},
        .envelope_x_mm = 218,
        .envelope_y_mm = 123,
        .envelope_z_mm = 250,
        .hourly_rate = 6,
        .profile = "sla_mono_lcd",
        .units = 2,
        .source_note = rate});
    catalogue.machines.push_back({.code = "sla_lcd_330",
        .name = "Display SLA 330",
        .services = {"sla"},
        .envelope_x_mm = 330,
        .envelope_y_mm = 185,
        .envelope_z_mm = 300,
        .hourly_rate = 8,
        .profile = "sla_mono_lcd",
        .units = 1,
        .source_note = "hourly rate: R 6 and a third for the larger plate; envelope: usual for the class"});
    catalogue.machines.push_back({.code = "sla_laser_600",
        .name = "Laser SLA 600",
        .services = {"sla"},
        .materials = {"resin_standard", "resin_tough", "resin_clear"},
        .envelope_x_mm = 600,
        .envelope_y_mm = 600,
        .envelope_z_mm = 400,
        .hourly_rate = 20,
        .profile = "sla_laser",
        .units = 1,
        .source_note = "hourly rate and envelope: assumption for an industrial machine"});
}

void add_sla_finishes(Catalogue& catalogue)
{
    catalogue.finishes.push_back({.code = "supports_removed",
        .name = "Supports removed",
        .services = {"sla"},
        .source_note = "part of post-processing"});
    catalogue.finishes.push_back({.code = "clear_coated",
        .name = "Polished and clear coated",
        .services = {"sla"},
        .materials = {"resin_clear"},
        .cost_per_order = 10,
        .cost_per_piece = 10,
        .cost_per_cm2 = 0.06,
        .days = 2,
        .source_note = "assumption, between the priming and painting steps of docs/pricing.md, FDM"});
}

} // namespace

void add_sla_defaults(Catalogue& catalogue)
{
    catalogue.services.push_back({.code = "sla",
        .name = "SLA 3D printing",
        .model = CostModel::sla,
        .labour_rate = 45,
        .overhead_share = 0.10,
        .risk_share = 0.03,
        .margin = 0.40,
        .minimum_charge = 15,
        .smallest_part_mm = 2,
        .thin_wall_mm = 0.6,
        .thinnest_wall_mm = 0.3,
        .accuracy_percent = 25,
        .lead_time_days = 2,
        .machine_hours_per_day = 16,
        .default_material = "resin_standard",
        .default_finish = "supports_removed",
        .default_tolerance = "standard",
        .source_note =
            "reserve 3 %, margin 40 %: docs/pricing.md, terms; minimum, walls, overhead: assumption; band as for SLS"});
    catalogue.sla_parameters.push_back({.service = "sla",
        .source_note =
            "supports 0.10 x (hull - part) and 10-20 % of the part, film 0.05 mm, load and slice 0.25 h, wash and cure "
            "0.5 h per plate: docs/pricing.md, SLA; spacing, post-processing: assumption"});
    add_resins(catalogue);
    add_sla_machines(catalogue);
    add_sla_finishes(catalogue);
}

} // namespace guildhall::pricing
