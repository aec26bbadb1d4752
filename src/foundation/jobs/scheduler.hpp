#pragma once
// Fires schedules, each once over all nodes: who moves the schedule's last time in the database has fired it.
#include "db/database.hpp"
#include "jobs/registry.hpp"

namespace guildhall::jobs {

// The named times after `last_at` up to `now` that count under the schedule's policy, in order.
struct Occurrences {
    std::vector<Time> to_fire;
    std::optional<Time> last; // where the schedule stands afterwards; nothing: no time has come
};
Occurrences occurrences(Registry::KnownSchedule const& schedule, Time last_at, Time now);

class Scheduler {
public:
    using Companies = std::function<std::vector<CompanyId>(db::Tx&)>;
    // Makes the schedules known; times before the first registration never fire.
    Scheduler(db::Database& database, std::vector<Registry::KnownSchedule> const& schedules, Companies companies,
        Time now, trace::Tracer* tracer = nullptr);

    // Fires what is due; returns how often.
    std::size_t tick(Time now);

private:
    struct Plan {
        Registry::KnownSchedule const* schedule = nullptr;
        Time last_at;
        Time not_before = {}; // after a failure
    };
    std::size_t advance(Plan& plan, Time now);
    bool fire_once(Plan& plan, Time due, Time now);
    std::size_t fire_per_company(Plan& plan, Time due, Time now);
    bool move_to(Plan& plan, Time due, std::function<void(db::Tx&)> const& effect);

    db::Database& database_;
    Companies companies_;
    trace::Tracer* tracer_;
    std::vector<Plan> plans_;
};

} // namespace guildhall::jobs
