#pragma once
// What a company offers: services, materials, machines, finishes, tolerances, rush levels. Plain rows that people edit,
// one struct per table; every default carries where it comes from in `source_note`.
// Units: mm, cm2, cm3, kg, hours, and money in major units of the catalogue's currency unless the name says otherwise.
// Shares are fractions (0.05 = 5 %). Lists of codes name rows of another table; an empty list means "all".
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guildhall::pricing {

// How a service's cost is computed.
BOOST_DEFINE_ENUM_CLASS(CostModel, fdm, sla, powder, milling)

// A way of making parts, with the commercial terms that hold whatever the part is made of.
struct Service {
    std::string code{};
    std::string name{};
    CostModel model = CostModel::fdm;
    double labour_rate = 45;                 // per hour
    double overhead_share = 0;               // of direct cost
    double risk_share = 0;                   // of direct cost, for pieces that fail
    double margin = 0;                       // of the price: price = cost / (1 - margin)
    double minimum_charge = 0;               // no order line costs less; applies after discounts, before rush
    double smallest_part_mm = 0;             // longest side of the oriented box
    std::optional<double> largest_part_mm{}; // absent: the machines decide
    double thin_wall_mm = 0;                 // thinner walls are risky …
    double thinnest_wall_mm = 0;             // … and thinner than this cannot be made safely
    double accuracy_percent = 25;            // band of the estimate until calibrated on real jobs
    std::int64_t lead_time_days = 3;   // working days besides production and finishing: queue, data check, packing
    double machine_hours_per_day = 20; // what one machine runs on a working day
    std::optional<std::string> default_material{};
    std::optional<std::string> default_finish{};
    std::optional<std::string> default_tolerance{};
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(Service, (),
    (code, name, model, labour_rate, overhead_share, risk_share, margin, minimum_charge, smallest_part_mm,
        largest_part_mm, thin_wall_mm, thinnest_wall_mm, accuracy_percent, lead_time_days, machine_hours_per_day,
        default_material, default_finish, default_tolerance, active, position, source_note))

// A quantity that is shown in price tables, and the commercial discount from there on (0 for none; set-up
// amortises by itself). Whoever orders fewer never pays more than those who order this many.
struct QuantityStep {
    std::string service{};
    std::int64_t quantity = 1;
    double discount_share = 0;
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(QuantityStep, (), (service, quantity, discount_share, active, position, source_note))

// Filament printing: what is deposited where, and the work around it.
struct FdmParameters {
    std::string service{};
    std::int64_t walls = 3;
    double line_width_mm = 0.45;
    std::int64_t top_layers = 5;
    std::int64_t bottom_layers = 4;
    double infill_share = 0.20;
    double support_density = 0.20; // filament per volume of the prism below an overhang
    double spacing_mm = 5;         // between parts on a plate
    double setup_hours_per_plate = 0.25;
    double post_processing_minutes = 5; // per piece
    double support_removal_minutes_per_cm2 = 0.3;
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(FdmParameters, (),
    (service, walls, line_width_mm, top_layers, bottom_layers, infill_share, support_density, spacing_mm,
        setup_hours_per_plate, post_processing_minutes, support_removal_minutes_per_cm2, active, position, source_note))

// How fast one kind of filament printer is, measured against a slicer (calculator.md 3.2).
struct FdmProfile {
    std::string code{};
    std::string name{};
    double layer_mm = 0.2;
    double start_s = 0;          // t0, per plate
    double layer_change_s = 0;   // c, per layer
    double least_layer_s = 0;    // t_min: a layer has to cool
    double wall_mm3_per_s = 1;   // q_w
    double skin_mm3_per_s = 1;   // q_s
    double infill_mm3_per_s = 1; // q_i
    double support_mm3_per_s = 1;
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(FdmProfile, (),
    (code, name, layer_mm, start_s, layer_change_s, least_layer_s, wall_mm3_per_s, skin_mm3_per_s, infill_mm3_per_s,
        support_mm3_per_s, active, position, source_note))

// Resin printing: supports, losses and the work around it.
struct SlaParameters {
    std::string service{};
    double support_share_of_void = 0.10; // resin in supports per volume between hull and part …
    double support_share_of_part = 0.10; // … but at least this share of the part
    double resin_film_mm = 0.05;         // lost on the surface
    double spacing_mm = 4;
    double setup_hours_per_plate = 0.25; // load and slice
    double wash_and_cure_hours_per_plate = 0.5;
    std::optional<double> wash_and_cure_rate{}; // per hour of the station; 6 when absent
    double post_processing_minutes = 5;         // per piece: supports off, inspection
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(SlaParameters, (),
    (service, support_share_of_void, support_share_of_part, resin_film_mm, spacing_mm, setup_hours_per_plate,
        wash_and_cure_hours_per_plate, wash_and_cure_rate, post_processing_minutes, active, position, source_note))

// How one kind of resin printer exposes its layers.
struct SlaProfile {
    std::string code{};
    std::string name{};
    double layer_mm = 0.05;
    double preparation_s = 1200;
    double exposure_s = 1.7;
    double move_s = 2.5;
    double slow_move_s = 5; // when more than slow_above_share of the plate is cured
    double slow_above_share = 0.45;
    std::int64_t bottom_layers = 6;
    double bottom_exposure_s = 35;
    std::optional<double> scan_mm3_per_s{}; // laser machines; absent for masked exposure
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(SlaProfile, (),
    (code, name, layer_mm, preparation_s, exposure_s, move_s, slow_move_s, slow_above_share, bottom_layers,
        bottom_exposure_s, scan_mm3_per_s, active, position, source_note))

// Powder bed printing: a part pays for its share of a build.
struct PowderParameters {
    std::string service{};
    double spacing_mm = 6.35;    // between parts
    double packing_share = 0.80; // of the chamber filled with part boxes
    double refresh_share = 0.40; // fresh powder per unfused powder; a material may have its own
    double setup_hours_per_order = 0.25;
    double setup_hours_per_build = 0.5;
    double post_processing_minutes = 3; // per piece: unpacking, blasting
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(PowderParameters, (),
    (service, spacing_mm, packing_share, refresh_share, setup_hours_per_order, setup_hours_per_build,
        post_processing_minutes, active, position, source_note))

struct PowderProfile {
    std::string code{};
    std::string name{};
    double growth_mm_per_hour = 10;
    double warm_up_and_cooling_hours = 0;   // during which the machine earns nothing else
    std::optional<double> scan_mm3_per_s{}; // laser machines
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(PowderProfile, (),
    (code, name, growth_mm_per_hour, warm_up_and_cooling_hours, scan_mm3_per_s, active, position, source_note))

// Milling: stock, set-ups and what makes cutting slower.
struct MillingParameters {
    std::string service{};
    double allowance_mm = 3.175; // stock beyond the part, per side
    double setup_hours = 0.5;    // per set-up and order
    double load_minutes = 2;     // per set-up and piece
    double tools_per_setup = 3;
    double tool_change_s = 15;
    double programming_rate = 65;              // per hour
    double programming_minutes = 30;           // at least …
    double programming_minutes_per_setup = 20; // … and for each set-up
    double saw_setup_hours = 0.25;
    double saw_seconds_per_cut = 10;
    double post_processing_minutes = 2; // per piece: deburring, cleaning
    double thin_wall_time_factor = 1.2; // where the wall thickness tends to nothing
    double undercut_time_factor = 1.5;  // where undercut_full_share of the surface is out of reach …
    double undercut_cost = 50;          // … and the special tool per order
    double undercut_full_share = 0.10;
    double small_lot_kg = 15;       // the first kilograms of an order's stock cost …
    double small_lot_factor = 1.25; // … this much more, …
    double large_lot_kg = 100;      // … and those beyond this weight …
    double large_lot_factor = 0.78; // … this much less than the list price
    std::int64_t many_setups = 4;   // more set-ups than this are worth a warning
    double unreachable_warning_share = 0.005;
    double unreachable_limit_share = 0.05;
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(MillingParameters, (),
    (service, allowance_mm, setup_hours, load_minutes, tools_per_setup, tool_change_s, programming_rate,
        programming_minutes, programming_minutes_per_setup, saw_setup_hours, saw_seconds_per_cut,
        post_processing_minutes, thin_wall_time_factor, undercut_time_factor, undercut_cost, undercut_full_share,
        small_lot_kg, small_lot_factor, large_lot_kg, large_lot_factor, many_setups, unreachable_warning_share,
        unreachable_limit_share, active, position, source_note))

struct Material {
    std::string code{};
    std::string name{};
    std::vector<std::string> services{};
    double density_g_per_cm3 = 1;
    double price_per_kg = 0;
    double waste_share = 0;                    // purge, skirt, bar ends
    std::vector<std::string> colors{};         // without surcharge
    std::vector<std::string> special_colors{}; // for color_surcharge per order
    double color_surcharge = 0;
    std::optional<double> thin_wall_mm{}; // where the material differs from its service
    std::optional<double> thinnest_wall_mm{};
    std::optional<double> warping_limit_mm{};       // longer parts warp: a person has to look
    std::optional<double> exposure_factor{};        // resin: slower than the profile's standard resin
    std::optional<double> bulk_density_g_per_cm3{}; // powder as it lies in the chamber
    std::optional<double> refresh_share{};          // powder
    std::optional<double> removal_cm3_per_min{};    // milling: effective, everything included
    std::optional<double> finishing_cm2_per_min{};  // milling
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(Material, (),
    (code, name, services, density_g_per_cm3, price_per_kg, waste_share, colors, special_colors, color_surcharge,
        thin_wall_mm, thinnest_wall_mm, warping_limit_mm, exposure_factor, bulk_density_g_per_cm3, refresh_share,
        removal_cm3_per_min, finishing_cm2_per_min, active, position, source_note))

struct Machine {
    std::string code{};
    std::string name{};
    std::vector<std::string> services{};
    std::vector<std::string> materials{}; // empty: every material of its services
    double envelope_x_mm = 0;
    double envelope_y_mm = 0;
    double envelope_z_mm = 0; // build height of printers
    double hourly_rate = 0;
    std::optional<std::string> profile{}; // code of the FDM, SLA or powder profile
    double time_factor = 1;               // milling: 0.85 for five axes
    std::int64_t units = 1;               // how many of these stand in the shop
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(Machine, (),
    (code, name, services, materials, envelope_x_mm, envelope_y_mm, envelope_z_mm, hourly_rate, profile, time_factor,
        units, active, position, source_note))

struct Finish {
    std::string code{};
    std::string name{};
    std::vector<std::string> services{};
    std::vector<std::string> materials{}; // empty: every material of its services
    double cost_per_order = 0;
    double cost_per_piece = 0;
    double cost_per_cm2 = 0;
    double lot_minimum = 0; // outside work: the lot costs at least this
    std::int64_t days = 0;
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(Finish, (),
    (code, name, services, materials, cost_per_order, cost_per_piece, cost_per_cm2, lot_minimum, days, active, position,
        source_note))

struct Tolerance {
    std::string code{};
    std::string name{};
    std::vector<std::string> services{};
    double time_multiplier = 1; // on machine time
    double inspection_per_order = 0;
    double inspection_per_piece = 0;
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(Tolerance, (),
    (code, name, services, time_multiplier, inspection_per_order, inspection_per_piece, active, position, source_note))

struct RushLevel {
    std::string code{};
    std::string name{};
    double multiplier = 1;              // of the subtotal
    std::optional<std::int64_t> days{}; // working days promised; absent: the ordinary lead time
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(RushLevel, (), (code, name, multiplier, days, active, position, source_note))

// What the company calls a colour that materials name by its code.
struct ColorName {
    std::string code{};
    std::string name{};
    bool active = true;
    std::int64_t position = 0;
    std::string source_note{};
};
BOOST_DESCRIBE_STRUCT(ColorName, (), (code, name, active, position, source_note))

// Everything a price is made from besides the part. Each vector is a table; `currency` belongs to the company.
struct Catalogue {
    std::string currency = "USD"; // ISO 4217; says how many decimals an amount has
    std::vector<Service> services{};
    std::vector<QuantityStep> quantity_steps{};
    std::vector<FdmParameters> fdm_parameters{};
    std::vector<FdmProfile> fdm_profiles{};
    std::vector<SlaParameters> sla_parameters{};
    std::vector<SlaProfile> sla_profiles{};
    std::vector<PowderParameters> powder_parameters{};
    std::vector<PowderProfile> powder_profiles{};
    std::vector<MillingParameters> milling_parameters{};
    std::vector<Material> materials{};
    std::vector<Machine> machines{};
    std::vector<Finish> finishes{};
    std::vector<Tolerance> tolerances{};
    std::vector<RushLevel> rush_levels{};
    std::vector<ColorName> color_names{};
};
BOOST_DESCRIBE_STRUCT(Catalogue, (),
    (currency, services, quantity_steps, fdm_parameters, fdm_profiles, sla_parameters, sla_profiles, powder_parameters,
        powder_profiles, milling_parameters, materials, machines, finishes, tolerances, rush_levels, color_names))

// The catalogue a new company starts with: FDM, SLA, SLS, MJF and three-axis milling with the defaults of
// docs/pricing.md, each row with its source. About 100 rows.
Catalogue default_catalogue();

// Something wrong in a catalogue: which table (as the Catalogue member), which row, which field, and a sentence.
struct CatalogueProblem {
    std::string table{};
    std::string code{};
    std::string field{};
    std::string message{};
};
BOOST_DESCRIBE_STRUCT(CatalogueProblem, (), (table, code, field, message))

// What a person has to put right before prices can be made: numbers out of range, codes that repeat or name nothing.
// A catalogue without problems prices every part or refuses it by name; one with problems still never crashes price().
std::vector<CatalogueProblem> problems_of(Catalogue const& catalogue);

} // namespace guildhall::pricing
