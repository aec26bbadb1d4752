#include "jobs/registry.hpp"
#include <algorithm>

namespace guildhall::jobs {

void Registry::handle(std::string kind, Handler handler, HandlerOptions options)
{
    auto const [place, is_new] =
        handlers_.try_emplace(std::move(kind), KnownHandler{std::move(handler), std::move(options)});
    check(is_new, ("two handlers for jobs of kind " + place->first).c_str());
}

void Registry::consume(std::string name, ConsumerFunction take)
{
    auto const taken = std::ranges::find(consumers_, name, &Consumer::name) != consumers_.end();
    check(!taken, ("two consumers are named " + name).c_str());
    consumers_.push_back({std::move(name), std::move(take)});
}

void Registry::schedule(Schedule schedule)
{
    auto const taken = std::ranges::find(schedules_, schedule.name, &Schedule::name) != schedules_.end();
    check(!taken, ("two schedules are named " + schedule.name).c_str());
    auto const cron = Cron::parse(schedule.cron);
    check(cron.has_value(), (schedule.name + ": " + (cron ? "" : cron.error())).c_str());
    auto const zone = Zone::parse(schedule.time_zone);
    check(zone.has_value(), (schedule.name + ": unknown time zone " + schedule.time_zone).c_str());
    schedules_.push_back({std::move(schedule), *cron, *zone});
}

Registry::KnownHandler const* Registry::handler_of(std::string_view kind) const
{
    auto const found = handlers_.find(kind);
    return found == handlers_.end() ? nullptr : &found->second;
}

} // namespace guildhall::jobs
