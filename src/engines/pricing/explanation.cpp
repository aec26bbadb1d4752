#include "explanation.hpp"
#include <cmath>
#include <fmt/format.h>

namespace guildhall::pricing {
namespace {

std::string pieces(std::int64_t quantity) { return quantity == 1 ? "1 piece" : fmt::format("{} pieces", quantity); }

std::string duration(double seconds)
{
    auto const minutes = std::isfinite(seconds) && seconds < 1e12 ? std::llround(seconds / 60) : 0;
    if (minutes < 1) return "less than a minute";
    if (minutes < 60) return fmt::format("{} min", minutes);
    return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60)
                             : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string weight(double grams)
{
    if (grams >= 1000) return fmt::format("{:.3g} kg", grams / 1000);
    return grams >= 10 ? fmt::format("{:.0f} g", grams) : fmt::format("{:.1f} g", grams);
}

std::string setup_text(Job const& job)
{
    switch (job.service().model) {
    case CostModel::fdm:
    case CostModel::sla: return "Preparing the data and the plate; all pieces of a plate share it.";
    case CostModel::powder: return "Preparing the data and this order's share of the build.";
    case CostModel::milling:
        return job.part.milling_setups > 1
                   ? fmt::format("Setting the machine up for {} sides, once per order.", job.part.milling_setups)
                   : "Setting the machine up, once per order.";
    }
    return {};
}

// By the choice of the customer rather than by the model.
std::string choice_text(std::string_view code, Job const& job)
{
    auto const& selection = job.selection;
    if (code == "tolerance" && selection.tolerance)
        return fmt::format("{}: the machine works more slowly.", selection.tolerance->name);
    if (code == "inspection" && selection.tolerance)
        return fmt::format("Measuring the pieces against {}.", selection.tolerance->name);
    if (code == "finish" && selection.finish)
        return fmt::format("{} of {}, {:.3g} cm2 each.", selection.finish->name, pieces(selection.quantity),
            job.part.area_mm2 / mm2_per_cm2);
    if (code == "color") return "This colour is bought in for the order.";
    return {};
}

} // namespace

std::string explanation(std::string_view code, Plan const& plan, Job const& job)
{
    auto const quantity = job.selection.quantity;
    if (code == charge::material)
        return fmt::format("{} of {} for {}, losses included.", weight(plan.grams.at(quantity)), job.material().name,
            pieces(quantity));
    if (code == charge::machine_time)
        return fmt::format(
            "{} on {} for {}.", duration(plan.machine_seconds.at(quantity)), plan.machine->name, pieces(quantity));
    if (code == charge::setup) return setup_text(job);
    if (code == charge::supports) return "Material, time and handwork for what holds up overhangs.";
    if (code == charge::programming) return "Writing the machine's program, once per order.";
    if (code == charge::stock_cutting) return "Sawing the stock to size.";
    if (code == charge::wash_and_cure) return "Washing off resin and curing; all pieces of a plate share it.";
    if (code == charge::special_tools) return "Tools for places that straight ones do not reach, once per order.";
    if (code == charge::post_processing) return fmt::format("Handwork on {}.", pieces(quantity));
    if (code == "overhead") return "Rooms, office and everything else that no single part causes.";
    if (code == "risk_reserve") return "For pieces that fail and are made again.";
    if (code == "quantity_discount") return fmt::format("For ordering {} at once.", pieces(quantity));
    if (code == "minimum_charge") return fmt::format("The least that an order of {} costs.", job.service().name);
    return choice_text(code, job);
}

} // namespace guildhall::pricing
