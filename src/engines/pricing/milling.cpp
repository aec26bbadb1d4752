// Three-axis milling: stock minus part at the material's effective rates, and the set-ups (calculator.md 3.5, 3.7).
#include "milling.hpp"
#include <algorithm>

namespace guildhall::pricing {
namespace {

constexpr std::int64_t usual_setups = 2; // where the analysis could not tell: top and bottom

double each_minutes(Job const& job, MillingParameters const& parameters, MillingWork const& work)
{
    auto const& material = job.material();
    auto const thin_wall = material.thin_wall_mm.value_or(job.service().thin_wall_mm);
    auto const cutting = work.removed_mm3 / mm3_per_cm3 / *material.removal_cm3_per_min +
                         work.finished_mm2 / mm2_per_cm2 / *material.finishing_cm2_per_min;
    auto const tool_changes = work.setups * parameters.tools_per_setup * parameters.tool_change_s / 60;
    return cutting * milling_difficulty(job.part, thin_wall, parameters) + tool_changes +
           work.setups * parameters.load_minutes;
}

Plan plan_on(Job const& job, MillingParameters const& parameters, Machine const& machine, MillingWork const& work)
{
    auto const& material = job.material();
    auto const kg =
        work.stock_mm3 / mm3_per_cm3 * material.density_g_per_cm3 / grams_per_kg * (1 + material.waste_share);
    auto const minutes = each_minutes(job, parameters, work) * machine.time_factor;
    auto const programming_minutes =
        std::max(parameters.programming_minutes, parameters.programming_minutes_per_setup * work.setups);
    auto const undercut = std::min(1.0, job.part.unreachable_share / parameters.undercut_full_share);
    auto const labour = job.service().labour_rate;

    Plan plan;
    plan.machine = &machine;
    plan.charges = {
        {charge::material, "Stock material", stock_cost(kg, material.price_per_kg, parameters)},
        {charge::stock_cutting, "Stock cutting",
            QuantityCurve::highest_of(
                {{parameters.saw_setup_hours * labour, parameters.saw_seconds_per_cut / seconds_per_hour * labour}})},
        {charge::programming, "Programming",
            QuantityCurve::per_order(programming_minutes / minutes_per_hour * parameters.programming_rate)},
        {charge::setup, "Set-up", QuantityCurve::per_order(work.setups * parameters.setup_hours * machine.hourly_rate)},
        {charge::machine_time, "Machine time",
            QuantityCurve::per_piece(minutes / minutes_per_hour * machine.hourly_rate)},
        {charge::special_tools, "Special tools", QuantityCurve::per_order(parameters.undercut_cost * undercut)},
        {charge::post_processing, "Deburring and cleaning",
            QuantityCurve::per_piece(parameters.post_processing_minutes / minutes_per_hour * labour)},
    };
    plan.machine_seconds =
        QuantityCurve::highest_of({{work.setups * parameters.setup_hours * seconds_per_hour, minutes * 60}});
    plan.grams = QuantityCurve::per_piece(kg * grams_per_kg);
    return plan;
}

} // namespace

MillingWork milling_work(Part const& part, MillingParameters const& parameters)
{
    auto const more = 2 * parameters.allowance_mm;
    MillingWork work;
    work.stock_mm = {part.box_mm.x + more, part.box_mm.y + more, part.box_mm.z + more};
    work.stock_mm3 = work.stock_mm.x * work.stock_mm.y * work.stock_mm.z;
    work.removed_mm3 = work.stock_mm3 - part.volume_mm3;
    work.finished_mm2 = part.area_mm2 - part.stock_face_mm2;
    work.setups = static_cast<double>(part.milling_setups > 0 ? part.milling_setups : usual_setups);
    return work;
}

double milling_difficulty(Part const& part, double thin_wall_mm, MillingParameters const& parameters)
{
    auto const thinness =
        part.thin_wall_mm > 0 && thin_wall_mm > 0 ? std::max(0.0, 1 - part.thin_wall_mm / thin_wall_mm) : 0.0;
    auto const undercut = std::min(1.0, part.unreachable_share / parameters.undercut_full_share);
    return (1 + (parameters.thin_wall_time_factor - 1) * thinness) *
           (1 + (parameters.undercut_time_factor - 1) * undercut);
}

QuantityCurve stock_cost(double kg_each, double price_per_kg, MillingParameters const& parameters)
{
    auto const small = parameters.small_lot_factor;
    auto const large = parameters.large_lot_factor;
    auto const each = kg_each * price_per_kg;
    auto const small_lot_extra = parameters.small_lot_kg * price_per_kg * std::max(0.0, small - 1);
    auto const large_lot_saving = parameters.large_lot_kg * price_per_kg * std::max(0.0, 1 - large);
    return QuantityCurve::lowest_of({{0, each * std::max(1.0, small)}, {small_lot_extra, each},
        {small_lot_extra + large_lot_saving, each * std::min(1.0, large)}});
}

std::vector<Plan> milling_plans(Job const& job, MillingParameters const& parameters, Machines const& machines)
{
    auto const& material = job.material();
    if (!material.removal_cm3_per_min || !material.finishing_cm2_per_min) return {};
    auto const work = milling_work(job.part, parameters);
    std::vector<Plan> plans;
    for (auto const* machine : machines) plans.push_back(plan_on(job, parameters, *machine, work));
    return plans;
}

} // namespace guildhall::pricing
