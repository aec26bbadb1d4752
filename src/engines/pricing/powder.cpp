// Powder bed printing (SLS, MJF): a piece pays for the share of the build it occupies (calculator.md 3.4).
#include "powder.hpp"
#include <algorithm>

namespace guildhall::pricing {
namespace {

constexpr double usual_bulk_share = 0.5; // of the part density, where the powder's own is not known

Plan plan_on(Job const& job, PowderParameters const& parameters, Machine const& machine, PowderProfile const& profile)
{
    auto const chamber_mm3 = machine.envelope_x_mm * machine.envelope_y_mm * machine.envelope_z_mm;
    auto const chamber_used_mm3 = powder_chamber_used(job.part, parameters);
    auto const share = std::min(1.0, chamber_used_mm3 / chamber_mm3);
    auto const build_hours = machine.envelope_z_mm / profile.growth_mm_per_hour + profile.warm_up_and_cooling_hours;
    auto const scan_s = profile.scan_mm3_per_s ? job.part.volume_mm3 / *profile.scan_mm3_per_s : 0;
    auto const each_s = share * build_hours * seconds_per_hour + scan_s;

    auto const& material = job.material();
    auto const grams = powder_grams(job.part, chamber_used_mm3, material, parameters) * (1 + material.waste_share);
    auto const labour = job.service().labour_rate;

    Plan plan;
    plan.machine = &machine;
    plan.charges = {
        {charge::material, "Powder", QuantityCurve::per_piece(grams * material.price_per_kg / grams_per_kg)},
        {charge::machine_time, "Machine time",
            QuantityCurve::per_piece(each_s * machine.hourly_rate / seconds_per_hour)},
        {charge::setup, "Set-up",
            QuantityCurve::highest_of(
                {{parameters.setup_hours_per_order * labour, share * parameters.setup_hours_per_build * labour}})},
        {charge::post_processing, "Post-processing",
            QuantityCurve::per_piece(parameters.post_processing_minutes / minutes_per_hour * labour)},
    };
    plan.machine_seconds = QuantityCurve::per_piece(each_s);
    plan.batch_seconds = build_hours * seconds_per_hour;
    plan.grams = QuantityCurve::per_piece(grams);
    return plan;
}

} // namespace

double powder_chamber_used(Part const& part, PowderParameters const& parameters)
{
    auto const& box = part.box_mm;
    auto const gap = parameters.spacing_mm;
    return (box.x + gap) * (box.y + gap) * (box.z + gap) / parameters.packing_share;
}

double powder_grams(
    Part const& part, double chamber_used_mm3, Material const& material, PowderParameters const& parameters)
{
    auto const bulk = material.bulk_density_g_per_cm3.value_or(material.density_g_per_cm3 * usual_bulk_share);
    auto const unfused_mm3 = std::max(0.0, chamber_used_mm3 - part.volume_mm3);
    auto const refreshed = material.refresh_share.value_or(parameters.refresh_share) * unfused_mm3 * bulk;
    return (part.volume_mm3 * material.density_g_per_cm3 + refreshed) / mm3_per_cm3;
}

std::vector<Plan> powder_plans(Job const& job, PowderParameters const& parameters, Machines const& machines)
{
    std::vector<Plan> plans;
    for (auto const* machine : machines) {
        auto const* profile = machine->profile ? active_row(job.catalogue.powder_profiles, *machine->profile) : nullptr;
        if (profile) plans.push_back(plan_on(job, parameters, *machine, *profile));
    }
    return plans;
}

} // namespace guildhall::pricing
