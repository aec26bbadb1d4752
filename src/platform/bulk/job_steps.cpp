// Many background jobs: those that failed for good start over or are dropped, those that are open are stopped.
#include "jobs_routes/routes.hpp"
#include "operation.hpp"

namespace guildhall::bulk {
namespace {

List job_list()
{
    List list{"jobs", "job_not_found", "kind", {}};
    list.read = [](db::Tx& tx, Actor const& actor, Uuid const& id) -> std::optional<reflect::json::object> {
        auto const job = jobs::get_job(tx, actor, {jobs::JobId{id}});
        if (!job) return std::nullopt;
        return reflect::json::object{{"kind", job->kind}};
    };
    list_rows(list, jobs::job_listing());
    return list;
}

} // namespace

void add_job_steps(http::Router& r, Steps& steps,
    std::function<void(db::Tx&, Actor const&, std::string const&, jobs::Job const&)> const& on_step)
{
    steps.plain(r, job_list(), "retry",
        [on_step](db::Tx& tx, Actor const& actor, jobs::JobPath const& path) {
            auto done = jobs::retry_job(tx, actor, path);
            if (done) on_step(tx, actor, "job.retried", *done);
            return done;
        },
        {.summary = "Start many dead jobs over",
            .needs = Right::jobs_manage,
            .example = R"({"filter":"state=dead","dry_run":true})"});
    Step drop{job_list(), "drop", Right::jobs_manage,
        acting([on_step](db::Tx& tx, Actor const& actor, jobs::DropJob const& wish) {
            auto done = jobs::drop_job(tx, actor, wish);
            if (done) on_step(tx, actor, "job.dropped", *done);
            return done;
        })};
    steps.add<jobs::DropJob>(r, std::move(drop),
        {.summary = "Drop many dead jobs",
            .needs = Right::jobs_manage,
            .example = R"({"filter":"state=dead","reason":"The receiver is gone for good.","dry_run":true})"});
    steps.plain(r, job_list(), "cancel",
        [on_step](db::Tx& tx, Actor const& actor, jobs::JobPath const& path) {
            auto done = jobs::cancel_job(tx, actor, path);
            if (done) on_step(tx, actor, "job.cancelled", *done);
            return done;
        },
        {.summary = "Cancel many jobs",
            .needs = Right::jobs_manage,
            .example = R"({"filter":"state=failed","dry_run":true})"});
}

} // namespace guildhall::bulk
