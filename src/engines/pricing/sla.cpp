// Resin printing: layers of fixed time, shared by what stands on the plate (calculator.md 3.3).
#include "sla.hpp"
#include <algorithm>

namespace guildhall::pricing {
namespace {

constexpr double usual_wash_and_cure_rate = 6; // the station's, whatever the printer costs

Plan plan_on(Job const& job, SlaParameters const& parameters, Machine const& machine, SlaProfile const& profile,
    geometry::Orientation const& way)
{
    auto const resin = sla_resin(job.part, parameters);
    auto const share = 1 / pieces_per_plate(way, machine, parameters.spacing_mm);
    auto const filled = job.part.volume_mm3 / way.height_mm / (machine.envelope_x_mm * machine.envelope_y_mm);
    auto const plate_s = sla_plate_time(way.height_mm, filled, profile, job.material().exposure_factor.value_or(1));
    // A laser draws every piece; a mask exposes the whole plate at once.
    auto const scan_s = profile.scan_mm3_per_s ? resin.cured_mm3() / *profile.scan_mm3_per_s : 0;
    auto const each_s = share * plate_s + scan_s;

    auto const& material = job.material();
    auto const per_mm3 = material.density_g_per_cm3 / mm3_per_cm3 * (1 + material.waste_share);
    auto const per_gram = material.price_per_kg / grams_per_kg;
    auto const part_grams = (resin.part_mm3 + resin.film_mm3) * per_mm3;
    auto const support_grams = resin.support_mm3 * per_mm3;
    auto const labour = job.service().labour_rate;

    Plan plan;
    plan.machine = &machine;
    plan.orientation = &way;
    plan.charges = {
        {charge::material, "Resin", QuantityCurve::per_piece(part_grams * per_gram)},
        {charge::machine_time, "Machine time",
            QuantityCurve::per_piece(each_s * machine.hourly_rate / seconds_per_hour)},
        {charge::supports, "Supports", QuantityCurve::per_piece(support_grams * per_gram)},
        {charge::wash_and_cure, "Wash and cure",
            QuantityCurve::per_piece(share * parameters.wash_and_cure_hours_per_plate *
                                     parameters.wash_and_cure_rate.value_or(usual_wash_and_cure_rate))},
        {charge::setup, "Set-up", shared_by(1 / share, parameters.setup_hours_per_plate * labour)},
        {charge::post_processing, "Post-processing",
            QuantityCurve::per_piece(parameters.post_processing_minutes / minutes_per_hour * labour)},
    };
    plan.machine_seconds = QuantityCurve::per_piece(each_s);
    plan.batch_seconds = plate_s + scan_s;
    plan.grams = QuantityCurve::per_piece(part_grams + support_grams);
    return plan;
}

} // namespace

SlaResin sla_resin(Part const& part, SlaParameters const& parameters)
{
    auto const open_space = part.hull_mm3 - part.volume_mm3;
    return {
        .part_mm3 = part.volume_mm3,
        .support_mm3 =
            std::max(parameters.support_share_of_void * open_space, parameters.support_share_of_part * part.volume_mm3),
        .film_mm3 = parameters.resin_film_mm * part.area_mm2,
    };
}

double sla_plate_time(double height_mm, double filled_share, SlaProfile const& profile, double exposure_factor)
{
    auto const layers = std::max(1.0, height_mm / profile.layer_mm);
    auto const bottom_layers = std::min(layers, static_cast<double>(profile.bottom_layers));
    auto const exposure = profile.exposure_s * exposure_factor;
    auto const move = filled_share > profile.slow_above_share ? profile.slow_move_s : profile.move_s;
    return profile.preparation_s + layers * (exposure + move) +
           bottom_layers * std::max(0.0, profile.bottom_exposure_s - exposure);
}

std::vector<Plan> sla_plans(Job const& job, SlaParameters const& parameters, Machines const& machines)
{
    std::vector<Plan> plans;
    for (auto const* machine : machines) {
        auto const* profile = machine->profile ? active_row(job.catalogue.sla_profiles, *machine->profile) : nullptr;
        if (!profile) continue;
        for (auto const& way : job.part.orientations)
            if (fits_plate(way, *machine)) plans.push_back(plan_on(job, parameters, *machine, *profile, way));
    }
    return plans;
}

} // namespace guildhall::pricing
