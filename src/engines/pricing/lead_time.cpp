#include "lead_time.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::pricing {
namespace {

constexpr double longest_production_days = 1e6;
constexpr std::int64_t longest_waiting_days = 10'000;

} // namespace

LeadTime lead_time(Job const& job, Plan const& plan)
{
    auto const hours = plan.machine_seconds.at(job.selection.quantity) / seconds_per_hour;
    auto const units = static_cast<double>(std::max<std::int64_t>(1, plan.machine->units));
    auto const hours_per_day = std::max(1.0, job.service().machine_hours_per_day) * units;
    // A plate or build runs through the night, and is not done before it is done.
    auto const batch_days = plan.batch_seconds / seconds_per_hour / 24;
    auto const production = std::clamp(std::max(hours / hours_per_day, batch_days), 0.0, longest_production_days);
    auto const finish_days =
        job.selection.finish ? std::clamp<std::int64_t>(job.selection.finish->days, 0, longest_waiting_days) : 0;
    auto const waiting = std::clamp<std::int64_t>(job.service().lead_time_days, 0, longest_waiting_days);
    auto const ordinary = waiting + static_cast<std::int64_t>(std::ceil(production)) + finish_days;

    auto const* rush = job.selection.rush;
    if (!rush || !rush->days || *rush->days >= ordinary) return {.days = ordinary};
    // In a hurry the queue is jumped; what is made within a day can go the same day.
    auto const needed = static_cast<std::int64_t>(std::floor(production)) + finish_days;
    return {.days = std::max(*rush->days, needed), .rush_kept = needed <= *rush->days};
}

} // namespace guildhall::pricing
