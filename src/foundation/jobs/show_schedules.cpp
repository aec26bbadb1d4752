#include "db/queries.hpp"
#include "jobs/schedules.hpp"
#include <algorithm>

namespace guildhall::jobs {
namespace {

db::Tables const tables{{"schedule", "schedule_firing"}};
db::Find<Time, std::string> const find_last{tables, "last_at FROM schedule WHERE name = ?", db::Reach::all_companies};
db::Find<Time, CompanyId, std::string> const find_firing{
    tables, "last_at FROM schedule_firing WHERE company_id = ? AND name = ?"};

// A schedule stands at its registration before it first fires; that is no time which it names.
std::optional<Time> named(Registry::KnownSchedule const& schedule, std::optional<Time> stands_at)
{
    if (!stands_at) return std::nullopt;
    auto const next = next_time(schedule.parsed_cron, schedule.zone, *stands_at - std::chrono::microseconds(1));
    return next == stands_at ? stands_at : std::nullopt;
}

} // namespace

std::vector<ScheduleView> show_schedules(
    db::Tx& tx, CompanyId company, std::vector<Registry::KnownSchedule> const& schedules, Time now)
{
    std::vector<ScheduleView> shown;
    for (auto const& schedule : schedules) {
        auto const last = schedule.per == Per::company ? find_firing(tx, company, schedule.name)
                                                       : named(schedule, find_last(tx, schedule.name));
        shown.push_back({schedule.name, schedule.cron, schedule.time_zone, schedule.after_downtime, schedule.per, last,
            next_time(schedule.parsed_cron, schedule.zone, now)});
    }
    std::ranges::sort(shown, {}, &ScheduleView::name);
    return shown;
}

} // namespace guildhall::jobs
