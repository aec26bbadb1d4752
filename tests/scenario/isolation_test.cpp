// Made from the OpenAPI document (acceptance test 4): every operation, every role, ids of another company, of another
// customer of the same company, and nobody at all. A new endpoint is covered the day it is written.
#include "scenario.hpp"
#include <gtest/gtest.h>

namespace guildhall::scenario {
namespace {

namespace json = reflect::json;

// One company with one of everything; what others try to reach.
struct Victim {
    std::map<std::string, std::string> ids; // path parameter → id
    std::vector<std::string> secrets;       // texts that must never appear in an answer to somebody else
};

class Isolation : public testing::TestWithParam<std::string> {
protected:
    Isolation()
        : stage(GetParam())
        , cast(stage.house())
        , caller(stage.house())
    {
        document = json::parse(stage.house().router().openapi());
    }

    json::value call(std::string const& who, unsigned status, std::string const& method, std::string const& target,
        std::string const& body = {})
    {
        caller.act_as(cast.token_of(who));
        auto const called = caller.call(method, target, body);
        EXPECT_EQ(called.status, status) << method << " " << target << " " << called.body;
        return called.json();
    }

    Victim make_victim()
    {
        Victim victim;
        caller.act_as(cast.token_of("customer"));
        std::string type;
        auto const body = multipart({{"secret-part.stl", box_stl(20, 20, 20)}}, {}, type);
        auto const uploaded = caller.call("POST", "/api/v1/files", body, type).json();
        victim.ids["file_id"] = uploaded.at("items").at(0).at("id").as_string().c_str();
        victim.ids["file_share_id"] = call("customer", 201, "POST",
            "/api/v1/files/" + victim.ids["file_id"] + "/shares", R"({"email":"secret-friend@example.com"})")
                                          .at("id")
                                          .as_string()
                                          .c_str();
        auto const line = R"({"lines":[{"file_id":")" + victim.ids["file_id"] +
                          R"(","service":"fdm","material":"pla","quantity":1}]})";
        auto const converted = call("customer", 201, "POST", "/api/v1/quotes", line);
        auto const order = call("customer", 201, "POST",
            "/api/v1/sales-orders/convert/" + std::string(converted.at("id").as_string()),
            R"({"shipping_address":{"line1":"Secret Street 1","city":"Almaty","postal_code":"050000","country":"KZ"}})");
        auto const quote = call("customer", 201, "POST", "/api/v1/quotes", line);
        victim.ids["quote_id"] = quote.at("id").as_string().c_str();
        victim.ids["sales_order_id"] = order.at("id").as_string().c_str();
        victim.ids["user_id"] = call("customer", 200, "GET", "/api/v1/auth/me").at("id").as_string().c_str();
        victim.ids["customer_id"] = victim.ids["user_id"];
        victim.ids["saved_view_id"] =
            call("customer", 201, "POST", "/api/v1/saved-views", R"({"list":"quotes","name":"Mine","query":""})")
                .at("id")
                .as_string()
                .c_str();
        // A job of this company: the hourly expiry, fired by the clock.
        stage.house().clock().turn(std::chrono::hours(2));
        stage.house().runner().run_until_idle(stage.house().clock().now());
        auto const jobs = call("owner", 200, "GET", "/api/v1/jobs");
        for (auto const& job : jobs.at("items").as_array()) victim.ids["job_id"] = job.at("id").as_string().c_str();
        add_messages(victim);
        add_connectors(victim);
        add_inbound(victim);
        // Made after the jobs have run, so that nobody is called.
        victim.ids["webhook_id"] = call("owner", 201, "POST", "/api/v1/webhooks",
            R"({"name":"Secret receiver","url":"https://secret.example/","events":["*"]})")
                                       .at("id")
                                       .as_string()
                                       .c_str();
        victim.ids["webhook_delivery_id"] =
            call("owner", 201, "POST", "/api/v1/webhooks/" + victim.ids["webhook_id"] + "/test", "{}")
                .at("id")
                .as_string()
                .c_str();
        victim.ids["bulk_operation_id"] =
            call("owner", 200, "POST", "/api/v1/webhooks/bulk/update", R"({"filter":"","name":"Secret name"})")
                .at("bulk_operation_id")
                .as_string()
                .c_str();
        for (auto const& [name, id] : victim.ids) victim.secrets.push_back(id);
        victim.secrets.insert(
            victim.secrets.end(), {"Secret Street", "secret-part", "secret-friend", "secret.example", "Secret name"});
        return victim;
    }

    // What another program has told: its address is all that a stranger may know, and opens nothing without a secret.
    void add_inbound(Victim& victim)
    {
        auto const endpoint = call("owner", 201, "POST", "/api/v1/inbound-endpoints",
            R"({"name":"Secret sender","connector":"event","signature":"telegram","secret":"secret-token"})");
        victim.ids["inbound_endpoint_id"] = endpoint.at("id").as_string().c_str();
        auto const path = std::string(endpoint.at("path").as_string());
        victim.ids["token"] = path.substr(path.rfind('/') + 1);
        caller.set_header("X-Telegram-Bot-Api-Secret-Token", "secret-token");
        victim.ids["inbound_event_id"] =
            call("visitor", 200, "POST", path, R"({"update_id":1,"text":"secret telegram"})")
                .at("id")
                .as_string()
                .c_str();
        caller.clear_headers();
        victim.secrets.insert(victim.secrets.end(), {"Secret sender", "secret-token", "secret telegram"});
    }

    // What the customer was told, in the app and by mail.
    void add_messages(Victim& victim)
    {
        auto const first = [&](std::string const& who, std::string const& list) {
            return std::string(call(who, 200, "GET", list).at("items").at(0).at("id").as_string());
        };
        victim.ids["notification_id"] = first("customer", "/api/v1/notifications");
        victim.ids["message_id"] = first("owner", "/api/v1/messages?channel=email");
    }

    // Who carries the company's messages, and a browser of the customer's.
    void add_connectors(Victim& victim)
    {
        call("owner", 200, "PATCH", "/api/v1/connectors/mobizon",
            R"({"is_active":true,"fields":[{"name":"api_key","value":"secret-mobizon-key"},{"name":"sender","value":"Secret Co"}]})");
        call("owner", 200, "PATCH", "/api/v1/connectors/web_push",
            R"({"is_active":true,"fields":[{"name":"subject","value":"mailto:secret-contact@example.com"}]})");
        auto const device = call("customer", 201, "POST", "/api/v1/push-devices",
            R"({"endpoint":"https://push.example.net/secret-endpoint","p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",)"
            R"("auth":"BTBZMqHH6r4Tts7J_aSIgg","name":"Secret browser"})");
        victim.ids["push_device_id"] = device.at("id").as_string().c_str();
        victim.secrets.insert(victim.secrets.end(),
            {"secret-mobizon-key", "Secret Co", "secret-contact", "secret-endpoint", "Secret browser"});
    }

    // The path with the victim's ids; other parameters get something that exists in every company.
    std::string aim(std::string path, Victim const& victim)
    {
        for (auto at = path.find('{'); at != path.npos; at = path.find('{')) {
            auto const end = path.find('}', at);
            auto const name = path.substr(at + 1, end - at - 1);
            auto const known = victim.ids.find(name);
            auto value =
                known != victim.ids.end() ? known->second : std::string("019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12");
            path.replace(at, end - at + 1, value);
        }
        return path;
    }

    void try_operation(std::string const& who, std::string const& path, std::string const& method,
        json::object const& operation, Victim const& victim)
    {
        std::string verb = method;
        for (char& c : verb) c = static_cast<char>(std::toupper(c));
        std::string body;
        if (auto const* request = operation.if_contains("requestBody")) {
            auto const& content = request->at("content").as_object();
            if (auto const* media = content.if_contains("application/json"))
                body = json::serialize(media->as_object().contains("example")
                                           ? media->at("example")
                                           : media->at("examples").at("usual").at("value"));
            else
                body = R"({"raw":true})";
        }
        if (path.starts_with("/api/v1/auth/") && verb != "GET")
            return; // one's own session and profile: nothing of others to reach
        caller.act_as(cast.token_of(who));
        auto const target = aim(path, victim);
        auto const called = caller.call(verb, target, body);
        auto const label =
            who + " " + verb + " " + path + " → " + std::to_string(called.status) + " " + called.body.substr(0, 300);
        EXPECT_LT(called.status, 500u) << label;
        auto const names_an_object = target != path && std::ranges::any_of(victim.ids, [&](auto const& id) {
            return target.find(id.second) != target.npos;
        });
        if (names_an_object) {
            EXPECT_TRUE(called.status == 401 || called.status == 403 || called.status == 404) << label;
        }
        for (auto const& secret : victim.secrets) {
            if (body.find(secret) != body.npos) continue;
            EXPECT_EQ(called.body.find(secret), std::string::npos) << label << " shows " << secret;
        }
        auto const is_open = operation.at("security").as_array().at(0).as_object().empty();
        if (who == "visitor" && !is_open) { EXPECT_EQ(called.status, 401u) << label; }
    }

    void try_all(std::string const& who, Victim const& victim)
    {
        for (auto const& item : document.at("paths").as_object())
            for (auto const& operation : item.value().as_object())
                try_operation(who, item.key(), operation.key(), operation.value().as_object(), victim);
    }

    Stage stage;
    Cast cast;
    app::Caller caller;
    json::value document;
};

TEST_P(Isolation, HoldsForEveryOperationRoleAndStranger)
{
    auto const victim = make_victim();
    ASSERT_FALSE(HasFailure());
    for (auto const* stranger : {"visitor", "customer two", "customer of company two", "driver of company two",
             "analyst of company two", "support of company two", "operator of company two", "dispatcher of company two",
             "storekeeper of company two", "manager of company two", "admin of company two", "owner of company two"})
        try_all(stranger, victim);
    // Everything is still there, as it was.
    call("customer", 200, "GET", "/api/v1/quotes/" + victim.ids.at("quote_id"));
    call("customer", 200, "GET", "/api/v1/sales-orders/" + victim.ids.at("sales_order_id"));
    call("customer", 200, "GET", "/api/v1/files/" + victim.ids.at("file_id"));
}

TEST_P(Isolation, KnowsThatItsOwnPeopleMayEnter)
{
    auto const victim = make_victim();
    auto const quote = "/api/v1/quotes/" + victim.ids.at("quote_id");
    for (auto const* insider : {"customer", "manager", "support", "analyst", "owner"}) call(insider, 200, "GET", quote);
    call("customer two", 404, "GET", quote);
}

INSTANTIATE_TEST_SUITE_P(All, Isolation, testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::scenario
