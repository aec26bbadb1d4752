// PL-13: a company moves from one installation to another, whatever engines they have, and is the same there; and it
// goes without a trace but its certificate.
#include "db/temporary_database.hpp"
#include "db/tenant_rows.hpp"
#include "scenario.hpp"
#include <fstream>
#include <gmock/gmock.h>

namespace guildhall::scenario {
namespace {

namespace fs = std::filesystem;
namespace json = reflect::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view password = "correct horse battery";

std::string text_of(json::value const& value) { return std::string(value.as_string()); }

// An installation with nothing in it: no company either.
class EmptyInstallation {
public:
    explicit EmptyInstallation(std::string const& engine)
        : place_(engine)
    {
        std::vector<std::string> words{"--test-mode", "--work-threads=0", "--job-workers=1", "--rate-limit-api=0",
            "--rate-limit-auth=0", "--log-requests=false", "--log-level=error"};
        auto settings = app::read_settings(words, {});
        settings.data = place_.folder();
        if (engine == "postgres") settings.database = place_.location();
        house_ = std::make_unique<app::House>(settings);
        house_->migrate();
    }
    app::House& house() { return *house_; }

private:
    db::TemporaryDatabase place_;
    std::unique_ptr<app::House> house_;
};

class Moving : public ::testing::TestWithParam<std::pair<std::string, std::string>> {
protected:
    explicit Moving(std::vector<std::string> const& flags = {})
        : from(GetParam().first, flags)
        , cast(from.house())
        , caller(from.house())
    {
    }

    json::value call(
        std::string const& who, std::string const& method, std::string const& target, std::string const& body = {})
    {
        caller.act_as(cast.token_of(who));
        auto const called = caller.call(method, target, body);
        EXPECT_LT(called.status, 300u) << method << " " << target << " " << called.body;
        return called.json();
    }

    // One of everything that people leave behind.
    void live_there()
    {
        std::string type;
        caller.act_as(cast.token_of("customer"));
        auto const body = multipart({{"box.stl", box_stl(20, 20, 20)}}, R"({"material":"pla"})", type);
        auto const quote = caller.call("POST", "/api/v1/quotes", body, type).json();
        call("customer", "POST", "/api/v1/sales-orders/convert/" + text_of(quote.at("id")),
            R"({"shipping_address":{"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"}})");
        call("customer", "POST", "/api/v1/quotes",
            R"({"lines":[{"file_id":")" + text_of(quote.at("lines").at(0).at("file_id")) +
                R"(","service":"fdm","material":"pla","quantity":3}]})");
        auto const shared = "/api/v1/files/" + text_of(quote.at("lines").at(0).at("file_id")) + "/shares";
        call("customer", "POST", shared, R"({"email":"friend@example.com"})");
        call("owner", "POST", "/api/v1/roles", R"({"name":"Nights","rights":["orders.read"]})");
        call("owner", "POST", "/api/v1/saved-views", R"({"list":"quotes","name":"Mine","query":"status=accepted"})");
        call("owner", "PATCH", "/api/v1/company", R"({"name":"Iron & Thread","tax_rate_ppm":120000})");
        from.house().runner().run_until_idle(from.house().clock().now());
    }

    fs::path export_it()
    {
        auto const id = text_of(call("owner", "POST", "/api/v1/company/exports").at("id"));
        from.house().runner().run_until_idle(from.house().clock().now());
        EXPECT_EQ(call("owner", "GET", "/api/v1/company/exports/" + id).at("state"), "ready");
        auto const company = text_of(call("owner", "GET", "/api/v1/company").at("company_id"));
        return fs::path(from.house().settings().data) / "exports" / company / (id + ".zip");
    }

    // What both say; times of sign-ins are new.
    static std::string said(app::Caller& caller, std::string const& target)
    {
        auto called = caller.call("GET", target);
        EXPECT_EQ(called.status, 200u) << target << " " << called.body;
        constexpr std::string_view beginning = R"("last_sign_in_at":")";
        for (auto at = called.body.find(beginning); at != std::string::npos; at = called.body.find(beginning, at + 1))
            called.body.erase(
                at + beginning.size(), called.body.find('"', at + beginning.size()) - at - beginning.size());
        return called.body;
    }

    Stage from;
    Cast cast;
    app::Caller caller;
};

TEST_P(Moving, LeavesEverythingAsItWas)
{
    live_there();
    auto const archive = export_it();
    EmptyInstallation to(GetParam().second);
    auto const imported = company_data::import_company(to.house().database(), to.house().store(), archive);
    ASSERT_TRUE(imported) << imported.error();
    EXPECT_GT(imported->row_count, 30);
    EXPECT_EQ(imported->file_count, 1);
    to.house().prepare();
    EXPECT_THAT(to.house().verify(), IsEmpty());

    app::Caller there(to.house());
    for (std::string const who : {"owner", "customer"}) {
        caller.sign_in(who + "@example.test", std::string(password));
        there.sign_in(who + "@example.test", std::string(password));
        std::vector<std::string> targets{"/api/v1/quotes", "/api/v1/sales-orders", "/api/v1/files",
            "/api/v1/file-shares", "/api/v1/auth/me", "/api/v1/saved-views", "/api/v1/quotes?search=box",
            "/api/v1/notifications"};
        if (who == "owner")
            for (auto const* target :
                {"/api/v1/company", "/api/v1/roles", "/api/v1/audit?ordering=at&page_size=5&total=false",
                    "/api/v1/customers", "/api/v1/users?ordering=email"})
                targets.emplace_back(target);
        auto const quotes = caller.call("GET", "/api/v1/quotes").json(),
                   files = caller.call("GET", "/api/v1/files").json();
        for (auto const& quote : quotes.at("items").as_array())
            targets.push_back("/api/v1/quotes/" + text_of(quote.at("id")));
        for (auto const& file : files.at("items").as_array())
            targets.push_back("/api/v1/files/" + text_of(file.at("id")) + "/content");
        for (auto const& target : targets) EXPECT_EQ(said(caller, target), said(there, target)) << who << " " << target;
    }
    // It goes on where it was: the next number is the next one there too.
    there.sign_in("customer@example.test", std::string(password));
    auto const file = text_of(there.call("GET", "/api/v1/files").json().at("items").at(0).at("id"));
    auto const next = there.call("POST", "/api/v1/quotes",
        R"({"lines":[{"file_id":")" + file + R"(","service":"fdm","material":"pla","quantity":3}]})");
    EXPECT_THAT(next.body, HasSubstr("-003\"")) << next.body;
    EXPECT_THAT(to.house().verify(), IsEmpty());

    auto const again = company_data::import_company(to.house().database(), to.house().store(), archive);
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error(), HasSubstr("is here already"));
}

// No mail leaves, so that what it holds is still there.
class MovingUnsent : public Moving {
protected:
    MovingUnsent()
        : Moving({"--smtp-url=smtp://127.0.0.1:1", "--smtp-from=shop@example.com"})
    {
    }
};

TEST_P(MovingUnsent, CarriesNoCodeOrLinkThatIsStillFresh)
{
    call("customer", "GET", "/api/v1/auth/me");
    app::Caller stranger(from.house());
    ASSERT_EQ(stranger.call("POST", "/api/v1/auth/one-time-code", R"({"email":"customer@example.test"})").status, 204u);
    EmptyInstallation to(GetParam().second);
    ASSERT_TRUE(company_data::import_company(to.house().database(), to.house().store(), export_it()));
    auto const secrets = [](app::House& house, CompanyId company) {
        return house.database().read_now(db::Scope::of(company), [&](db::Tx& tx) {
            auto const tables = db::tenant_tables(tx);
            std::vector<json::value> details;
            db::read_rows(
                tx, *std::ranges::find(tables, "message", &db::TenantTable::name), company, [&](json::object& row) {
                    if (row["is_security"] == 1) details.push_back(row["details"]);
                });
            return details;
        });
    };
    EXPECT_THAT(secrets(from.house(), cast.company("one")), ::testing::ElementsAre(::testing::Ne("{}")));
    EXPECT_THAT(secrets(to.house(), cast.company("one")), ::testing::ElementsAre("{}"));
}

TEST_P(Moving, BringsNothingWhenTheArchiveIsDamaged)
{
    live_there();
    auto const archive = export_it();
    std::string bytes;
    {
        std::ifstream file(archive, std::ios::binary);
        bytes.assign((std::istreambuf_iterator<char>(file)), {});
    }
    std::unique_ptr<EmptyInstallation> to;
    std::size_t refused = 0;
    std::optional<std::int64_t> rows;
    for (std::size_t at = bytes.size() / 40; at < bytes.size(); at += bytes.size() / 20) {
        if (!to) to = std::make_unique<EmptyInstallation>(GetParam().second);
        auto& house = to->house();
        auto const damaged = fs::path(house.settings().data) / "damaged.zip";
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        std::ofstream(damaged, std::ios::binary) << changed;
        auto const imported = company_data::import_company(house.database(), house.store(), damaged);
        auto const here = house.database().read_now(db::Scope::all_companies(), companies::all_company_ids).size();
        EXPECT_EQ(here, imported ? 1u : 0u) << at;
        if (!imported) {
            ++refused;
            continue;
        }
        // A byte that says nothing, such as a time in the zip's directory: then everything is there.
        EXPECT_EQ(imported->row_count, rows.value_or(imported->row_count));
        rows = imported->row_count;
        to.reset();
    }
    EXPECT_GT(refused, 8u);
    if (!to) to = std::make_unique<EmptyInstallation>(GetParam().second);
    auto const nonsense = fs::path(to->house().settings().data) / "nonsense.zip";
    std::ofstream(nonsense, std::ios::binary) << "no archive";
    EXPECT_FALSE(company_data::import_company(to->house().database(), to->house().store(), nonsense));
}

TEST_P(Moving, LeavesOnlyACertificateWhereItIsRemoved)
{
    std::string const mine = " of company two";
    auto const counted = [&] {
        return from.house().database().read_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            std::int64_t rows = 0;
            for (auto const& table : db::tenant_tables(tx)) rows += db::count_rows(tx, table, cast.company("two"));
            return rows;
        });
    };
    caller.act_as(cast.token_of("customer" + mine));
    std::string type;
    auto const body = multipart({{"box.stl", box_stl(21, 20, 20)}}, R"({"material":"pla"})", type);
    ASSERT_EQ(caller.call("POST", "/api/v1/quotes", body, type).status, 201u);
    auto const sha256 = text_of(caller.call("GET", "/api/v1/files").json().at("items").at(0).at("sha256"));
    ASSERT_TRUE(fs::exists(from.house().store().content_path(sha256)));
    auto const name = text_of(call("owner" + mine, "GET", "/api/v1/company").at("name"));
    ASSERT_GT(counted(), 30);
    call("owner" + mine, "POST", "/api/v1/company/removal",
        R"({"company_name":")" + name + R"(","current_password":")" + std::string(password) + R"("})");
    from.house().runner().run_until_idle(from.house().clock().now());
    EXPECT_EQ(counted(), 0);
    EXPECT_FALSE(fs::exists(from.house().store().content_path(sha256)));
    auto removed = from.house().database().read_now(db::Scope::all_companies(), company_data::removals);
    ASSERT_EQ(removed.size(), 1u);
    EXPECT_TRUE(removed[0].finished_at);
    EXPECT_THAT(removed[0].row_counts, HasSubstr("\"quote\":1"));
    EXPECT_EQ(removed[0].file_count, 1);
    EXPECT_TRUE(company_data::is_genuine(removed[0], from.house().secret()));
    removed[0].file_count = 0;
    EXPECT_FALSE(company_data::is_genuine(removed[0], from.house().secret()));
}

std::vector<std::pair<std::string, std::string>> ways()
{
    std::vector<std::pair<std::string, std::string>> all;
    for (auto const& from : engines())
        for (auto const& to : engines()) all.emplace_back(from, to);
    return all;
}

INSTANTIATE_TEST_SUITE_P(From, Moving, ::testing::ValuesIn(ways()),
    [](auto const& way) { return way.param.first + "_to_" + way.param.second; });
INSTANTIATE_TEST_SUITE_P(From, MovingUnsent, ::testing::ValuesIn(ways()),
    [](auto const& way) { return way.param.first + "_to_" + way.param.second; });

} // namespace
} // namespace guildhall::scenario
