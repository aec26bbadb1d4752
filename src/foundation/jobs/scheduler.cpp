#include "scheduler.hpp"
#include "db/queries.hpp"
#include "log/log.hpp"
#include "parallel_writes.hpp"
#include <atomic>

namespace guildhall::jobs {
namespace {

// A time fired later than this counts as missed (AfterDowntime::skip).
constexpr std::chrono::minutes most_late{2};
constexpr std::size_t most_at_once = 1000;               // of AfterDowntime::all; the rest follows in the next round
constexpr std::chrono::hours longest_downtime{24 * 400}; // older times are not looked for
constexpr std::chrono::minutes pause_after_failure{1};

db::Tables const schedule_tables{{"schedule", "schedule_firing"}};
db::Change<std::string, Time> const register_schedule{schedule_tables,
    "INSERT INTO schedule (name, last_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", db::Reach::all_companies};
db::Find<Time, std::string> const find_schedule{
    schedule_tables, "last_at FROM schedule WHERE name = ?", db::Reach::all_companies};
db::Change<Time, std::string, Time> const move_schedule{
    schedule_tables, "UPDATE schedule SET last_at = ? WHERE name = ? AND last_at = ?", db::Reach::all_companies};
db::Change<CompanyId, std::string, Time> const mark_fired{schedule_tables,
    "INSERT INTO schedule_firing (company_id, name, last_at) VALUES (?, ?, ?) "
    "ON CONFLICT (company_id, name) DO UPDATE SET last_at = excluded.last_at "
    "WHERE schedule_firing.last_at < excluded.last_at"};

void report_failure(Schedule const& schedule, std::string_view error)
{
    log::error("schedule_failed", {{"schedule", schedule.name}, {"error", error}});
}

} // namespace

Occurrences occurrences(Registry::KnownSchedule const& schedule, Time last_at, Time now)
{
    Occurrences found;
    auto const every = schedule.after_downtime == AfterDowntime::all;
    auto after = std::max(last_at, now - longest_downtime);
    while (found.to_fire.size() < most_at_once) {
        auto const due = next_time(schedule.parsed_cron, schedule.zone, after);
        if (!due || *due > now) break;
        if (!every) found.to_fire.clear();
        found.to_fire.push_back(*due);
        found.last = after = *due;
    }
    if (schedule.after_downtime == AfterDowntime::skip && found.last && *found.last < now - most_late)
        found.to_fire.clear();
    return found;
}

Scheduler::Scheduler(db::Database& database, std::vector<Registry::KnownSchedule> const& schedules, Companies companies,
    Time now, trace::Tracer* tracer)
    : database_(database)
    , companies_(std::move(companies))
    , tracer_(tracer)
{
    for (auto const& schedule : schedules) {
        check(schedule.per == Per::installation || companies_, "schedules per company need the list of companies");
        plans_.push_back({&schedule, now});
    }
    if (plans_.empty()) return;
    database.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        for (auto& plan : plans_) {
            register_schedule(tx, plan.schedule->name, now);
            plan.last_at = find_schedule(tx, plan.schedule->name).value();
        }
        return true;
    });
}

std::size_t Scheduler::tick(Time now)
{
    std::size_t fired = 0;
    for (auto& plan : plans_)
        if (now >= plan.not_before) fired += advance(plan, now);
    return fired;
}

std::size_t Scheduler::advance(Plan& plan, Time now)
{
    auto const found = occurrences(*plan.schedule, plan.last_at, now);
    if (!found.last) return 0;
    trace::Span const span(tracer_, trace::Kind::internal, "fire " + plan.schedule->name);
    trace::Within const within(span.context());
    std::size_t fired = 0;
    for (auto const& due : found.to_fire) {
        if (plan.schedule->per == Per::company)
            fired += fire_per_company(plan, due, now);
        else if (fire_once(plan, due, now))
            ++fired;
        if (plan.last_at != due) return fired; // it failed, or another node is at it
    }
    if (found.to_fire.empty()) move_to(plan, *found.last, {});
    return fired;
}

bool Scheduler::fire_once(Plan& plan, Time due, Time now)
{
    try {
        return move_to(plan, due, [&](db::Tx& tx) { plan.schedule->fire(tx, Firing{CompanyId{}, due, now}); });
    } catch (Unavailable const&) {
        throw;
    } catch (std::exception const& error) {
        report_failure(*plan.schedule, error.what());
        plan.not_before = now + pause_after_failure;
        return false;
    }
}

// First the companies, each with a mark of its own, then the schedule: whoever dies on the way is repeated without
// effect on those that have their mark.
std::size_t Scheduler::fire_per_company(Plan& plan, Time due, Time now)
{
    auto const& schedule = *plan.schedule;
    auto const companies = database_.read_now(db::Scope::all_companies(), companies_);
    std::atomic<std::size_t> fired = 0;
    {
        ParallelWrites writes(database_);
        for (auto const& company : companies) {
            auto const marked = std::make_shared<bool>(false);
            writes.write(
                db::Scope::of(company),
                [&schedule, company, due, now, marked](db::Tx& tx) {
                    *marked = mark_fired.count(tx, company, schedule.name, due) == 1;
                    if (*marked) schedule.fire(tx, {company, due, now});
                    return *marked;
                },
                [&, marked](std::exception_ptr error) {
                    if (error)
                        report_failure(schedule, "in one company; it waits for the next time");
                    else if (*marked)
                        ++fired;
                });
        }
    }
    move_to(plan, due, {});
    return fired;
}

// Moves the schedule, if it still stands where we think; else learns where it stands.
bool Scheduler::move_to(Plan& plan, Time due, std::function<void(db::Tx&)> const& effect)
{
    auto const& name = plan.schedule->name;
    Time stands_at = due;
    auto const moved = database_.write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
        auto const is_ours = move_schedule.count(tx, due, name, plan.last_at) == 1;
        if (!is_ours)
            stands_at = find_schedule(tx, name).value();
        else if (effect)
            effect(tx);
        return is_ours;
    });
    plan.last_at = moved ? due : stands_at;
    return moved;
}

} // namespace guildhall::jobs
