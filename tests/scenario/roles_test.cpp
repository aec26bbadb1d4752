// PL-07: what each built-in role may do, as a table, and that every operation of the program keeps to it.
#include "db/temporary_database.hpp"
#include "scenario.hpp"
#include <gtest/gtest.h>

namespace guildhall::scenario {
namespace {

// One column per role; x: may. Read it aloud with the owner of a workshop before changing it.
constexpr std::string_view matrix = "                  cust driv anal supp oper disp stor mana admi owne plat\n"
                                    "quotes.create        x    x    x    x    x    x    x    x    x    x    x\n"
                                    "quotes.read          .    .    x    x    x    x    x    x    x    x    x\n"
                                    "quotes.manage        .    .    .    .    .    .    .    x    x    x    x\n"
                                    "orders.read          .    .    x    x    x    x    x    x    x    x    x\n"
                                    "orders.manage        .    .    .    .    x    .    x    x    x    x    x\n"
                                    "files.create         x    x    x    x    x    x    x    x    x    x    x\n"
                                    "files.read           .    .    x    x    x    x    x    x    x    x    x\n"
                                    "files.manage         .    .    .    .    .    .    .    x    x    x    x\n"
                                    "catalogue.read       .    .    x    x    x    x    x    x    x    x    x\n"
                                    "catalogue.manage     .    .    .    .    .    .    .    x    x    x    x\n"
                                    "users.read           .    .    .    x    .    .    .    x    x    x    x\n"
                                    "users.manage         .    .    .    .    .    .    .    .    x    x    x\n"
                                    "company.read         .    .    x    x    x    x    x    x    x    x    x\n"
                                    "company.manage       .    .    .    .    .    .    .    .    x    x    x\n"
                                    "jobs.read            .    .    .    .    .    .    .    x    x    x    x\n"
                                    "jobs.manage          .    .    .    .    .    .    .    .    x    x    x\n"
                                    "audit.read           .    .    .    .    .    .    .    .    x    x    x\n"
                                    "customers.read       .    .    x    x    .    x    .    x    x    x    x\n"
                                    "roles.manage         .    .    .    .    .    .    .    .    x    x    x\n"
                                    "keys.manage          .    .    .    .    .    .    .    .    x    x    x\n"
                                    "webhooks.manage      .    .    .    .    .    .    .    .    x    x    x\n"
                                    "notifications.manage .    .    .    .    .    .    .    .    x    x    x\n";

constexpr std::array roles{Role::customer, Role::driver, Role::analyst, Role::support, Role::operator_,
    Role::dispatcher, Role::storekeeper, Role::manager, Role::admin, Role::owner, Role::platform_admin};

std::map<std::string, std::vector<bool>> read_matrix()
{
    std::map<std::string, std::vector<bool>> rows;
    std::istringstream lines{std::string(matrix)};
    std::string line;
    std::getline(lines, line); // the heading
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string right, mark;
        words >> right;
        while (words >> mark) rows[right].push_back(mark == "x");
    }
    return rows;
}

TEST(Roles, HaveTheRightsOfTheTable)
{
    auto const rows = read_matrix();
    std::size_t rights = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Right>>([&](auto d) {
        ++rights;
        auto const row = rows.find(dotted(d.value));
        ASSERT_NE(row, rows.end()) << dotted(d.value) << " is not in the table";
        ASSERT_EQ(row->second.size(), roles.size()) << dotted(d.value);
        for (std::size_t i = 0; i < roles.size(); ++i)
            EXPECT_EQ(rights_of(roles[i]).has(d.value), row->second[i])
                << role_word(roles[i]) << " " << dotted(d.value);
        EXPECT_FALSE(rights_of(Role::visitor).has(d.value)) << dotted(d.value);
    });
    EXPECT_EQ(rows.size(), rights);
}

// A path whose ids exist nowhere: who may come in hears 404 or what is wrong with the body, everybody else 403.
std::string somewhere(std::string path)
{
    for (auto at = path.find('{'); at != path.npos; at = path.find('{'))
        path.replace(at, path.find('}', at) - at + 1, "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12");
    return path;
}

TEST(Roles, OpenExactlyTheOperationsOfTheirRights)
{
    Stage stage("sqlite");
    Cast cast(stage.house());
    app::Caller caller(stage.house());
    std::size_t checked = 0;
    for (auto const role : roles) {
        if (role == Role::platform_admin) continue; // has no account in a company
        for (auto const& route : stage.house().router().routes()) {
            if (!route.facts.needs) continue;
            caller.act_as(cast.token_of(role_word(role)));
            auto const called = caller.call(route.method, somewhere(route.path), route.method == "GET" ? "" : "[]");
            auto const code = called.json().is_object() && called.json().as_object().contains("code")
                                  ? std::string(called.json().at("code").as_string())
                                  : "";
            auto const label = role_word(role) + " " + route.method + " " + route.path + " → " +
                               std::to_string(called.status) + " " + code;
            EXPECT_EQ(called.status == 403 && code == "not_allowed", !rights_of(role).has(*route.facts.needs)) << label;
            EXPECT_LT(called.status, 500u) << label;
            ++checked;
        }
    }
    EXPECT_GT(checked, 100u);
}

// PL-08: a key opens what its rights open, whoever made it, and nothing that belongs to a person.
TEST(ApiKeys, OpenExactlyTheOperationsOfTheirRights)
{
    Stage stage("sqlite");
    Cast cast(stage.house());
    app::Caller caller(stage.house());
    for (auto const right : rights_of(Role::owner).list()) {
        caller.act_as(cast.token_of("owner"));
        auto const made =
            caller.call("POST", "/api/v1/api-keys", R"({"name":"One right","rights":[")" + dotted(right) + R"("]})");
        ASSERT_EQ(made.status, 201u) << made.body;
        auto const answer = made.json();
        caller.act_as(std::string(answer.at("key").as_string()));
        for (auto const& route : stage.house().router().routes()) {
            auto const is_personal = route.facts.access == http::Access::person;
            if (!route.facts.needs && !is_personal) continue;
            if (route.path.starts_with("/api/v1/api-keys") && route.method == "POST") continue; // makes another one
            auto const called = caller.call(route.method, somewhere(route.path), route.method == "GET" ? "" : "[]");
            auto const body = called.json();
            auto const code =
                body.is_object() && body.as_object().contains("code") ? std::string(body.at("code").as_string()) : "";
            auto const label = dotted(right) + " " + route.method + " " + route.path + " → " +
                               std::to_string(called.status) + " " + code;
            if (is_personal) {
                EXPECT_EQ(code, "api_key_not_allowed") << label;
            } else {
                EXPECT_EQ(called.status == 403 && code == "not_allowed", *route.facts.needs != right) << label;
            }
            EXPECT_LT(called.status, 500u) << label;
        }
    }
}

// The word on the wire and back; C++ forbids "operator" as a name, people do not.
TEST(Roles, AreCalledByTheirWords)
{
    for (auto const role : roles) EXPECT_EQ(role_of(role_word(role)), role);
    EXPECT_EQ(role_word(Role::operator_), "operator");
    EXPECT_FALSE(role_of("operator_"));
    EXPECT_FALSE(role_of("boss"));
}

} // namespace
} // namespace guildhall::scenario
