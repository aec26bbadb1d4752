// Many records at once (PL-22): what every list refuses alike, and jobs that go on, are stopped, or lose their asker.
#include "scenario.hpp"
#include <gmock/gmock.h>

namespace guildhall::scenario {
namespace {

namespace json = reflect::json;

std::string text_in(json::value const& value) { return std::string(value.as_string()); }
std::int64_t number_in(json::value const& value) { return value.to_number<std::int64_t>(); }

class Bulk : public ::testing::TestWithParam<std::string> {
protected:
    Bulk()
        : stage(GetParam())
        , cast(stage.house())
        , caller(stage.house())
    {
    }

    app::Called call(
        std::string const& who, std::string const& method, std::string const& target, std::string const& body = {})
    {
        caller.act_as(cast.token_of(who));
        return caller.call(method, target, body);
    }
    json::value got(std::string const& target) { return call("owner", "GET", target).json(); }

    // Operators worker1@…, as rows: signing up that many would take minutes.
    void make_workers(int count)
    {
        cast.token_of("owner");
        stage.house().database().write_now(db::Scope::of(stage.house().identity().first_company()), [&](db::Tx& tx) {
            for (int i = 0; i < count; ++i) {
                identity::NewUser worker;
                worker.email = "worker" + std::to_string(i) + "@example.test";
                worker.full_name = "Worker";
                worker.password_hash = identity::no_password;
                worker.role = Role::operator_;
                Actor actor;
                actor.company_id = stage.house().identity().first_company();
                actor.now = stage.house().clock().now() - std::chrono::hours(1);
                check(identity::create_user(tx, actor, worker).has_value(), "nobody has the address");
            }
            return true;
        });
    }
    void run_jobs() { stage.house().runner().run_until_idle(stage.house().clock().now()); }

    Stage stage;
    Cast cast;
    app::Caller caller;
};

TEST_P(Bulk, IsRefusedAlikeByEveryList)
{
    auto const nobody = json::array{"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"};
    int lists = 0;
    for (auto const& route : stage.house().router().routes()) {
        if (std::ranges::find(route.refusals, "versions_do_not_fit") == route.refusals.end()) continue;
        ++lists;
        auto const plain = [&] {
            auto body = json::parse(route.facts.example).as_object();
            for (auto const* member : {"ids", "filter", "dry_run"}) body.erase(member);
            return body;
        }();
        auto const expect = [&](json::object const& body, std::string const& code, unsigned status = 422) {
            auto const answer = call("owner", "POST", route.path, json::serialize(body));
            EXPECT_EQ(answer.status, status) << route.path << " " << answer.body;
            EXPECT_EQ(text_in(answer.json().at("code")), code) << route.path;
        };
        auto body = plain;
        expect(body, "exactly_one_target");
        body["filter"] = "colour=red";
        expect(body, "invalid_filter");
        body["ids"] = nobody;
        expect(body, "exactly_one_target");
        body.erase("filter");
        body["versions"] = json::array{1, 2};
        expect(body, "versions_do_not_fit");
        if (std::ranges::find(route.refusals, "nothing_to_change") != route.refusals.end())
            expect({{"ids", nobody}}, "nothing_to_change", 409);
        // Whoever is nobody's colleague gets no further than the door.
        EXPECT_EQ(call("visitor", "POST", route.path, json::serialize(plain)).status, 401u) << route.path;
    }
    EXPECT_GT(lists, 40);
}

TEST_P(Bulk, IsAJobWithResultsThatCanBeUndone)
{
    make_workers(1'203);
    auto const tried = call(
        "owner", "POST", "/api/v1/users/bulk/update", R"({"filter":"role=operator","role":"analyst","dry_run":true})")
                           .json();
    EXPECT_EQ(number_in(tried.at("matched")), 1'203);
    ASSERT_TRUE(tried.at("job_id").is_string()); // more than fit into one answer: the job says which would refuse
    run_jobs();
    auto const trial = got("/api/v1/bulk-operations/" + text_in(tried.at("bulk_operation_id")));
    EXPECT_EQ(trial.at("state"), "finished");
    EXPECT_EQ(number_in(trial.at("succeeded")), 1'203);
    EXPECT_TRUE(trial.at("allowed_actions").as_array().empty());
    EXPECT_EQ(number_in(got("/api/v1/users?role=analyst").at("total")), 0);

    auto const asked =
        call("owner", "POST", "/api/v1/users/bulk/update", R"({"filter":"role=operator","role":"analyst"})").json();
    auto const operation = "/api/v1/bulk-operations/" + text_in(asked.at("bulk_operation_id"));
    EXPECT_EQ(got(operation).at("state"), "waiting");
    EXPECT_EQ(call("owner", "POST", operation + "/undo", "{}").json().at("code"), "bulk_operation_not_over");
    run_jobs();
    EXPECT_EQ(number_in(got(operation).at("succeeded")), 1'203);
    EXPECT_EQ(number_in(got("/api/v1/users?role=analyst").at("total")), 1'203);
    EXPECT_EQ(got("/api/v1/jobs/" + text_in(asked.at("job_id"))).at("note"), "1203 done, 0 refused");
    EXPECT_EQ(
        number_in(
            got("/api/v1/bulk-rows?ok=true&bulk_operation_id=" + text_in(asked.at("bulk_operation_id"))).at("total")),
        1'203);

    auto const undone = call("owner", "POST", operation + "/undo", "{}").json();
    ASSERT_TRUE(undone.at("job_id").is_string());
    run_jobs();
    EXPECT_EQ(number_in(got("/api/v1/users?role=operator").at("total")), 1'203);
    EXPECT_EQ(got("/api/v1/bulk-operations/" + text_in(undone.at("bulk_operation_id"))).at("succeeded"), 1'203);
    EXPECT_THAT(stage.house().verify(), ::testing::IsEmpty());

    // Trials are forgotten after a day, the rest after ninety.
    stage.house().clock().turn(std::chrono::hours(50));
    run_jobs();
    EXPECT_EQ(number_in(got("/api/v1/bulk-operations").at("total")), 2);
    stage.house().clock().turn(std::chrono::hours(24 * 91));
    run_jobs();
    EXPECT_EQ(number_in(got("/api/v1/bulk-operations").at("total")), 0);
}

TEST_P(Bulk, IsStoppedAndSaysHowFarItCame)
{
    make_workers(1'100);
    auto const ask = [&] {
        auto const asked =
            call("owner", "POST", "/api/v1/users/bulk/update", R"({"filter":"role=operator","is_active":false})")
                .json();
        return text_in(asked.at("bulk_operation_id"));
    };
    // Before its job begins.
    auto const first = ask();
    EXPECT_EQ(
        call("owner", "POST", "/api/v1/bulk-operations/" + first + "/cancel", "{}").json().at("state"), "cancelled");
    run_jobs();
    EXPECT_EQ(number_in(got("/api/v1/bulk-operations/" + first).at("checked")), 0);
    // By the page of the jobs.
    auto const second = ask();
    auto const job = text_in(got("/api/v1/bulk-operations/" + second).at("job_id"));
    EXPECT_EQ(call("owner", "POST", "/api/v1/jobs/" + job + "/cancel", "{}").status, 200u);
    run_jobs();
    EXPECT_EQ(got("/api/v1/bulk-operations/" + second).at("state"), "cancelled");
    EXPECT_EQ(number_in(got("/api/v1/users?is_active=false").at("total")), 0);
}

TEST_P(Bulk, GoesOnlyAsFarAsWhoeverAskedStillMay)
{
    make_workers(1'100);
    auto const asked =
        call("admin", "POST", "/api/v1/users/bulk/update", R"({"filter":"role=operator","is_active":false})").json();
    auto const admin = text_in(call("admin", "GET", "/api/v1/auth/me").json().at("id"));
    EXPECT_EQ(call("owner", "PATCH", "/api/v1/users/" + admin, R"({"role":"manager"})").status, 200u);
    run_jobs();
    auto const operation = got("/api/v1/bulk-operations/" + text_in(asked.at("bulk_operation_id")));
    EXPECT_EQ(operation.at("state"), "stopped");
    EXPECT_EQ(operation.at("stopped_because"), "not_allowed");
    EXPECT_EQ(number_in(operation.at("checked")), 0);
    // What he did before he cannot undo any more, either.
    EXPECT_EQ(call("owner", "PATCH", "/api/v1/users/" + admin, R"({"role":"admin"})").status, 200u);
    auto const few = call(
        "admin", "POST", "/api/v1/users/bulk/update", R"({"filter":"email=worker7@example.test","is_active":false})")
                         .json();
    EXPECT_EQ(call("owner", "PATCH", "/api/v1/users/" + admin, R"({"role":"manager"})").status, 200u);
    auto const refused =
        call("admin", "POST", "/api/v1/bulk-operations/" + text_in(few.at("bulk_operation_id")) + "/undo", "{}");
    EXPECT_EQ(refused.status, 403u) << refused.body;
    EXPECT_EQ(refused.json().at("code"), "undoing_not_allowed");
}

INSTANTIATE_TEST_SUITE_P(All, Bulk, ::testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::scenario
