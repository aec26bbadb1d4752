// Filament printing (calculator.md 3.2).
#include "defaults.hpp"

namespace guildhall::pricing {
namespace {

char const* const filament_source =
    "price and density: bundled profiles of a public slicer, middle of the range (docs/pricing.md, FDM)";

Material filament(char const* code, char const* name, double density, double price, std::vector<std::string> colors)
{
    Material material{.code = code,
        .name = name,
        .services = {"fdm"},
        .density_g_per_cm3 = density,
        .price_per_kg = price,
        .waste_share = 0.03,
        .colors = std::move(colors)};
    material.source_note = std::string(filament_source) + "; waste 3 % and colours: assumption";
    return material;
}

// Colours that are bought in for an order.
Material with_special_colors(Material material)
{
    material.special_colors = {"orange", "yellow", "green", "purple"};
    material.color_surcharge = 15;
    return material;
}

void add_filaments(Catalogue& catalogue)
{
    std::vector<std::string> const usual{"black", "white", "grey", "red", "blue"};
    std::vector<std::string> const black_only{"black"};
    auto const warping = [](Material material, double limit) {
        material.warping_limit_mm = limit;
        material.source_note += "; warping limit: auto-approval rule of docs/pricing.md, terms";
        return material;
    };
    auto soft = filament("tpu", "TPU 95A", 1.22, 82, {"black", "white", "natural"});
    soft.thin_wall_mm = 1.6;
    for (auto& material : {with_special_colors(filament("pla", "PLA", 1.24, 26.7, usual)),
             with_special_colors(filament("petg", "PETG", 1.27, 28.9, usual)),
             warping(filament("abs", "ABS", 1.06, 27.4, usual), 200),
             warping(filament("asa", "ASA", 1.07, 35.3, usual), 200),
             warping(filament("pc", "PC blend", 1.22, 51.5, {"black", "natural"}), 200),
             filament("pc_cf", "PC-CF", 1.22, 75, black_only), filament("petg_cf", "PETG-CF", 1.27, 55, black_only),
             filament("pa11_cf", "PA11-CF", 1.11, 125, black_only), soft})
        catalogue.materials.push_back(material);
}

void add_fdm_profiles(Catalogue& catalogue)
{
    auto const fitted = "fitted to 50 sliced parts, 0.4 nozzle, 0.2 mm layers (docs/pricing.md, FDM)";
    catalogue.fdm_profiles.push_back({.code = "fdm_classic",
        .name = "Classic, 25-80 mm/s",
        .layer_mm = 0.2,
        .start_s = 20,
        .layer_change_s = 4.7,
        .least_layer_s = 15,
        .wall_mm3_per_s = 2.72,
        .skin_mm3_per_s = 3.70,
        .infill_mm3_per_s = 6.09,
        .support_mm3_per_s = 5.5,
        .source_note = std::string("profile A, ") + fitted + "; supports 4.3-6.8 mm3/s"});
    catalogue.fdm_profiles.push_back({.code = "fdm_fast",
        .name = "Fast, 150-250 mm/s",
        .layer_mm = 0.2,
        .start_s = 37,
        .layer_change_s = 3.4,
        .least_layer_s = 6,
        .wall_mm3_per_s = 12.3,
        .skin_mm3_per_s = 9.0,
        .infill_mm3_per_s = 16.0,
        .support_mm3_per_s = 14,
        .source_note = std::string("profile B, ") + fitted + "; supports scaled like infill"});
}

void add_fdm_machines(Catalogue& catalogue)
{
    auto const rate = "hourly rate: R 3.00, between public farm rates of 1.50 and 8; envelope: usual for the class";
    catalogue.machines.push_back({.code = "fdm_fast_256",
        .name = "Fast enclosed FDM 256",
        .services = {"fdm"},
        .envelope_x_mm = 256,
        .envelope_y_mm = 256,
        .envelope_z_mm = 256,
        .hourly_rate = 3.00,
        .profile = "fdm_fast",
        .units = 4,
        .source_note = rate});
    catalogue.machines.push_back({.code = "fdm_enclosed_300",
        .name = "Heated-chamber FDM 300",
        .services = {"fdm"},
        .envelope_x_mm = 300,
        .envelope_y_mm = 250,
        .envelope_z_mm = 300,
        .hourly_rate = 4.00,
        .profile = "fdm_classic",
        .units = 1,
        .source_note = "hourly rate: 3.90 of a public calculator, rounded; envelope: usual for the class"});
    catalogue.machines.push_back({.code = "fdm_large_350",
        .name = "Large open FDM 350",
        .services = {"fdm"},
        .materials = {"pla", "petg", "petg_cf", "tpu"},
        .envelope_x_mm = 350,
        .envelope_y_mm = 350,
        .envelope_z_mm = 400,
        .hourly_rate = 3.00,
        .profile = "fdm_classic",
        .units = 2,
        .source_note = rate});
}

void add_fdm_finishes(Catalogue& catalogue)
{
    auto const source = "steps of 0/3/8/20 in a public price list (docs/pricing.md, FDM), split by area: assumption";
    catalogue.finishes.push_back({.code = "as_printed",
        .name = "As printed",
        .services = {"fdm"},
        .source_note = "no work beyond post-processing"});
    catalogue.finishes.push_back({.code = "sanded",
        .name = "Sanded",
        .services = {"fdm", "sla"},
        .cost_per_piece = 3,
        .cost_per_cm2 = 0.03,
        .days = 1,
        .source_note = source});
    catalogue.finishes.push_back({.code = "primed",
        .name = "Sanded and primed",
        .services = {"fdm", "sla"},
        .cost_per_order = 10,
        .cost_per_piece = 8,
        .cost_per_cm2 = 0.05,
        .days = 2,
        .source_note = source});
    catalogue.finishes.push_back({.code = "painted",
        .name = "Painted",
        .services = {"fdm", "sla", "sls", "mjf"},
        .cost_per_order = 25,
        .cost_per_piece = 20,
        .cost_per_cm2 = 0.08,
        .days = 4,
        .source_note = source});
    catalogue.finishes.push_back({.code = "acetone_smoothed",
        .name = "Vapour smoothed (acetone)",
        .services = {"fdm"},
        .materials = {"abs", "asa"},
        .cost_per_order = 15,
        .cost_per_piece = 4,
        .cost_per_cm2 = 0.02,
        .days = 1,
        .source_note = "assumption; acetone dissolves styrene plastics only"});
}

} // namespace

void add_fdm_defaults(Catalogue& catalogue)
{
    catalogue.services.push_back({.code = "fdm",
        .name = "FDM 3D printing",
        .model = CostModel::fdm,
        .labour_rate = 45,
        .overhead_share = 0.10,
        .risk_share = 0.05,
        .margin = 0.40,
        .minimum_charge = 10,
        .smallest_part_mm = 3,
        .thin_wall_mm = 1.2,
        .thinnest_wall_mm = 0.4,
        .accuracy_percent = 15,
        .lead_time_days = 2,
        .machine_hours_per_day = 20,
        .default_material = "pla",
        .default_finish = "as_printed",
        .default_tolerance = "standard",
        .source_note =
            "labour 40-50/h, reserve 5 %, margin 40 %, minimum 10, band 15 %: docs/pricing.md, terms, FDM, rules; "
            "walls: one and three lines of 0.45 mm, rounded; overhead 10 %: assumption"});
    catalogue.fdm_parameters.push_back({.service = "fdm",
        .source_note =
            "walls, layers, infill of the fitted slices; set-up 0.25 h per plate, 5 min post-processing, supports "
            "0.18-0.23 of the prism: docs/pricing.md, FDM; support removal by area, spacing: assumption"});
    add_fdm_profiles(catalogue);
    add_filaments(catalogue);
    add_fdm_machines(catalogue);
    add_fdm_finishes(catalogue);
}

} // namespace guildhall::pricing
