// Filament printing: layers of walls, skins and infill, measured against a slicer (calculator.md 3.2).
#include "fdm.hpp"
#include <algorithm>

namespace guildhall::pricing {
namespace {

// Shares found by fitting 50 sliced parts: walls overlap at corners, skins end where walls begin.
constexpr double wall_overlap = 0.93;
constexpr double skin_overlap = 0.9;

Plan plan_on(Job const& job, FdmParameters const& parameters, Machine const& machine, FdmProfile const& profile,
    geometry::Orientation const& way)
{
    auto const deposit = fdm_deposit(job.part, way, parameters, profile.layer_mm);
    auto const plate = fdm_plate_time(deposit, way, profile);
    auto const pieces = pieces_per_plate(way, machine, parameters.spacing_mm);
    auto const support_s = deposit.support_mm3 / profile.support_mm3_per_s;
    // One plate at least as slow as its layers cool, or as long as its pieces take; further plates are shared.
    auto const full_plate = plate.seconds(pieces);
    auto const print_time = [&](double more_each) {
        return QuantityCurve::highest_of({{plate.cooling_s, more_each}, {plate.shared_s, plate.each_s + more_each},
            {0, full_plate / pieces + more_each}});
    };

    auto const& material = job.material();
    auto const per_mm3 = material.density_g_per_cm3 / mm3_per_cm3 * (1 + material.waste_share);
    auto const part_grams = (deposit.wall_mm3 + deposit.skin_mm3 + deposit.infill_mm3) * per_mm3;
    auto const support_grams = deposit.support_mm3 * per_mm3;
    auto const per_gram = material.price_per_kg / grams_per_kg;
    auto const per_second = machine.hourly_rate / seconds_per_hour;
    auto const labour = job.service().labour_rate;
    auto const removal_minutes = way.overhang_area_mm2 / mm2_per_cm2 * parameters.support_removal_minutes_per_cm2;
    auto const support_cost =
        support_grams * per_gram + support_s * per_second + removal_minutes / minutes_per_hour * labour;

    Plan plan;
    plan.machine = &machine;
    plan.orientation = &way;
    plan.charges = {
        {charge::material, "Material", QuantityCurve::per_piece(part_grams * per_gram)},
        {charge::machine_time, "Machine time", print_time(0).times(per_second)},
        {charge::supports, "Supports", QuantityCurve::per_piece(support_cost)},
        {charge::setup, "Set-up", shared_by(pieces, parameters.setup_hours_per_plate * labour)},
        {charge::post_processing, "Post-processing",
            QuantityCurve::per_piece(parameters.post_processing_minutes / minutes_per_hour * labour)},
    };
    plan.machine_seconds = print_time(support_s);
    plan.batch_seconds = plan.machine_seconds.at(1);
    plan.grams = QuantityCurve::per_piece(part_grams + support_grams);
    return plan;
}

} // namespace

FdmDeposit fdm_deposit(
    Part const& part, geometry::Orientation const& way, FdmParameters const& parameters, double layer_mm)
{
    auto const side = std::max(0.0, part.area_mm2 - way.up_area_mm2 - way.down_area_mm2);
    auto const wall_thickness = static_cast<double>(parameters.walls) * parameters.line_width_mm;
    auto const skins = way.up_area_mm2 * static_cast<double>(parameters.top_layers) +
                       way.down_area_mm2 * static_cast<double>(parameters.bottom_layers);
    FdmDeposit deposit;
    deposit.wall_mm3 = std::min(part.volume_mm3, wall_overlap * side * wall_thickness);
    auto const inside = part.volume_mm3 - deposit.wall_mm3;
    deposit.skin_mm3 = std::min(inside, skin_overlap * skins * layer_mm);
    deposit.infill_mm3 = (inside - deposit.skin_mm3) * parameters.infill_share;
    deposit.support_mm3 = way.support_volume_mm3 * parameters.support_density;
    return deposit;
}

FdmPlateTime fdm_plate_time(FdmDeposit const& deposit, geometry::Orientation const& way, FdmProfile const& profile)
{
    auto const layers = std::max(1.0, way.height_mm / profile.layer_mm);
    return {
        .cooling_s = profile.start_s + layers * profile.least_layer_s,
        .shared_s = profile.start_s + layers * profile.layer_change_s,
        .each_s = deposit.wall_mm3 / profile.wall_mm3_per_s + deposit.skin_mm3 / profile.skin_mm3_per_s +
                  deposit.infill_mm3 / profile.infill_mm3_per_s,
    };
}

std::vector<Plan> fdm_plans(Job const& job, FdmParameters const& parameters, Machines const& machines)
{
    std::vector<Plan> plans;
    for (auto const* machine : machines) {
        auto const* profile = machine->profile ? active_row(job.catalogue.fdm_profiles, *machine->profile) : nullptr;
        if (!profile) continue;
        for (auto const& way : job.part.orientations)
            if (fits_plate(way, *machine)) plans.push_back(plan_on(job, parameters, *machine, *profile, way));
    }
    return plans;
}

} // namespace guildhall::pricing
