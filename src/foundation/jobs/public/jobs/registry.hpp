#pragma once
// What this program does in the background: every module adds its handlers, consumers and schedules at start.
#include "jobs/context.hpp"
#include "jobs/cron.hpp"
#include "jobs/outbox.hpp"
#include <map>

namespace guildhall::jobs {

// How long a failed job waits: first, 2·first, 4·first … up to `most`; or the given steps, the last one repeating.
struct Backoff {
    std::chrono::seconds first{10};
    std::chrono::seconds most{std::chrono::hours(6)};
    std::vector<std::chrono::seconds> steps = {};
    double jitter = 0.2; // each wait is longer or shorter by up to this part
};
// `attempt` counts from 1; `chance` within [0, 1) says where in the jitter's range the delay lies.
std::chrono::microseconds delay_after(Backoff const& backoff, std::int64_t attempt, double chance);

struct HandlerOptions {
    Backoff backoff = {};
};

// Runs on a worker's thread and may take its time. Returning means success, throwing means another attempt.
using Handler = std::function<void(JobContext&)>;

// Runs within a writing transaction of the event's company, which also remembers that it ran. Must be quick and touch
// nothing but the transaction; what takes longer is enqueued there as a job. Throwing means another attempt.
using ConsumerFunction = std::function<void(db::Tx&, Event const&)>;

struct Consumer {
    std::string name; // stable: the cursor is kept by it
    ConsumerFunction take;
};

// What to do about times that passed while nobody was there.
BOOST_DEFINE_ENUM_CLASS(AfterDowntime, skip, once, all)
BOOST_DEFINE_ENUM_CLASS(Per, installation, company)

struct Firing {
    CompanyId company_id; // no_company for the installation's schedules
    Time due;             // the time that the expression names
    Time now;
};
// Runs within a writing transaction that also remembers the firing; enqueues jobs.
using ScheduleFunction = std::function<void(db::Tx&, Firing const&)>;

struct Schedule {
    std::string name; // stable: the last firing is kept by it
    std::string cron; // see Cron::parse
    std::string time_zone = "UTC";
    AfterDowntime after_downtime = AfterDowntime::once;
    Per per = Per::installation;
    ScheduleFunction fire = {};
};

class Registry {
public:
    struct KnownHandler {
        Handler handle;
        HandlerOptions options;
    };
    struct KnownSchedule : Schedule {
        Cron parsed_cron;
        Zone zone;
    };

    // Each throws Bug when the name is taken or the schedule does not parse.
    void handle(std::string kind, Handler handler, HandlerOptions options = {});
    void consume(std::string name, ConsumerFunction take);
    void schedule(Schedule schedule);

    KnownHandler const* handler_of(std::string_view kind) const;
    std::vector<Consumer> const& consumers() const { return consumers_; }
    std::vector<KnownSchedule> const& schedules() const { return schedules_; }

private:
    std::map<std::string, KnownHandler, std::less<>> handlers_;
    std::vector<Consumer> consumers_;
    std::vector<KnownSchedule> schedules_;
};

} // namespace guildhall::jobs
