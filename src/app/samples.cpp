#include "samples.hpp"
#include "caller.hpp"
#include "crypto/crypto.hpp"
#include "demo_parts.hpp"

namespace guildhall::app {
namespace {

constexpr std::string_view customer_email = "sample.customer@example.com", staff_email = "sample.staff@example.com";
constexpr std::string_view sample_address =
    R"({"line1":"Sample Street 1","city":"Almaty","postal_code":"050000","country":"KZ"})";

class Samples {
public:
    Samples(House& house, CompanyId company)
        : house_(house)
        , company_(company)
        , caller_(house)
        , password_(crypto::base64url(crypto::random_bytes(24)))
    {
    }

    bool add_people()
    {
        auto const hash = identity::hash_password(password_, house_.settings().test_mode ? 4 : 12);
        return house_.database().write_now(db::Scope::of(company_), [&](db::Tx& tx) {
            auto const actor = nobody();
            return identity::create_user(
                       tx, actor, {std::string(customer_email), "Sample Customer", hash, {}, Role::customer})
                       .has_value() &&
                   identity::create_user(tx, actor, {std::string(staff_email), "Sample Staff", hash, {}, Role::manager})
                       .has_value();
        });
    }

    void add_parts()
    {
        for (auto const& part : demo_parts()) {
            if (parts_.size() >= 4) break;
            auto content = house_.store().keep(nobody(), std::string(part.file_name), part.bytes);
            files::await_findings(house_.store(), content, std::chrono::steady_clock::now() + std::chrono::minutes(10));
            if (!content.analysis) continue;
            house_.database().write_now(db::Scope::of(company_), [&](db::Tx& tx) {
                parts_.push_back(to_string(files::add_file(tx, nobody(), content, files::FileAccess::demo).id));
                return true;
            });
        }
        check(!parts_.empty(), "some sample parts can be measured");
    }

    void add_quotes()
    {
        ask(0, R"("service":"fdm","material":"pla","quantity":1)", R"(,"draft":true)");
        ask(1, R"("service":"cnc","material":"al_6061","quantity":60)",
            R"(,"note":"Can you hold 0.05 mm on the bores?")");
        ask(2, R"("service":"fdm","material":"petg","quantity":2)");
    }

    void add_orders()
    {
        walk(order(0, 1), {});
        walk(order(1, 2), {"confirmed"});
        walk(order(2, 1), {"confirmed", "paid", "in_production", "quality_check", "shipped"});
    }

    // Their password is known to nobody; from here on it would not help either.
    void retire_people()
    {
        house_.database().write_now(db::Scope::of(company_), [&](db::Tx& tx) {
            return identity::set_standing(tx, nobody(), std::string(staff_email), std::nullopt, false) &&
                   identity::set_standing(tx, nobody(), std::string(customer_email), std::nullopt, false);
        });
    }

private:
    Actor nobody() const
    {
        Actor actor;
        actor.company_id = company_;
        actor.now = house_.clock().now();
        actor.role = Role::platform_admin;
        return actor;
    }

    reflect::json::value call(
        std::string_view who, unsigned status, std::string const& method, std::string const& target, std::string body)
    {
        caller_.come_from("sample-" + std::to_string(++calls_)); // rate limits are for others
        if (acting_ != who) caller_.sign_in(std::string(who), password_);
        acting_ = who;
        auto const called = caller_.call(method, target, std::move(body));
        if (called.status != status)
            throw Bug(
                "samples: " + method + " " + target + " answered " + std::to_string(called.status) + " " + called.body);
        return called.json();
    }

    std::string ask(std::size_t part, std::string const& choice, std::string const& rest = "")
    {
        auto const quote = call(customer_email, 201, "POST", "/api/v1/quotes",
            R"({"lines":[{"file_id":")" + parts_[part % parts_.size()] + "\"," + choice + "}]" + rest + "}");
        return std::string(quote.at("id").as_string());
    }

    std::string order(std::size_t part, int quantity)
    {
        auto const quote = ask(part, R"("service":"fdm","material":"pla","quantity":)" + std::to_string(quantity));
        auto const standing = call(staff_email, 200, "GET", "/api/v1/quotes/" + quote, {}).at("status").as_string();
        if (standing == "pending") { // dear in this company's currency: a person decides
            call(staff_email, 200, "POST", "/api/v1/quotes/" + quote + "/review", R"({"decision":"approve"})");
            call(customer_email, 200, "POST", "/api/v1/quotes/" + quote + "/accept", "{}");
        }
        auto const made = call(customer_email, 201, "POST", "/api/v1/sales-orders/convert/" + quote,
            R"({"shipping_address":)" + std::string(sample_address) + "}");
        return std::string(made.at("id").as_string());
    }

    void walk(std::string const& id, std::initializer_list<std::string_view> steps)
    {
        auto const path = "/api/v1/sales-orders/" + id;
        for (auto const step : steps) {
            if (step == "paid")
                call(staff_email, 200, "PATCH", path + "/payment",
                    R"({"payment_status":"paid","payment_method":"bank_transfer"})");
            else
                call(staff_email, 200, "PATCH", path + "/status", R"({"status":")" + std::string(step) + "\"}");
        }
    }

    House& house_;
    CompanyId company_;
    Caller caller_;
    std::string password_;
    std::vector<std::string> parts_;
    std::string acting_;
    int calls_ = 0;
};

} // namespace

void fill_samples(House& house, jobs::JobContext& job)
{
    Samples samples(house, job.company_id());
    if (!samples.add_people()) return; // they are there: it was begun before
    job.progress(10, "measuring parts");
    samples.add_parts();
    job.progress(50, "asking for quotes");
    samples.add_quotes();
    job.progress(75, "ordering");
    samples.add_orders();
    samples.retire_people();
}

} // namespace guildhall::app
