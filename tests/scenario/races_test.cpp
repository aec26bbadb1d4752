// The same thing asked from many connections at once: what a scenario in text cannot say.
#include "scenario.hpp"
#include <gtest/gtest.h>
#include <thread>

namespace guildhall::scenario {
namespace {

constexpr int callers = 8;

class Races : public testing::TestWithParam<std::string> {
protected:
    Stage stage{GetParam()};
    Cast cast{stage.house()};

    // Everybody sends the same, at the same moment, as often as it says; the answers in no order.
    std::vector<app::Called> all_at_once(std::function<app::Called(app::Caller&)> const& send, int times = 1)
    {
        std::vector<app::Called> answers(static_cast<std::size_t>(callers * times));
        std::atomic<int> waiting{callers};
        {
            std::vector<std::jthread> threads;
            for (int caller = 0; caller < callers; ++caller)
                threads.emplace_back([&, caller] {
                    app::Caller own(stage.house());
                    --waiting;
                    while (waiting > 0) std::this_thread::yield();
                    for (int i = 0; i < times; ++i) answers[static_cast<std::size_t>(caller * times + i)] = send(own);
                });
        }
        return answers;
    }
    static std::map<unsigned, int> statuses(std::vector<app::Called> const& answers)
    {
        std::map<unsigned, int> count;
        for (auto const& answer : answers) ++count[answer.status];
        return count;
    }
    app::Called call(
        std::string const& token, std::string const& method, std::string const& target, std::string const& body = {})
    {
        app::Caller caller(stage.house());
        caller.act_as(token);
        return caller.call(method, target, body);
    }
};

TEST_P(Races, OneKeyMakesOneQuote)
{
    auto const token = cast.token_of("customer");
    std::string type;
    auto const body = multipart({{"box.stl", box_stl(20, 20, 20)}}, R"({"service":"fdm","material":"pla"})", type);
    auto const answers = all_at_once([&](app::Caller& caller) {
        caller.act_as(token);
        caller.set_header("Idempotency-Key", "once");
        auto const called = caller.call("POST", "/api/v1/quotes", body, type);
        caller.clear_headers();
        return called;
    });
    EXPECT_EQ(statuses(answers), (std::map<unsigned, int>{{201, callers}}));
    int replayed = 0;
    for (auto const& answer : answers) {
        EXPECT_EQ(answer.body, answers.front().body);
        replayed += answer.headers.has("Idempotency-Replayed");
    }
    EXPECT_EQ(replayed, callers - 1);
    EXPECT_EQ(call(token, "GET", "/api/v1/quotes").json().at("total").as_int64(), 1);
}

// Of all who want what a plan has left, exactly as many get it as there is (PL-12).
TEST_P(Races, APlanGivesExactlyWhatItHasLeft)
{
    constexpr int times = 7, left = 10; // 56 want ten
    auto const platform = cast.token_of("platform_admin"), owner = cast.token_of("owner"),
               customer = cast.token_of("customer");
    auto const limits = std::string(R"({"users":11,"storage_bytes":6840,"orders":10,"messages":null})");
    EXPECT_EQ(call(platform, "PATCH", "/api/v1/platform/plans/start", limits).status, 200u);
    auto const companies = call(platform, "GET", "/api/v1/platform/companies").json();
    auto const subscription =
        "/api/v1/platform/companies/" + std::string(companies.at("items").at(0).at("id").as_string()) + "/subscription";
    EXPECT_EQ(call(platform, "PATCH", subscription, R"({"plan":"start"})").status, 200u);
    std::map<unsigned, int> const fair{{201, left}, {402, callers * times - left}};
    std::atomic<int> number = 0;
    auto const invite = [&](app::Caller& caller) {
        caller.act_as(owner);
        auto const email = "colleague" + std::to_string(++number) + "@example.test";
        return caller.call("POST", "/api/v1/users/invitations",
            R"({"email":")" + email + R"(","full_name":"Colleague","role":"operator"})");
    };
    EXPECT_EQ(statuses(all_at_once(invite, times)), fair);
    std::string type;
    auto const box = multipart({{"box.stl", box_stl(20, 20, 20)}}, {}, type);
    auto const uploads = all_at_once(
        [&](app::Caller& caller) {
            caller.act_as(customer);
            return caller.call("POST", "/api/v1/files", box, type);
        },
        times);
    EXPECT_EQ(statuses(uploads), fair);
    std::string file;
    for (auto const& upload : uploads)
        if (upload.status == 201) file = upload.json().at("items").at(0).at("id").as_string();
    std::vector<std::string> quotes;
    auto const wish = R"({"lines":[{"file_id":")" + file + R"(","service":"fdm","material":"pla","quantity":1}]})";
    for (int i = 0; i < 2 * callers; ++i) {
        auto const quote = call(customer, "POST", "/api/v1/quotes", wish).json();
        quotes.emplace_back(quote.at("id").as_string());
    }
    std::atomic<std::size_t> next = 0;
    auto const conversions = all_at_once(
        [&](app::Caller& caller) {
            caller.act_as(customer);
            return caller.call("POST", "/api/v1/sales-orders/convert/" + quotes[next++],
                R"({"shipping_address":{"line1":"Abay 1","city":"Almaty","postal_code":"050000","country":"KZ"}})");
        },
        2);
    EXPECT_EQ(statuses(conversions), (std::map<unsigned, int>{{201, left}, {402, 2 * callers - left}}));
    auto const usage = call(owner, "GET", "/api/v1/subscription").json().at("usage").as_array();
    EXPECT_EQ(usage[0].at("used"), 11);
    EXPECT_EQ(usage[1].at("used"), 6840);
    EXPECT_EQ(usage[2].at("used"), 10);
    EXPECT_TRUE(stage.house().verify().empty());
}

// A refresh token is exchanged once; that others showed it, too, ends the session for everybody.
TEST_P(Races, OneRefreshTokenIsExchangedOnce)
{
    cast.token_of("customer");
    auto const signed_in = call(
        {}, "POST", "/api/v1/auth/login", R"({"email":"customer@example.test","password":"correct horse battery"})");
    ASSERT_EQ(signed_in.status, 200u) << signed_in.body;
    auto const token = std::string(signed_in.json().at("refresh_token").as_string());
    auto const answers = all_at_once([&](app::Caller& caller) {
        return caller.call("POST", "/api/v1/auth/refresh", R"({"refresh_token":")" + token + R"("})");
    });
    EXPECT_EQ(statuses(answers), (std::map<unsigned, int>{{200, 1}, {401, callers - 1}}));
    for (auto const& answer : answers)
        if (answer.status == 200) {
            auto const access = std::string(answer.json().at("access_token").as_string());
            EXPECT_EQ(call(access, "GET", "/api/v1/auth/me").status, 401u);
        }
}

// The lock counts before the password is looked at: asking in parallel gives no more guesses than one after another.
TEST_P(Races, FiveGuessesAreHeardHoweverManyCome)
{
    cast.token_of("customer");
    auto const answers = all_at_once(
        [&](app::Caller& caller) {
            return caller.call(
                "POST", "/api/v1/auth/login", R"({"email":"customer@example.test","password":"a false password"})");
        },
        5);
    EXPECT_EQ(statuses(answers), (std::map<unsigned, int>{{401, 5}, {429, callers * 5 - 5}}));
}

INSTANTIATE_TEST_SUITE_P(All, Races, testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::scenario
