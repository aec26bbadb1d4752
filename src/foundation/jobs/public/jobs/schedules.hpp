#pragma once
// The schedules as people see them: what the clock asks for, when it last did, and when it will again (PL-41).
#include "jobs/registry.hpp"

namespace guildhall::jobs {

struct ScheduleView {
    std::string name;
    std::string cron;
    std::string time_zone;
    AfterDowntime after_downtime = AfterDowntime::once;
    Per per = Per::installation;
    std::optional<Time> last_fired_at; // of the company, where it fires per company
    std::optional<Time> next_at;       // by the clock; absent: never again
};
BOOST_DESCRIBE_STRUCT(ScheduleView, (), (name, cron, time_zone, after_downtime, per, last_fired_at, next_at))

// By name, as this company sees them.
std::vector<ScheduleView> show_schedules(
    db::Tx& tx, CompanyId company, std::vector<Registry::KnownSchedule> const& schedules, Time now);

} // namespace guildhall::jobs
