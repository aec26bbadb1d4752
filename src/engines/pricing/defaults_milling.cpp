// Three-axis milling (calculator.md 3.5, 3.7).
#include "defaults.hpp"

namespace guildhall::pricing {
namespace {

struct MillingRow {
    char const* code;
    char const* name;
    double density;
    double price_per_kg;
    double removal_cm3_per_min;
    double finishing_cm2_per_min;
    char const* note;
};

// R rates of docs/pricing.md, milling by material class; R prices of the stock section at 15-100 kg.
constexpr MillingRow milling_rows[] = {
    {"al_6061", "Aluminium 6061", 2.70, 6, 40, 50, "class aluminium"},
    {"al_7075", "Aluminium 7075", 2.81, 9, 36, 48, "class aluminium, a tenth harder to cut; price: assumption"},
    {"brass", "Brass CuZn39Pb3", 8.5, 9, 35, 50, "class brass"},
    {"copper", "Copper Cu-ETP", 8.9, 11, 25, 40,
        "R price; rates scaled from brass by the catalogue's 500/650: assumption"},
    {"steel_structural", "Structural steel S355", 7.85, 1.8, 12, 30, "class structural steel"},
    {"steel_free_cutting", "Free-cutting steel 11SMn30", 7.85, 2, 15, 30, "class free-cutting steel"},
    {"steel_alloy", "Alloy steel 42CrMo4", 7.85, 2.8, 9, 25, "class alloy steel"},
    {"stainless_304", "Stainless steel 304", 7.9, 5.5, 7, 20, "class stainless"},
    {"stainless_316", "Stainless steel 316L", 7.98, 6.5, 6.5, 19,
        "class stainless, slightly tougher; price: assumption"},
    {"tool_steel", "Tool steel 1.2379", 7.7, 5, 5, 15, "class tool steel"},
    {"cast_iron", "Cast iron GJL-250", 7.2, 2.2, 12, 30,
        "class cast iron; price scaled from the tiers there: assumption"},
    {"ti_6al4v", "Titanium Ti-6Al-4V", 4.43, 45, 2.5, 10, "class titanium"},
    {"pom", "POM-C", 1.41, 7, 60, 60, "class plastics"},
    {"peek", "PEEK", 1.30, 110, 45, 50, "class plastics, slower for heat: assumption"},
    {"pc_block", "Polycarbonate block", 1.20, 9, 60, 60, "class plastics; price: assumption"},
    {"pa6", "PA6", 1.14, 6, 60, 60, "class plastics; price: assumption"},
    {"pmma", "Acrylic (PMMA)", 1.19, 8, 60, 60, "class plastics; price: assumption"},
};

bool is_plastic(MillingRow const& row) { return row.density < 2; }

void add_milling_stock(Catalogue& catalogue)
{
    for (auto const& row : milling_rows) {
        Material material{.code = row.code,
            .name = row.name,
            .services = {"cnc"},
            .density_g_per_cm3 = row.density,
            .price_per_kg = row.price_per_kg,
            .waste_share = 0.05,
            .removal_cm3_per_min = row.removal_cm3_per_min,
            .finishing_cm2_per_min = row.finishing_cm2_per_min};
        if (is_plastic(row)) {
            material.thin_wall_mm = 1.5;
            material.thinnest_wall_mm = 0.8;
        }
        material.source_note = std::string("R rates and price of docs/pricing.md, milling, stock: ") + row.note +
                               "; waste 5 %: assumption";
        catalogue.materials.push_back(std::move(material));
    }
}

void add_mills(Catalogue& catalogue)
{
    auto const source =
        "three axes R 65/h (docs/pricing.md, milling), more for larger tables; envelope: usual for the class";
    auto const mill = [&](char const* code, char const* name, double x, double y, double z, double rate,
                          std::int64_t units) {
        catalogue.machines.push_back({.code = code,
            .name = name,
            .services = {"cnc"},
            .envelope_x_mm = x,
            .envelope_y_mm = y,
            .envelope_z_mm = z,
            .hourly_rate = rate,
            .units = units,
            .source_note = source});
    };
    mill("vmc_500", "Vertical mill 500", 500, 400, 350, 65, 2);
    mill("vmc_1000", "Vertical mill 1000", 1000, 500, 500, 75, 1);
    mill("vmc_1600", "Vertical mill 1600", 1600, 800, 600, 95, 1);
}

void add_milling_finishes(Catalogue& catalogue)
{
    std::vector<std::string> const aluminium{"al_6061", "al_7075"};
    std::vector<std::string> const carbon_steel{
        "steel_structural", "steel_free_cutting", "steel_alloy", "tool_steel", "cast_iron"};
    std::vector<std::string> const stainless{"stainless_304", "stainless_316"};
    auto metals = aluminium;
    metals.insert(metals.end(), carbon_steel.begin(), carbon_steel.end());
    metals.insert(metals.end(), stainless.begin(), stainless.end());
    auto const outside =
        "outside work: 0.01/in2 (0.0016/cm2) and a lot minimum (docs/pricing.md, finishes); amounts: assumption";
    auto const add = [&](char const* code, char const* name, std::vector<std::string> materials, double piece,
                         double cm2, double lot_minimum, std::int64_t days, char const* note) {
        catalogue.finishes.push_back({.code = code,
            .name = name,
            .services = {"cnc"},
            .materials = std::move(materials),
            .cost_per_piece = piece,
            .cost_per_cm2 = cm2,
            .lot_minimum = lot_minimum,
            .days = days,
            .source_note = note});
    };
    add("as_machined", "As machined", {}, 0, 0, 0, 0, "deburring is part of post-processing");
    add("bead_blasted", "Bead blasted", metals, 2, 0.01, 0, 1, "assumption");
    add("polished", "Polished", metals, 8, 0.10, 0, 2, "assumption: by hand");
    add("anodized_clear", "Anodised, clear", aluminium, 0.5, 0.010, 60, 4, outside);
    add("anodized_black", "Anodised, black", aluminium, 0.6, 0.012, 75, 4, outside);
    add("anodized_hard", "Hard anodised", aluminium, 1, 0.020, 100, 5, outside);
    add("powder_coated", "Powder coated", metals, 3, 0.010, 50, 3, outside);
    add("passivated", "Passivated", stainless, 0.5, 0.004, 50, 3, outside);
    add("black_oxide", "Black oxide", carbon_steel, 0.5, 0.004, 50, 3, outside);
    add("zinc_plated", "Zinc plated", carbon_steel, 0.5, 0.005, 55, 4, outside);
}

} // namespace

void add_milling_defaults(Catalogue& catalogue)
{
    catalogue.services.push_back({.code = "cnc",
        .name = "CNC milling",
        .model = CostModel::milling,
        .labour_rate = 45,
        .overhead_share = 0,
        .risk_share = 0.02,
        .margin = 0.15,
        .minimum_charge = 50,
        .smallest_part_mm = 3,
        .thin_wall_mm = 0.8,
        .thinnest_wall_mm = 0.4,
        .accuracy_percent = 50,
        .lead_time_days = 4,
        .machine_hours_per_day = 14,
        .default_material = "al_6061",
        .default_finish = "as_machined",
        .default_tolerance = "standard",
        .source_note = "labour R 45/h, margin 15 %, band 50 %: docs/pricing.md, terms, milling, rules; overhead is in "
                       "the market's machine "
                       "rates; minimum, walls, reserve: assumption"});
    catalogue.milling_parameters.push_back({.service = "cnc",
        .source_note =
            "allowance 6.35 mm in total, 0.5 h per set-up, 2 min load, 15 s tool change, programming R 65/h and 30 min "
            "at least, saw 0.25 h + 10 s: docs/pricing.md, milling; thin wall x1.2, undercut x1.5 + 50: terms; lot "
            "factors: "
            "tiers "
            "of the stock section; tools per set-up, minutes per set-up: assumption"});
    add_milling_stock(catalogue);
    add_mills(catalogue);
    add_milling_finishes(catalogue);
}

} // namespace guildhall::pricing
