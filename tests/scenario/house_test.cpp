// What cannot be seen through the API alone: where work runs, what is logged and counted, what lies on the disk.
#include "db/temporary_database.hpp"
#include "log/log.hpp"
#include "scenario.hpp"
#include <future>
#include <gmock/gmock.h>
#include <map>
#include <sstream>
#include <thread>

namespace guildhall::scenario {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string login_of(std::string const& email, std::string const& password = "a false password")
{
    return R"({"email":")" + email + R"(","password":")" + password + R"("})";
}

// PL-02. Times are not asserted; the work is: one comparison with a hash of the same cost, whoever is asked for.
TEST(Passwords, AreComparedOnceWhetherOrNotSomebodyHasTheAddress)
{
    Stage stage("sqlite");
    Cast cast(stage.house());
    cast.token_of("customer");
    cast.token_of("driver");
    stage.house().database().write_now(db::Scope::of(cast.company("one")), [&](db::Tx& tx) {
        Actor actor;
        actor.company_id = cast.company("one");
        actor.now = stage.house().clock().now();
        return identity::set_standing(tx, actor, "driver@example.test", std::nullopt, false);
    });
    app::Caller caller(stage.house());
    for (auto const* email : {"customer@example.test", "nobody@example.test", "driver@example.test"}) {
        auto const before = identity::password_checks();
        EXPECT_EQ(caller.call("POST", "/api/v1/auth/login", login_of(email)).status, 401u) << email;
        EXPECT_EQ(identity::password_checks() - before, 1) << email;
    }
}

TEST(Passwords, AreHashedByBcryptWithTwelveRoundsUnlessInTests)
{
    EXPECT_EQ(identity::Settings{}.bcrypt_rounds, 12);
    auto const hash = identity::hash_password("a fine password", 12);
    EXPECT_THAT(hash, testing::StartsWith("$2b$12$"));
    EXPECT_TRUE(identity::password_matches("a fine password", hash));
    auto const longest = std::string(72, 'x'); // bcrypt would take anything behind it
    EXPECT_FALSE(identity::password_matches(longest + "y", identity::hash_password(longest, 4)));
}

TEST(Passwords, AreHashedOffTheThreadThatBringsTheRequest)
{
    Stage stage("sqlite", {"--work-threads=1"});
    Cast cast(stage.house());
    cast.token_of("customer");
    for (auto const* path : {"/api/v1/auth/login", "/api/v1/auth/register"}) {
        http::Request request;
        request.method = "POST";
        request.target = path;
        request.headers.add("Content-Type", "application/json");
        request.body = R"({"email":"new@example.test","password":"a fine password")";
        request.body += path == std::string_view("/api/v1/auth/register") ? R"(,"full_name":"New"})" : "}";
        std::promise<std::thread::id> answered;
        stage.house().router().handle(
            std::move(request), [&](http::Response const&) { answered.set_value(std::this_thread::get_id()); });
        EXPECT_NE(answered.get_future().get(), std::this_thread::get_id()) << path;
    }
}

// PL-64: every line is JSON, names the request by the id its sender got, and tells no secret.
TEST(Logs, AreJsonWithTheRequestsIdAndWithoutSecrets)
{
    testing::internal::CaptureStderr();
    Stage stage("sqlite", {"--log-requests=true", "--log-level=info"});
    Cast cast(stage.house());
    auto const token = cast.token_of("customer");
    app::Caller caller(stage.house());
    caller.act_as(token);
    auto const good = caller.call("GET", "/api/v1/quotes?page_size=5");
    auto const bad = caller.call("GET", "/api/v1/no-such-thing");
    log::set_level(log::Level::error);
    auto const lines = testing::internal::GetCapturedStderr();
    EXPECT_THAT(lines, Not(HasSubstr(token)));
    EXPECT_THAT(lines, Not(HasSubstr("correct horse battery")));
    std::map<std::string, reflect::json::object> by_id;
    std::istringstream all(lines);
    for (std::string line; std::getline(all, line);) {
        boost::system::error_code error;
        auto const value = reflect::json::parse(line, error);
        ASSERT_FALSE(error) << line;
        if (value.at("event") == "request") by_id[value.at("request_id").as_string().c_str()] = value.as_object();
    }
    auto const& first = by_id[std::string(good.headers.get("X-Request-Id"))];
    EXPECT_EQ(first.at("target"), "/api/v1/quotes?page_size=5");
    EXPECT_EQ(first.at("status"), 200);
    EXPECT_EQ(first.at("method"), "GET");
    EXPECT_EQ(by_id[std::string(bad.headers.get("X-Request-Id"))].at("status"), 404);
}

TEST(Metrics, CountWhatWasAsked)
{
    Stage stage("sqlite");
    app::Caller caller(stage.house());
    caller.call("GET", "/api/v1/services");
    caller.call("GET", "/api/v1/services/");
    caller.call("GET", "/api/v1/quotes");
    caller.call("GET", "/wp-login.php");
    auto const metrics = caller.call("GET", "/metrics");
    EXPECT_EQ(metrics.status, 200u);
    for (auto const* line : {R"(guildhall_http_requests_total{method="GET",route="/api/v1/services",status="2xx"} 2)",
             R"(guildhall_http_requests_total{method="GET",route="/api/v1/quotes",status="4xx"} 1)",
             R"(guildhall_http_requests_total{method="any",route="none",status="4xx"} 1)",
             R"(guildhall_http_request_seconds_count{method="GET",route="/api/v1/services"} 2)",
             "guildhall_db_commits_total ", "guildhall_password_checks_total ", "guildhall_jobs"})
        EXPECT_THAT(metrics.body, HasSubstr(line));
    EXPECT_EQ(caller.call("GET", "/health/live").body, "alive\n");
    EXPECT_EQ(caller.call("GET", "/health/ready").body, "ready\n");
}

// PL-30: bytes under their hash, once; what is nobody's goes after a day, what is or was somebody's stays.
class Contents : public testing::TestWithParam<std::string> {
protected:
    Stage stage{GetParam()};
    Cast cast{stage.house()};
    files::DiskStore& store = stage.house().store();

    Actor visitor()
    {
        Actor actor;
        actor.company_id = cast.company("one");
        actor.now = stage.house().clock().now();
        actor.remote_address = "10.0.0.7";
        return actor;
    }
    bool is_there(files::StoredContent const& content)
    {
        return std::filesystem::exists(store.content_path(content.sha256));
    }
    files::FileId make_file(files::StoredContent const& content)
    {
        files::FileId id;
        stage.house().database().write_now(db::Scope::of(visitor().company_id),
            [&](db::Tx& tx) { return id = files::add_file(tx, visitor(), content).id, true; });
        return id;
    }
    std::int64_t clean_up_after(std::chrono::hours time) { return store.clean_up(visitor().now + time); }
};

TEST_P(Contents, GoAfterADayWhenTheyAreNobodys)
{
    auto const content = store.keep(visitor(), "a.txt", "only asked for a price");
    EXPECT_EQ(content.sha256.size(), 64u);
    EXPECT_EQ(clean_up_after(std::chrono::hours(23)), 0);
    EXPECT_TRUE(is_there(content));
    EXPECT_EQ(clean_up_after(std::chrono::hours(25)), 1);
    EXPECT_FALSE(is_there(content));
    EXPECT_EQ(clean_up_after(std::chrono::hours(25)), 0);
    store.keep(visitor(), "a.txt", "only asked for a price"); // and may come back
    EXPECT_TRUE(is_there(content));
}

TEST_P(Contents, StayWhileSomebodyHasThem)
{
    auto const mine = store.keep(visitor(), "a.txt", "a part of an order");
    make_file(mine);
    store.keep(visitor(), "b.txt", "a part of an order"); // asked for by another, too
    EXPECT_EQ(clean_up_after(std::chrono::hours(100)), 0);
    EXPECT_TRUE(is_there(mine));
}

TEST_P(Contents, StayWhenTheyAreAskedForAnew)
{
    auto const content = store.keep(visitor(), "a.txt", "asked for every day");
    stage.house().clock().turn(std::chrono::hours(20));
    store.keep(visitor(), "a.txt", "asked for every day");
    EXPECT_EQ(clean_up_after(std::chrono::hours(10)), 0); // 30 hours after the first, 10 after the second
    EXPECT_TRUE(is_there(content));
}

TEST_P(Contents, OutliveTheRemovedFile)
{
    auto const token = cast.token_of("customer");
    app::Caller caller(stage.house());
    caller.act_as(token);
    auto const added =
        caller.call("POST", "/api/v1/files", R"({"file_name":"a.txt","content_base64":"aGVsbG8="})").json();
    auto const& item = added.at("items").at(0);
    auto const id = std::string(item.at("id").as_string());
    files::StoredContent content;
    content.sha256 = item.at("sha256").as_string().c_str();
    EXPECT_EQ(caller.call("DELETE", "/api/v1/files/" + id).status, 204u);
    caller.call("POST", "/api/v1/calculate-price",
        R"({"file":{"file_name":"a.txt","content_base64":"aGVsbG8="},"service":"fdm","material":"pla","quantity":1})");
    EXPECT_EQ(clean_up_after(std::chrono::hours(100)), 0);
    EXPECT_TRUE(is_there(content));
}

INSTANTIATE_TEST_SUITE_P(All, Contents, testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::scenario
