// Messages that no request brings about by itself: what modules tell people of in their own transactions.
#include "db/queries.hpp"
#include "jobs/job.hpp"
#include "jobs/outbox.hpp"
#include "kept_mail.hpp"
#include "notifications/delivery_news.hpp"
#include "notifications/notifications.hpp"
#include "scenario.hpp"
#include <gmock/gmock.h>
#include <sys/stat.h>

namespace guildhall::scenario {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Messages : public ::testing::TestWithParam<std::string> {
protected:
    Messages()
        : stage(GetParam())
        , cast(stage.house())
        , caller(stage.house())
    {
    }

    static notifications::Notice code_for(std::string const& email)
    {
        notifications::Notice notice;
        notice.event = "identity.one_time_code";
        notice.to = {{}, "Ada", email, "+77010000001", "en"};
        notice.values = {{"code", "493817"}, {"minutes", "5"}};
        return notice;
    }

    // Whether the change of the transaction was kept.
    bool tell(notifications::Notice const& notice, bool keep = true)
    {
        auto& house = stage.house();
        auto const company = house.identity().first_company();
        return house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
            notifications::notify(tx, company, house.clock().now(), notice);
            return keep;
        });
    }

    void run_jobs() { stage.house().runner().run_until_idle(stage.house().clock().now()); }

    reflect::json::value get(std::string const& target)
    {
        caller.act_as(cast.token_of("owner"));
        return caller.call("GET", target).json();
    }

    std::string mail_fault_of(std::string const& words)
    {
        return mail_fault(std::filesystem::path(stage.house().settings().data) / "outbox", words, saved);
    }

    Stage stage;
    Cast cast;
    app::Caller caller;
    std::map<std::string, std::string> saved;
};

TEST_P(Messages, ASecretIsSentAndThenKnownToNobody)
{
    tell(code_for("ada@example.test"));
    auto const waiting = reflect::json::serialize(get("/api/v1/messages"));
    EXPECT_THAT(waiting, HasSubstr("ada@example.test"));
    EXPECT_THAT(waiting, Not(HasSubstr("493817")));
    run_jobs();
    EXPECT_EQ(mail_fault_of("ada@example.test: Your code is 493817."), "");
    auto const list = get("/api/v1/messages?event=identity.one_time_code");
    auto const id = std::string(list.at("items").at(0).at("id").as_string());
    auto const detail = get("/api/v1/messages/" + id);
    EXPECT_TRUE(detail.at("text").is_null());
    EXPECT_TRUE(detail.at("is_security").as_bool());
    EXPECT_THAT(reflect::json::serialize(detail), Not(HasSubstr("493817")));
    // Not even the database knows it any more.
    static db::Tables const tables{{"message"}};
    stage.house().database().read(db::Scope::all_companies(), [&](db::Tx& tx) {
        auto cursor =
            tx.start(tables, "SELECT COUNT(*) FROM message WHERE text <> '' OR details <> '{}' OR link <> ''");
        ASSERT_TRUE(cursor->step());
        EXPECT_EQ(cursor->integer(0), 0);
    });
    auto const again = caller.call("POST", "/api/v1/messages/" + id + "/resend");
    EXPECT_EQ(again.status, 409u);
    EXPECT_THAT(again.body, HasSubstr("holds_a_secret"));
}

TEST_P(Messages, NothingIsSentForAChangeThatWasRolledBack)
{
    EXPECT_FALSE(tell(code_for("ada@example.test"), false));
    run_jobs();
    EXPECT_EQ(mail_fault_of("ada@example.test none"), "");
    EXPECT_EQ(get("/api/v1/messages").at("total").as_int64(), 0);
}

TEST_P(Messages, TheSameKeyTellsOnce)
{
    auto notice = code_for("ada@example.test");
    notice.key = "code-1";
    for (int i = 0; i < 3; ++i) tell(notice);
    EXPECT_EQ(get("/api/v1/messages").at("total").as_int64(), 1);
    notice.to.email = "bob@example.test"; // somebody else may hear of it too
    tell(notice);
    notice.key = "code-2";
    tell(notice);
    EXPECT_EQ(get("/api/v1/messages").at("total").as_int64(), 3);
}

TEST_P(Messages, TheCallerMayChooseTheChannel)
{
    auto notice = code_for("ada@example.test");
    notice.channels = {notifications::Channel::sms};
    tell(notice);
    run_jobs();
    EXPECT_EQ(mail_fault_of("ada@example.test none"), "");
    EXPECT_EQ(mail_fault_of("+77010000001: 493817 is your code at My company."), "");
    notice.to.phone.reset(); // nowhere to send it
    tell(notice);
    EXPECT_EQ(get("/api/v1/messages").at("total").as_int64(), 1);
}

TEST_P(Messages, WhatIsKeptIsForItsOwnerAlone)
{
    tell(code_for("ada@example.test"));
    run_jobs();
    auto const outbox = std::filesystem::path(stage.house().settings().data) / "outbox";
    struct stat about = {};
    ASSERT_EQ(::stat(outbox.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0700u);
    for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
        ASSERT_EQ(::stat(entry.path().c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 0777, 0600u) << entry.path();
    }
}

TEST_P(Messages, NewsOfCarriersFindTheirMessageAndOnlyGoForward)
{
    using notifications::Heard;
    using notifications::MessageState;
    tell(code_for("ada@example.test"));
    run_jobs();
    auto& house = stage.house();
    auto const company = house.identity().first_company();
    static db::Tables const tables{{"message_attempt"}};
    static db::Change<std::string, std::string, CompanyId> const taken{
        tables, "UPDATE message_attempt SET carrier = ?, carrier_id = ? WHERE company_id = ?"};
    auto const hear = [&](std::string const& id, MessageState state, std::string const& words) {
        auto heard = Heard::not_known;
        house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
            heard = notifications::hear_of_delivery(tx, company, "twilio", id, {state, words, house.clock().now()});
            return true;
        });
        return heard;
    };
    house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
        taken(tx, "twilio", "SM1", company);
        return true;
    });
    EXPECT_EQ(hear("SM2", MessageState::delivered, ""), Heard::not_known);
    EXPECT_EQ(hear("SM1", MessageState::delivered, "There."), Heard::changed);
    EXPECT_EQ(hear("SM1", MessageState::sent, "On its way."), Heard::nothing_new);
    EXPECT_EQ(hear("SM1", MessageState::failed, "No."), Heard::nothing_new);
    EXPECT_EQ(hear("SM1", MessageState::delivered, "There."), Heard::nothing_new);
    auto const message = get("/api/v1/messages").at("items").at(0);
    EXPECT_EQ(message.at("state").as_string(), "delivered");
    EXPECT_EQ(message.at("outcome").as_string(), "There.");
    EXPECT_FALSE(message.at("delivered_at").is_null());
    EXPECT_EQ(hear("SM1", MessageState::read, ""), Heard::changed);
    EXPECT_THAT(unlisted_events(house), ::testing::IsEmpty());
}

TEST_P(Messages, MarketingHasItsHoursAndItsMostOfADay)
{
    auto& house = stage.house();
    auto const company = house.identity().first_company();
    auto const at_hour = [&](int hour) { // of today, in the company's zone, which is UTC
        auto const now = house.clock().now();
        auto const midnight = std::chrono::floor<std::chrono::days>(now);
        auto wait = std::chrono::duration_cast<std::chrono::seconds>(midnight + std::chrono::hours(hour) - now);
        if (wait < std::chrono::seconds(0)) wait += std::chrono::hours(24);
        house.clock().turn(wait);
    };
    auto const announce = [&](int count) {
        house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
            notifications::Notice notice;
            notice.event = "marketing.announcement";
            notice.to = {{}, "Ada", "ada@example.test", "+77010000001", "en"};
            notice.values = {{"headline", "Resin"}, {"text", "In six colours."}};
            for (int i = 0; i < count; ++i) notifications::notify(tx, company, house.clock().now(), notice);
            return true;
        });
    };
    auto const waiting = [&] { return get("/api/v1/messages?state=queued&page_size=1").at("total").as_int64(); };
    at_hour(23);
    announce(1);
    run_jobs();
    EXPECT_EQ(waiting(), 1) << "not at night";
    at_hour(9);
    run_jobs();
    EXPECT_EQ(waiting(), 0);
    announce(800); // one of today is gone already
    run_jobs();
    EXPECT_EQ(waiting(), 1) << "one too many for today";
    house.clock().turn(std::chrono::hours(24));
    run_jobs();
    EXPECT_EQ(waiting(), 0) << "put off, not dropped";
}

// Its workers died with it, so nobody is left to send it.
TEST_P(Messages, AMessageWhoseJobIsDeadHasFailedAndKeepsNoCode)
{
    Stage offline(GetParam(), {"--smtp-url=smtp://127.0.0.1:1", "--smtp-from=shop@example.com"});
    auto& house = offline.house();
    auto const company = house.identity().first_company();
    house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
        auto notice = code_for("ada@example.test");
        notice.channels = {notifications::Channel::email};
        notifications::notify(tx, company, house.clock().now(), notice);
        return true;
    });
    Cast people(house);
    app::Caller owner(house);
    owner.act_as(people.token_of("owner"));
    house.runner().run_until_idle(house.clock().now());
    auto const jobs = owner.call("GET", "/api/v1/jobs?kind=notifications.deliver").json();
    auto const job = parse_uuid(std::string_view(jobs.at("items").at(0).at("id").as_string()));
    ASSERT_TRUE(job);
    house.database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
        Actor runner;
        runner.company_id = company;
        runner.now = house.clock().now();
        jobs::publish(
            tx, runner, "job", *job, "job.dead", jobs::JobEnded{"notifications.deliver", jobs::JobState::dead, {}});
        return true;
    });
    house.runner().run_until_idle(house.clock().now());
    auto const message = owner.call("GET", "/api/v1/messages?event=identity.one_time_code").json().at("items").at(0);
    EXPECT_EQ(message.at("state").as_string(), "failed");
    EXPECT_EQ(message.at("outcome").as_string(), "Its job has failed for good.");
    static db::Tables const tables{{"message"}};
    house.database().read(db::Scope::all_companies(), [&](db::Tx& tx) {
        auto cursor = tx.start(tables, "SELECT COUNT(*) FROM message WHERE details <> '{}' AND channel = 'email'");
        ASSERT_TRUE(cursor->step());
        EXPECT_EQ(cursor->integer(0), 0);
    });
}

INSTANTIATE_TEST_SUITE_P(
    All, Messages, ::testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::scenario
