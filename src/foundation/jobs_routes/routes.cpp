#include "jobs_routes/routes.hpp"
#include "jobs/job.hpp"

namespace guildhall::jobs {
namespace {

http::Listing<JobRow, Job> const job_list{{.tables = &job_tables,
                                              .table = "job",
                                              .filters = {"kind", "state", "created_at", "run_at"},
                                              .orderings = {"created_at"},
                                              .default_ordering = "-created_at"},
    [](db::Tx&, Actor const& actor) { return [&actor](JobRow&& row) { return show(actor, row); }; }};

struct ReadSchedules {};
BOOST_DESCRIBE_STRUCT(ReadSchedules, (), ())
struct Schedules {
    std::vector<ScheduleView> items;
};
BOOST_DESCRIBE_STRUCT(Schedules, (), (items))
BOOST_DEFINE_ENUM_CLASS(ReadSchedulesRefusal)

} // namespace

http::Listing<JobRow, Job> const& job_listing() { return job_list; }

void add_routes(http::Router& router, KnownSchedules schedules, OnStep on_step)
{
    router.list(
        "/api/v1/jobs", job_list, {.summary = "List background jobs", .needs = Right::jobs_read, .exports = true});
    router.get("/api/v1/schedules",
        [schedules = std::move(schedules)](
            db::Tx& tx, Actor const& actor, ReadSchedules const&) -> Outcome<Schedules, ReadSchedulesRefusal> {
            return Schedules{show_schedules(tx, actor.company_id, schedules(), actor.now)};
        },
        {.summary = "What the clock asks for, when it last did and when it will again", .needs = Right::jobs_read});
    router.get("/api/v1/jobs/{job_id}", get_job,
        {.summary = "Show a background job and its progress",
            .description = "The staff sees every job of the company, others those they asked for.",
            .access = http::Access::signed_in});
    router.post("/api/v1/jobs/{job_id}/retry",
        [on_step](db::Tx& tx, Actor const& actor, JobPath const& path) {
            auto done = retry_job(tx, actor, path);
            if (done) on_step(tx, actor, "job.retried", *done);
            return done;
        },
        {.summary = "Start a dead job over", .needs = Right::jobs_manage});
    router.post("/api/v1/jobs/{job_id}/drop",
        [on_step](db::Tx& tx, Actor const& actor, DropJob const& wish) {
            auto done = drop_job(tx, actor, wish);
            if (done) on_step(tx, actor, "job.dropped", *done);
            return done;
        },
        {.summary = "Drop a dead job",
            .description = "It failed for good, and nothing more is to be done about it: it counts no longer among the "
                           "dead, cannot be started over, and is forgotten after a week.",
            .needs = Right::jobs_manage,
            .example = R"({"reason":"The receiver is gone for good."})"});
    router.post("/api/v1/jobs/{job_id}/cancel",
        [on_step](db::Tx& tx, Actor const& actor, JobPath const& path) {
            auto done = cancel_job(tx, actor, path);
            if (done) on_step(tx, actor, "job.cancelled", *done);
            return done;
        },
        {.summary = "Cancel a job",
            .description = "A waiting job never starts; a running one is asked to stop and may still succeed.",
            .needs = Right::jobs_manage});
}

} // namespace guildhall::jobs
