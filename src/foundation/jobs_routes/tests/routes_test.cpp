// The staff's view of the queue over HTTP.
#include "db/queries.hpp"
#include "http/idempotency.hpp"
#include "jobs/runner.hpp"
#include "jobs/schema.hpp"
#include "jobs_routes/routes.hpp"
#include <filesystem>
#include <future>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guildhall::jobs {
namespace {

using testing::HasSubstr;

constexpr Time noon = Time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2)) + std::chrono::hours(12);

// Believes what the request says: "X-Role: manager", "X-User: <uuid>".
class Trusting final : public http::Authenticator {
public:
    explicit Trusting(CompanyId company)
        : company_(company)
    {
    }
    http::Claims claims_of(http::Request const& request, Time) const override
    {
        http::Claims claims;
        claims.company_id = company_;
        if (auto const user = parse_uuid(request.headers.get("X-User"))) claims.user_id = UserId{*user};
        role_ = role_of(request.headers.get("X-Role")).value_or(Role::visitor);
        return claims;
    }
    std::optional<Actor> actor_of(db::Tx&, http::Claims const& claims, Time now) const override
    {
        Actor actor;
        actor.company_id = claims.company_id;
        actor.user_id = claims.user_id;
        actor.role = role_;
        actor.rights = rights_of(role_);
        actor.now = now;
        return actor;
    }

private:
    CompanyId company_;
    mutable Role role_ = Role::visitor;
};

class JobRoutes : public testing::Test {
protected:
    JobRoutes()
    {
        std::filesystem::create_directories(folder);
        database = db::Database::open({.location = folder / "test.db", .clock = [] { return noon; }});
        auto all = migrations();
        for (auto const& migration : http::migrations()) all.push_back(migration);
        database->migrate(all);
        http::RouterSettings settings;
        settings.clock = [] { return noon; };
        settings.log_requests = false;
        router.emplace(*database, authenticator, pool, pool, settings);
        add_routes(
            *router, [this]() -> auto const& { return registry.schedules(); },
            [this](db::Tx&, Actor const&, std::string const& action, Job const&) { steps.push_back(action); });
        router->freeze();
    }
    ~JobRoutes() override
    {
        router.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    struct Answer {
        unsigned status = 0;
        std::string body;
    };
    Answer ask(std::string method, std::string target, std::string const& role)
    {
        http::Request request;
        request.method = std::move(method);
        request.target = std::move(target);
        request.headers.add("X-Role", role);
        request.headers.add("X-User", to_string(user));
        std::promise<http::Response> promise;
        auto response = promise.get_future();
        router->handle(std::move(request), [&](http::Response answer) { promise.set_value(std::move(answer)); });
        auto const answer = response.get();
        return {answer.status, std::get<std::string>(answer.body)};
    }
    std::string add(NewJob const& job, std::optional<UserId> asked_by = {})
    {
        Actor actor;
        actor.company_id = ours;
        actor.user_id = asked_by;
        actor.now = noon;
        JobId id;
        database->write_now(db::Scope::of(ours), [&](db::Tx& tx) { return id = enqueue(tx, actor, job), true; });
        return to_string(id);
    }
    void run_failing_jobs()
    {
        Registry failing;
        failing.handle("fail", [](JobContext& context) { context.give_up("no such printer"); });
        Runner(*database, failing, {.clock = [] { return noon; }}).run_until_idle(noon);
    }

    std::filesystem::path const folder =
        std::filesystem::temp_directory_path() / ("guildhall-job-routes-" + to_string(make_uuid(system_now())));
    CompanyId const ours{make_uuid(noon)};
    UserId const user{make_uuid(noon)};
    Trusting authenticator{ours};
    http::WorkPool pool{0, 0}; // work runs at once
    std::unique_ptr<db::Database> database;
    Registry registry;
    std::vector<std::string> steps; // that people took
    std::optional<http::Router> router;
};

TEST_F(JobRoutes, ListWithFilters)
{
    auto const waiting = add({.kind = "print", .run_at = noon + std::chrono::hours(1)});
    auto const dead = add({.kind = "fail"});
    run_failing_jobs();
    auto const all = ask("GET", "/api/v1/jobs", "manager");
    EXPECT_EQ(all.status, 200u) << all.body;
    EXPECT_THAT(all.body, testing::AllOf(HasSubstr(waiting), HasSubstr(dead), HasSubstr(R"("total":2)")));
    auto const one_has = [&](std::string const& query, std::string const& id) {
        auto const answer = ask("GET", "/api/v1/jobs?" + query, "manager");
        EXPECT_EQ(answer.status, 200u) << answer.body;
        EXPECT_THAT(answer.body, testing::AllOf(HasSubstr(id), HasSubstr(R"("total":1)"))) << query;
    };
    one_has("state=dead", dead);
    one_has("kind=print", waiting);
    one_has("run_at__gte=2026-03-02T13:00:00Z", waiting);
    one_has("state=queued,running&created_at__lte=2026-03-02T12:00:00Z", waiting);
    EXPECT_EQ(ask("GET", "/api/v1/jobs?payload=x", "manager").status, 400u);
    EXPECT_EQ(ask("GET", "/api/v1/jobs", "customer").status, 403u);
}

TEST_F(JobRoutes, ShowAJobToWhoMaySeeIt)
{
    auto const own = add({.kind = "print"}, user), foreign = add({.kind = "print"});
    auto const answer = ask("GET", "/api/v1/jobs/" + own, "customer");
    EXPECT_EQ(answer.status, 200u) << answer.body;
    EXPECT_THAT(answer.body, testing::AllOf(HasSubstr(R"("state":"queued")"), HasSubstr(R"("progress":0)")));
    EXPECT_EQ(ask("GET", "/api/v1/jobs/" + foreign, "customer").status, 404u);
    EXPECT_EQ(ask("GET", "/api/v1/jobs/" + foreign, "manager").status, 200u);
    EXPECT_EQ(ask("GET", "/api/v1/jobs/nonsense", "manager").status, 404u);
}

TEST_F(JobRoutes, RetryDropAndCancel)
{
    auto const dead = add({.kind = "fail"}), hopeless = add({.kind = "fail"});
    run_failing_jobs();
    auto const open = add({.kind = "print"});
    auto const expect = [&](std::string const& target, std::string const& role, unsigned status,
                            std::string const& text) {
        auto const answer = ask("POST", "/api/v1/jobs/" + target, role);
        EXPECT_EQ(answer.status, status) << target << answer.body;
        EXPECT_THAT(answer.body, HasSubstr(text)) << target;
    };
    auto const unknown = to_string(make_uuid(noon));
    expect(dead + "/retry", "manager", 403, "not_allowed");
    expect(open + "/cancel", "manager", 403, "not_allowed");
    expect(unknown + "/retry", "owner", 404, "job_not_found");
    expect(unknown + "/cancel", "owner", 404, "job_not_found");
    expect(unknown + "/drop", "owner", 404, "job_not_found");
    expect(hopeless + "/drop", "manager", 403, "not_allowed");
    expect(open + "/drop", "owner", 409, "What can be done with it: cancel.");
    expect(open + "/retry", "owner", 409, "job_not_dead");
    expect(dead + "/cancel", "owner", 409, "job_not_open");
    expect(dead + "/retry", "owner", 200, R"("state":"queued")");
    expect(hopeless + "/drop", "owner", 200, R"("state":"dropped")");
    expect(open + "/cancel", "owner", 200, R"("state":"cancelled")");
    EXPECT_EQ(steps, (std::vector<std::string>{"job.retried", "job.dropped", "job.cancelled"}))
        << "refused ones leave nothing";
}

TEST_F(JobRoutes, ShowWhatTheClockAsksFor)
{
    registry.schedule(
        {.name = "b.hourly", .cron = "0 * * * *", .per = Per::company, .fire = [](db::Tx&, Firing const&) {}});
    registry.schedule(
        {.name = "a.nightly", .cron = "30 2 * * *", .time_zone = "Asia/Almaty", .fire = [](db::Tx&, Firing const&) {}});
    auto const shown = [&](std::string const& more) {
        auto const answer = ask("GET", "/api/v1/schedules", "manager");
        EXPECT_EQ(answer.status, 200u) << answer.body;
        EXPECT_THAT(answer.body, HasSubstr(more));
    };
    shown(
        R"("items":[{"name":"a.nightly","cron":"30 2 * * *","time_zone":"Asia/Almaty")"); // before any runner was there
    auto const companies = [&](db::Tx&) { return std::vector{ours}; };
    Runner runner(
        *database, registry, {.clock = [] { return noon - std::chrono::minutes(10); }, .companies = companies});
    shown(
        R"("last_fired_at":null,"next_at":"2026-03-02T21:30:00Z"},{"name":"b.hourly")"); // known, and has not fired yet
    runner.run_until_idle(noon);
    shown(
        R"("after_downtime":"once","per":"company","last_fired_at":"2026-03-02T12:00:00Z","next_at":"2026-03-02T13:00:00Z")");
    EXPECT_EQ(ask("GET", "/api/v1/schedules", "customer").status, 403u);
}

TEST_F(JobRoutes, AreDocumented)
{
    auto const document = router->openapi();
    for (auto const* text : {R"("/api/v1/jobs/{job_id}/retry")", R"("JobState")", "job_already_open"})
        EXPECT_THAT(document, HasSubstr(text));
}

// The list's SQL reaches its rows by company, whatever one filter and ordering it has.
TEST_F(JobRoutes, ListWithoutScans)
{
    database->read(db::Scope::of(ours), [&](db::Tx& tx) {
        for (auto const& make_proof : http::listing_registry()) {
            auto const proof = make_proof();
            for (auto const& text : proof.texts) {
                auto plan = tx.start(*proof.tables, "EXPLAIN QUERY PLAN " + text);
                while (plan->step()) {
                    std::string const step(plan->text(3));
                    EXPECT_THAT(step, testing::AllOf(HasSubstr("SEARCH"), HasSubstr("(company_id=?"))) << text;
                }
            }
        }
    });
}

} // namespace
} // namespace guildhall::jobs
