#include "findings.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace guildhall::pricing {
namespace {

constexpr double heavy_support_share = 0.5; // prism below overhangs per part volume
constexpr double smallest_likely_mm = 1;    // outside these a file's unit is probably wrong …
constexpr double largest_likely_mm = 5000;
constexpr double smallest_likely_guessed_mm = 5; // … all the more where the file names none

void check_mesh(Findings& found, Part const& part)
{
    auto const& analysis = *part.analysis;
    if (part.volume_doubtful)
        found.blocking.push_back({"volume_unreliable",
            "The surface is open or crosses itself, so the volume is uncertain; the price may change after a look."});
    else if (!analysis.watertight)
        found.warnings.push_back({"open_mesh", "The surface has gaps; the part is made as if they were closed."});
    auto const longest = part.box_mm.x;
    auto const small = longest < (analysis.units_assumed ? smallest_likely_guessed_mm : smallest_likely_mm);
    if (small || longest > largest_likely_mm)
        found.warnings.push_back({"suspicious_size",
            fmt::format("The part measures {}; is the unit of the file right?", size_text(part.box_mm))});
    if (analysis.bodies > 1)
        found.warnings.push_back({"several_bodies",
            fmt::format("The file holds {} bodies; they are priced together as one piece.", analysis.bodies)});
}

void check_walls(Findings& found, Job const& job)
{
    auto const wall = job.part.thin_wall_mm;
    if (wall <= 0) return;
    auto const thin = job.material().thin_wall_mm.value_or(job.service().thin_wall_mm);
    auto const thinnest = job.material().thinnest_wall_mm.value_or(job.service().thinnest_wall_mm);
    if (wall < thinnest)
        found.blocking.push_back({"wall_too_thin", fmt::format("Walls of {:.2g} mm: {} in {} needs at least {:.2g} mm.",
                                                       wall, job.service().name, job.material().name, thinnest)});
    else if (wall < thin)
        found.warnings.push_back({"thin_wall",
            fmt::format("Walls of {:.2g} mm may break or warp; {:.2g} mm or more are safe.", wall, thin)});
}

void check_milling(Findings& found, Job const& job)
{
    auto const* parameters = parameters_of(job.catalogue.milling_parameters, job.service().code);
    if (!parameters) return;
    auto const share = job.part.unreachable_share;
    auto const text = fmt::format("{:.1f} % of the surface cannot be reached by a straight tool.", share * 100);
    if (share > parameters->unreachable_limit_share)
        found.blocking.push_back({"unreachable_surface", text});
    else if (share > parameters->unreachable_warning_share)
        found.warnings.push_back({"undercut", text});
    if (job.part.milling_setups > parameters->many_setups)
        found.warnings.push_back({"many_setups",
            fmt::format("The part has to be clamped {} times; fewer sides make it cheaper.", job.part.milling_setups)});
}

void check_printing(Findings& found, Job const& job, Plan const& plan)
{
    auto const& material = job.material();
    auto const filament = job.service().model == CostModel::fdm; // resin always stands on supports, powder on none
    if (filament && plan.orientation &&
        plan.orientation->support_volume_mm3 > heavy_support_share * job.part.volume_mm3)
        found.warnings.push_back(
            {"supports_heavy", "Large overhangs need much support material; surfaces resting on it will be rougher."});
    if (material.warping_limit_mm && job.part.box_mm.x > *material.warping_limit_mm)
        found.blocking.push_back(
            {"warping_risk", fmt::format("{} warps in parts longer than {:.4g} mm; this one measures {}.",
                                 material.name, *material.warping_limit_mm, size_text(job.part.box_mm))});
}

} // namespace

Findings findings(Job const& job, Plan const& plan)
{
    Findings found;
    check_mesh(found, job.part);
    check_walls(found, job);
    if (job.service().model == CostModel::milling)
        check_milling(found, job);
    else
        check_printing(found, job, plan);
    if (job.selection.special_color)
        found.warnings.push_back(
            {"color_surcharge", fmt::format("This colour of {} costs extra per order.", job.material().name)});
    return found;
}

} // namespace guildhall::pricing
