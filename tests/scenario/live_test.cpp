// Live updates over real sockets: two people with different rights, a server between them, and a session that ends.
#include "edge/server.hpp"
#include "scenario.hpp"
#include "support/http_client.hpp"
#include <gmock/gmock.h>

namespace guildhall::scenario {
namespace {

namespace json = reflect::json;
using guildhall::testing::HttpClient;
using ::testing::HasSubstr;
using ::testing::Not;

class Live : public ::testing::TestWithParam<std::string> {
protected:
    Live()
        : stage(GetParam())
        , cast(stage.house())
        , caller(stage.house())
        , server(settings(), stage.house().router())
    {
        server.start();
        stage.house().live().start();
    }
    ~Live() override
    {
        stage.house().live().stop();
        server.stop();
    }
    static edge::Settings settings()
    {
        edge::Settings all;
        all.threads = 2;
        return all;
    }

    struct Listener {
        HttpClient client;
        std::string heard;
        // Reads until this was said; false when the stream ends before.
        bool hears(std::string const& what)
        {
            while (heard.find(what) == heard.npos) {
                auto const some = client.receive_some();
                if (some.empty()) return false;
                heard += some;
            }
            return true;
        }
        std::string last_id() const
        {
            auto const at = heard.rfind("id: ");
            return at == heard.npos ? "" : heard.substr(at + 4, 36);
        }
    };
    Listener listen(std::string const& who, std::string const& by = "Authorization", std::string const& last_seen = {})
    {
        auto const token = cast.token_of(who);
        Listener listener{HttpClient(server.port()), {}};
        auto const credentials = by == "Cookie" ? "guildhall_access=" + token : "Bearer " + token;
        listener.client.send(last_seen.empty()
                                 ? guildhall::testing::request_text("GET", "/api/v1/events/stream", {{by, credentials}})
                                 : guildhall::testing::request_text("GET", "/api/v1/events/stream",
                                       {{by, credentials}, {"Last-Event-ID", last_seen}}));
        EXPECT_TRUE(listener.hears("event: ready"));
        return listener;
    }
    json::value call(std::string const& who, unsigned status, std::string const& method, std::string const& target,
        std::string const& body = {})
    {
        caller.act_as(cast.token_of(who));
        auto const called = caller.call(method, target, body);
        EXPECT_EQ(called.status, status) << called.body;
        return called.json();
    }
    std::string ask(std::string const& who)
    {
        std::string type;
        auto const body = multipart({{"box.stl", box_stl(20, 20, 20)}}, R"({"material":"pla"})", type);
        caller.act_as(cast.token_of(who));
        auto const quote = caller.call("POST", "/api/v1/quotes", body, type).json();
        return std::string(quote.at("id").as_string());
    }
    std::string convert(std::string const& who, std::string const& quote)
    {
        auto const order = call(who, 201, "POST", "/api/v1/sales-orders/convert/" + quote,
            R"({"shipping_address":{"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"}})");
        return std::string(order.at("id").as_string());
    }

    Stage stage;
    Cast cast;
    app::Caller caller;
    edge::Server server;
};

TEST_P(Live, TellsEachWhatIsHisToKnow)
{
    auto customer = listen("customer", "Cookie"), other = listen("customer two"), staff = listen("manager"),
         neighbour = listen("owner of company two");
    auto const order = convert("customer", ask("customer"));
    call("manager", 200, "POST", "/api/v1/sales-orders/" + order + "/status", R"({"status":"confirmed"})");
    call("manager", 201, "POST", "/api/v1/sales-orders/" + order + "/notes", R"({"text":"psst","is_internal":true})");
    convert("customer two", ask("customer two"));
    ask("owner of company two");

    EXPECT_TRUE(customer.hears("sales_order.status_changed"));
    EXPECT_TRUE(staff.hears("SO-2026-002"));
    EXPECT_TRUE(other.hears("SO-2026-002"));
    EXPECT_TRUE(neighbour.hears("quote.created"));
    EXPECT_THAT(customer.heard, HasSubstr("SO-2026-001"));
    EXPECT_THAT(customer.heard, HasSubstr(R"("record":{"kind":"sales_order","id":")" + order));
    EXPECT_THAT(staff.heard, HasSubstr("sales_order.noted"));
    for (auto const* stranger : {&other, &neighbour}) {
        EXPECT_THAT(stranger->heard, Not(HasSubstr("SO-2026-001")));
        EXPECT_THAT(stranger->heard, Not(HasSubstr(order)));
    }

    // The customer comes back later, with the last id he saw.
    auto const seen = customer.last_id();
    {
        auto const left = std::move(customer);
    }
    call("manager", 200, "POST", "/api/v1/sales-orders/" + order + "/status", R"({"status":"on_hold"})");
    auto back = listen("customer", "Authorization", seen);
    EXPECT_TRUE(back.hears("sales_order.status_changed"));
    EXPECT_THAT(back.heard, Not(HasSubstr("sales_order.noted"))); // internal: not for his ears, now or later
    EXPECT_THAT(back.heard, Not(HasSubstr("resync")));
}

TEST_P(Live, TellsStaffOfCatalogueCompanyAndUsers)
{
    auto customer = listen("customer"), staff = listen("manager"), owner = listen("owner");
    call("manager", 200, "PATCH", "/api/v1/catalogue/materials/pla", R"({"price_per_kg":31})");
    call("owner", 200, "PATCH", "/api/v1/company", R"({"quote_validity_days":20})");
    auto const someone = call("owner", 201, "POST", "/api/v1/users",
        R"({"email":"new@guild.example","full_name":"Nina New","role":"operator","password":"correct horse battery"})");
    EXPECT_TRUE(staff.hears("catalogue.changed"));
    EXPECT_TRUE(owner.hears("user.created"));
    EXPECT_THAT(owner.heard, HasSubstr("company.changed"));
    convert("customer", ask("customer"));
    EXPECT_TRUE(customer.hears("sales_order.placed"));
    for (auto const* unheard : {"catalogue.changed", "company.changed", "user.created"})
        EXPECT_THAT(customer.heard, Not(HasSubstr(unheard)));
}

TEST_P(Live, EndsWithTheSessionAndWithTheServer)
{
    auto customer = listen("customer"), other = listen("customer two");
    auto const id = std::string(call("customer", 200, "GET", "/api/v1/auth/me").at("id").as_string());
    call("owner", 200, "PATCH", "/api/v1/users/" + id, R"({"is_active":false})");
    EXPECT_FALSE(customer.hears("this is never said")); // the stream ends
    EXPECT_TRUE(customer.client.is_closed_by_server());
    ask("customer two");
    EXPECT_TRUE(other.hears("quote.created"));
    stage.house().live().stop();
    EXPECT_FALSE(other.hears("this is never said"));
}

INSTANTIATE_TEST_SUITE_P(All, Live, ::testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::scenario
