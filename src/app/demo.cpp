#include "demo.hpp"
#include "commands.hpp"
#include "demo_hand.hpp"
#include "demo_parts.hpp"
#include "log/log.hpp"
#include <cstdio>

namespace guildhall::app {
namespace {

struct Person {
    Role role;
    std::string_view email, name;
};
constexpr Person people[] = {
    {Role::owner, "owner@demo.guildhall", "Olga Owner"},
    {Role::admin, "admin@demo.guildhall", "Adil Admin"},
    {Role::manager, "manager@demo.guildhall", "Marat Manager"},
    {Role::operator_, "operator@demo.guildhall", "Omar Operator"},
    {Role::storekeeper, "store@demo.guildhall", "Svetlana Store"},
    {Role::dispatcher, "dispatch@demo.guildhall", "Dana Dispatch"},
    {Role::driver, "driver@demo.guildhall", "Daulet Driver"},
    {Role::support, "support@demo.guildhall", "Sara Support"},
    {Role::analyst, "analyst@demo.guildhall", "Anton Analyst"},
    {Role::customer, "customer@demo.guildhall", "Clara Customer"},
    {Role::customer, "customer2@demo.guildhall", "Carl Customer"},
    {Role::platform_admin, "platform@demo.guildhall", "Pavel Platform"},
};
constexpr std::string_view address = R"({"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"})";

class Demo : DemoHand {
public:
    explicit Demo(House& house)
        : DemoHand(house)
        , password_hash_(identity::hash_password(std::string(demo_password), house.settings().test_mode ? 4 : 12))
    {
    }

    void fill()
    {
        at_days_ago(45);
        add_people();
        add_second_company();
        add_parts();
        add_quotes();
        add_orders();
        add_habits();
        at_days_ago(10);
        add_trial(*this);
        add_documents(*this);
        add_bulk_steps(*this);
        at_days_ago(0);
        add_plans(*this);
        leave_news();
        add_inbound(*this);
        house().runner().run_until_idle(house().clock().now());
    }

private:
    void add_people()
    {
        auto const company = house().identity().first_company();
        house().database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
            for (auto const& person : people) add_person(tx, company, person);
            return true;
        });
        as("owner@demo.guildhall");
        expect(200, "PATCH", "/api/v1/company",
            R"({"name":"Iron & Thread","document_name":"Iron & Thread LLP","accent_color":"#2357c6","tax_name":"VAT",)"
            R"("tax_rate_ppm":120000,"time_zone":"Asia/Almaty"})");
        // What a company calls things itself stays as it is in every language.
        expect(200, "PATCH", "/api/v1/catalogue/materials/al_6061", R"({"name":"House aluminium"})");
        expect(201, "POST", "/api/v1/catalogue/color-names", R"({"code":"black","name":"Soot"})");
        add_access();
    }

    // A role of the company's own, somebody who has not come in yet, and a key of a program.
    void add_access()
    {
        auto const rights = std::string(R"("rights":["orders.read","orders.manage","files.read"])");
        expect(201, "POST", "/api/v1/roles",
            R"({"name":"Night shift","description":"Watches the machines.",)" + rights + "}");
        expect(201, "POST", "/api/v1/users/invitations",
            R"({"email":"ivan@demo.guildhall","full_name":"Ivan Invited","role":"operator","locale":"en"})");
        expect(201, "POST", "/api/v1/api-keys", R"({"name":"Shop floor display",)" + rights + "}");
    }

    void add_person(db::Tx& tx, CompanyId company, Person const& person)
    {
        Actor actor;
        actor.company_id = company;
        actor.now = house().clock().now();
        actor.role = Role::platform_admin;
        identity::NewUser terms{std::string(person.email), std::string(person.name), password_hash_, {}, person.role};
        terms.email_verified_at = actor.now;
        identity::create_user(tx, actor, terms);
    }

    // A neighbour, so that the walls between companies can be seen to hold.
    void add_second_company()
    {
        house().database().write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            auto const id = tx.new_id<CompanyId>();
            identity::found_company_with_owner(tx, house().clock().now(), id, {"Steppe Robotics", {}}, false,
                identity::NewUser{"owner@steppe.guildhall", "Saule Steppe", password_hash_, {}, Role::owner},
                house().on_founded());
            add_person(tx, id, {Role::customer, "customer@steppe.guildhall", "Kanat Customer"});
            return true;
        });
    }

    void add_parts()
    {
        auto const company = house().identity().first_company();
        for (auto const& part : demo_parts()) {
            Actor actor;
            actor.company_id = company;
            actor.now = house().clock().now();
            auto content = house().store().keep(actor, std::string(part.file_name), part.bytes);
            files::await_findings(
                house().store(), content, std::chrono::steady_clock::now() + std::chrono::minutes(10));
            house().database().write_now(db::Scope::of(company), [&](db::Tx& tx) {
                auto const file = files::add_file(tx, actor, content, files::FileAccess::demo);
                if (content.analysis) parts_.push_back(to_string(file.id));
                return true;
            });
        }
        check(!parts_.empty(), "some demo parts can be measured");
    }

    std::string ask(std::size_t part, std::string const& choice, std::string const& rest = "")
    {
        auto const quote = expect(201, "POST", "/api/v1/quotes",
            R"({"lines":[{"file_id":")" + parts_[part % parts_.size()] + "\"," + choice + "}]" + rest + "}");
        return std::string(quote.at("id").as_string());
    }

    void add_quotes()
    {
        std::string const small = R"("service":"fdm","material":"pla","color":"black","quantity":1)";
        std::string const large = R"("service":"cnc","material":"al_6061","quantity":60)";
        at_days_ago(40);
        as("customer@demo.guildhall");
        ask(0, small); // its thirty days are over: the hourly job makes it expired
        at_days_ago(6);
        as("customer@demo.guildhall");
        ask(1, small, R"(,"draft":true)");
        ask(2, large, R"(,"note":"Can you hold 0.05 mm on the bores?")");
        auto const approved = ask(3, large), rejected = ask(2, large), asked = ask(1, large);
        auto const cancelled = ask(0, small);
        expect(200, "POST", "/api/v1/quotes/" + cancelled + "/cancel",
            R"({"reason":"Found a spare part in the drawer."})");
        at_days_ago(5);
        as("manager@demo.guildhall");
        expect(200, "PATCH", "/api/v1/quotes/" + approved + "/review",
            R"({"decision":"change","total":"1450.00","message":"We can do better at this quantity."})");
        expect(200, "PATCH", "/api/v1/quotes/" + rejected + "/review", R"({"decision":"approve"})");
        expect(200, "PATCH", "/api/v1/quotes/" + asked + "/review",
            R"({"decision":"ask","message":"Which face is visible? It decides the finish."})");
        expect(201, "POST", "/api/v1/quotes/" + asked + "/notes",
            R"({"text":"He always means the engraved side.","is_internal":true})");
        as("customer@demo.guildhall");
        expect(201, "POST", "/api/v1/quotes/" + asked + "/notes", R"({"text":"The round one, with the engraving."})");
        expect(
            200, "PATCH", "/api/v1/quotes/" + rejected + "/reject", R"({"reason":"Too expensive for a prototype."})");
        at_days_ago(1);
        as("customer2@demo.guildhall");
        ask(4, small, R"(,"rush":"rush")");
    }

    std::string order(std::size_t part, int quantity)
    {
        as("customer2@demo.guildhall");
        auto const quote = ask(part, R"("service":"fdm","material":"petg","quantity":)" + std::to_string(quantity));
        auto const made = expect(201, "POST", "/api/v1/sales-orders/convert/" + quote,
            R"({"shipping_address":)" + std::string(address) + "}");
        return std::string(made.at("id").as_string());
    }

    void walk(std::string const& id, std::initializer_list<std::string_view> steps)
    {
        as("manager@demo.guildhall");
        auto const path = "/api/v1/sales-orders/" + id;
        for (auto const step : steps) {
            if (step == "paid")
                expect(200, "PATCH", path + "/payment",
                    R"({"payment_status":"paid","payment_method":"bank_transfer","payment_transaction_id":"DEMO-)" +
                        id.substr(30) + "\"}");
            else if (step == "label")
                expect(200, "PATCH", path + "/shipping",
                    R"({"carrier":"DHL","tracking_number":"JD0146)" + id.substr(30) + "\"}");
            else
                expect(200, "PATCH", path + "/status", R"({"status":")" + std::string(step) + "\"}");
        }
    }

    void add_orders()
    {
        at_days_ago(12);
        walk(order(0, 2),
            {"confirmed", "paid", "in_production", "quality_check", "label", "shipped", "delivered", "completed"});
        at_days_ago(8);
        walk(order(1, 1), {"confirmed", "paid", "in_production", "quality_check", "label", "shipped", "delivered"});
        at_days_ago(4);
        walk(order(4, 2), {"confirmed", "paid", "in_production", "quality_check", "label", "shipped"});
        at_days_ago(3);
        walk(order(5, 1), {"confirmed", "paid", "in_production", "quality_check"});
        walk(order(6, 2), {"confirmed", "paid", "in_production"});
        at_days_ago(2);
        walk(order(0, 1), {"confirmed"});
        auto const held = order(1, 2);
        walk(held, {"confirmed"});
        expect(200, "PATCH", "/api/v1/sales-orders/" + held + "/status",
            R"({"status":"on_hold","note":"The material comes on Monday."})");
        auto const dropped = order(4, 1);
        as("customer2@demo.guildhall");
        expect(200, "POST", "/api/v1/sales-orders/" + dropped + "/cancel", R"({"reason":"Ordered twice by mistake."})");
        add_webhooks(*this);
        add_connectors(*this);
        at_days_ago(1);
        last_order_ = order(5, 2);
    }

    // What people arrange for themselves.
    void add_habits()
    {
        as("owner@demo.guildhall");
        expect(200, "PATCH", "/api/v1/message-templates/sales_order.delivered/email/en",
            R"({"subject":"Your parts of {{number}} have arrived","body":"Order {{number}} was delivered.\n\n)"
            R"(Does everything fit? Write to us within 14 days if it does not.","action":"Open the order"})");
        as("customer2@demo.guildhall");
        expect(200, "PATCH", "/api/v1/notification-preferences", R"({"quiet_from":"22:00","quiet_until":"08:00"})");
        as("manager@demo.guildhall");
        expect(201, "POST", "/api/v1/saved-views",
            R"({"list":"sales-orders","name":"To ship","query":"status=quality_check&ordering=created_at","is_shared":true})");
        expect(201, "POST", "/api/v1/saved-views",
            R"({"list":"quotes","name":"Dear ones to review","query":"status=pending&total__gte=1000","is_shared":true})");
        as("customer@demo.guildhall");
        expect(201, "POST", "/api/v1/auth/addresses", R"({"label":"Office","address":)" + std::string(address) + "}");
        expect(201, "POST", "/api/v1/auth/addresses",
            R"({"label":"Workshop","address":{"line1":"Dock 3","city":"Aktau","postal_code":"130000","country":"KZ"},)"
            R"("is_default_shipping":true})");
    }

    // Of today: what happened before the program was there, its webhooks do not hear of.
    void leave_news()
    {
        as("owner@demo.guildhall");
        auto const owner = expect(200, "GET", "/api/v1/auth/me");
        auto const text = [&](char const* member) { return std::string(owner.at(member).as_string()); };
        as("manager@demo.guildhall");
        expect(201, "POST", "/api/v1/sales-orders/" + last_order_ + "/notes",
            R"({"text":"She asked whether it can be ready by Friday. @)" + text("full_name") +
                R"(, may we pay for the express courier?","is_internal":true,"mentions":[")" + text("id") + R"("]})");
        as("owner@demo.guildhall");
        expect(202, "POST", "/api/v1/company/exports", "{}"); // an archive to look at and to fetch
    }

    std::string password_hash_;
    std::vector<std::string> parts_;
    std::string last_order_;
};

} // namespace

void fill_demo(House& house)
{
    auto const company = house.identity().first_company();
    auto const empty = house.database().read_now(
        db::Scope::of(company), [&](db::Tx& tx) { return identity::all_users(tx, company).empty(); });
    if (!empty) return;
    log::set_level(log::Level::warning); // a page of requests that nobody made would only confuse
    Demo(house).fill();
    log::set_level(log::level_named(house.settings().log_level).value_or(log::Level::info));
}

void print_demo(House&, std::string const& address_of_server)
{
    std::printf("\nGuildhall listens at      %s\nInteractive documentation  %s/api/docs/  and  "
                "%s/api/redoc/\n\nLogins, all with the password %s\n",
        address_of_server.c_str(), address_of_server.c_str(), address_of_server.c_str(),
        std::string(demo_password).c_str());
    for (auto const& person : people)
        std::printf("  %-12s %s\n", role_word(person.role).c_str(), std::string(person.email).c_str());
    std::printf("  %-12s %s  (of another company)\n", "owner", "owner@steppe.guildhall");
    std::printf("  %-12s %s  (of a company on trial)\n\n", "owner", "owner@caspian.guildhall");
}

int demo(Settings const& settings, Words const& words)
{
    refuse_options(words);
    auto quiet = settings;
    quiet.log_requests = false;
    House house(quiet);
    house.prepare();
    fill_demo(house);
    std::printf("The demo company is in %s.", settings.data.c_str());
    print_demo(house, "(start with: guildhall serve)");
    return 0;
}

} // namespace guildhall::app
