#include "plan.hpp"
#include "milling.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

namespace guildhall::pricing {
namespace {

constexpr double fit_tolerance_mm = 0.01; // a measured part may be a hair larger than its drawing
constexpr double usable_plate_share = 0.85;

Machines machines_for(Job const& job)
{
    Machines machines;
    for (auto const& machine : job.catalogue.machines)
        if (machine.active && allows(machine.services, job.service().code) &&
            allows(machine.materials, job.material().code))
            machines.push_back(&machine);
    return machines;
}

// What has to find room in a machine: a mill needs room for the stock.
geometry::Dimensions body_of(Job const& job)
{
    if (job.service().model != CostModel::milling) return job.part.box_mm;
    auto const* parameters = parameters_of(job.catalogue.milling_parameters, job.service().code);
    return parameters ? milling_work(job.part, *parameters).stock_mm : job.part.box_mm;
}

bool has_room(Machine const& machine, Job const& job)
{
    auto const on_plate = job.service().model == CostModel::fdm || job.service().model == CostModel::sla;
    if (!on_plate) return fits_in(body_of(job), machine);
    return std::ranges::any_of(
        job.part.orientations, [&](geometry::Orientation const& way) { return fits_plate(way, machine); });
}

std::vector<Plan> plans_by_model(Job const& job, Machines const& machines)
{
    auto const& catalogue = job.catalogue;
    auto const plan = [&](auto const& parameter_rows, auto model) {
        auto const* parameters = parameters_of(parameter_rows, job.service().code);
        return parameters ? model(job, *parameters, machines) : std::vector<Plan>{};
    };
    switch (job.service().model) {
    case CostModel::fdm: return plan(catalogue.fdm_parameters, fdm_plans);
    case CostModel::sla: return plan(catalogue.sla_parameters, sla_plans);
    case CostModel::powder: return plan(catalogue.powder_parameters, powder_plans);
    case CostModel::milling: return plan(catalogue.milling_parameters, milling_plans);
    }
    return {};
}

std::string_view unit_hint(Job const& job)
{
    return job.part.analysis->units_assumed ? " The file names no unit and was read as millimetres; is that right?"
                                            : "";
}

Rejection too_large(Job const& job, Machines const& machines)
{
    auto const volume = [](Machine const* m) { return m->envelope_x_mm * m->envelope_y_mm * m->envelope_z_mm; };
    auto const* largest = *std::ranges::max_element(machines, {}, volume);
    auto const space = size_text({largest->envelope_x_mm, largest->envelope_y_mm, largest->envelope_z_mm});
    return {Refusal::part_too_large, part_field(*job.part.analysis),
        fmt::format("The part needs {} and fits no machine for {} in {}; the largest works within {}.{}",
            size_text(body_of(job)), job.service().name, job.material().name, space, unit_hint(job))};
}

std::optional<Rejection> size_outside_service(Job const& job)
{
    auto const& service = job.service();
    auto const longest = job.part.box_mm.x;
    auto const field = part_field(*job.part.analysis);
    if (longest < service.smallest_part_mm)
        return Rejection{Refusal::part_too_small, field,
            fmt::format("The part measures {}; {} needs at least {:.4g} mm.{}", size_text(job.part.box_mm),
                service.name, service.smallest_part_mm, unit_hint(job))};
    if (service.largest_part_mm && longest > *service.largest_part_mm + fit_tolerance_mm)
        return Rejection{Refusal::part_too_large, field,
            fmt::format("The part measures {}; {} takes at most {:.4g} mm.{}", size_text(job.part.box_mm), service.name,
                *service.largest_part_mm, unit_hint(job))};
    return std::nullopt;
}

} // namespace

bool fits_plate(geometry::Orientation const& way, Machine const& machine)
{
    auto const long_side = std::max(machine.envelope_x_mm, machine.envelope_y_mm) + fit_tolerance_mm;
    auto const short_side = std::min(machine.envelope_x_mm, machine.envelope_y_mm) + fit_tolerance_mm;
    return way.height_mm <= machine.envelope_z_mm + fit_tolerance_mm && way.length_mm <= long_side &&
           way.width_mm <= short_side;
}

bool fits_in(geometry::Dimensions const& box, Machine const& machine)
{
    std::array sides{box.x, box.y, box.z};
    std::array space{machine.envelope_x_mm, machine.envelope_y_mm, machine.envelope_z_mm};
    std::ranges::sort(sides);
    std::ranges::sort(space);
    return std::ranges::equal(sides, space, [](double side, double room) { return side <= room + fit_tolerance_mm; });
}

double pieces_per_plate(geometry::Orientation const& way, Machine const& machine, double spacing_mm)
{
    auto const plate = machine.envelope_x_mm * machine.envelope_y_mm * usable_plate_share;
    return std::max(1.0, plate / ((way.length_mm + spacing_mm) * (way.width_mm + spacing_mm)));
}

QuantityCurve shared_by(double pieces, double cost_per_batch)
{
    return QuantityCurve::highest_of({{cost_per_batch, 0}, {0, cost_per_batch / pieces}});
}

std::expected<std::vector<Plan>, Rejection> feasible_plans(Job const& job)
{
    if (auto rejection = size_outside_service(job)) return std::unexpected(std::move(*rejection));
    auto const machines = machines_for(job);
    if (machines.empty())
        return std::unexpected(Rejection{Refusal::not_makeable, "material",
            fmt::format("No machine for {} works {} at present.", job.service().name, job.material().name)});
    Machines roomy;
    std::ranges::copy_if(
        machines, std::back_inserter(roomy), [&](Machine const* machine) { return has_room(*machine, job); });
    if (roomy.empty()) return std::unexpected(too_large(job, machines));
    auto plans = plans_by_model(job, roomy);
    if (plans.empty())
        return std::unexpected(Rejection{Refusal::not_makeable, "service",
            fmt::format("{} in {} cannot be priced at present: its parameters are incomplete.", job.service().name,
                job.material().name)});
    return plans;
}

} // namespace guildhall::pricing
