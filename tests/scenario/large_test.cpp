// More than fits at once: bulk actions become jobs, exports have an end, and the palette still finds the needle.
#include "db/queries.hpp"
#include "scenario.hpp"
#include <gmock/gmock.h>

namespace guildhall::scenario {
namespace {

using ::testing::HasSubstr;

db::Tables const order_tables{{"sales_order", "sales_order_tally", "sales_order_term", "sales_order_line",
    "sales_order_step", "sales_order_day", "sales_order_payment", "pragma_table_info", "sqlite_master", "c"}};

std::string word(reflect::json::value const& value) { return std::string(value.as_string()); }
std::int64_t number(reflect::json::value const& value) { return value.to_number<std::int64_t>(); }

class Large : public ::testing::Test {
protected:
    Large()
        : stage("sqlite")
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

    // One order made by the API, and as many copies of it as are wanted.
    void make_orders(int count)
    {
        std::string type;
        auto const body = multipart({{"box.stl", box_stl(20, 20, 20)}}, R"({"material":"pla"})", type);
        caller.act_as(cast.token_of("customer"));
        auto const quote = caller.call("POST", "/api/v1/quotes", body, type).json();
        auto const made = call("customer", "POST",
            "/api/v1/sales-orders/convert/" + std::string(quote.at("id").as_string()),
            R"({"shipping_address":{"line1":"Abay Ave 10","city":"Almaty","postal_code":"050000","country":"KZ"}})");
        ASSERT_EQ(made.status, 201u) << made.body;
        auto const copies = std::to_string(count - 1);
        stage.house().database().write_now(db::Scope::all_companies(), [&](db::Tx& tx) {
            std::string columns, values;
            {
                auto names = tx.start(order_tables, "SELECT name FROM pragma_table_info('sales_order')");
                while (names->step()) {
                    auto const name = std::string(names->text(0));
                    auto value = name;
                    if (name == "id" || name == "quote_id") value = "randomblob(16)";
                    if (name == "number") value = "'SO-1999-' || n";
                    if (name == "created_at") value = "created_at + n";
                    columns += (columns.empty() ? "" : ", ") + name;
                    values += (values.empty() ? "" : ", ") + value;
                }
            }
            tx.start(order_tables, "INSERT INTO sales_order (" + columns +
                                       ") WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
                                       "FROM c WHERE n < " +
                                       copies + ") SELECT " + values + " FROM sales_order, c")
                ->perform();
            tx.start(order_tables, "INSERT INTO sales_order_term SELECT company_id, 'so-1999-' || substr(number, 9), "
                                   "id FROM sales_order "
                                   "WHERE number LIKE 'SO-1999-%'")
                ->perform();
            tx.start(order_tables, "UPDATE sales_order_tally SET orders = orders + " + copies)->perform();
            return true;
        });
    }

    Stage stage;
    Cast cast;
    app::Caller caller;
};

TEST_F(Large, BulkOfMoreThanAThousandIsAJobThatTellsHowFarItIs)
{
    make_orders(1'234);
    auto const tried = call(
        "manager", "POST", "/api/v1/sales-orders/bulk/status", R"({"filter":"","status":"confirmed","dry_run":true})")
                           .json();
    EXPECT_EQ(number(tried.at("matched")), 1'234);
    EXPECT_EQ(number(tried.at("checked")), 0);
    ASSERT_TRUE(tried.at("job_id").is_string()); // which of them would refuse is a job's work
    stage.house().runner().run_until_idle(stage.house().clock().now());
    auto const trial = call("manager", "GET", "/api/v1/bulk-operations/" + word(tried.at("bulk_operation_id"))).json();
    EXPECT_EQ(number(trial.at("succeeded")), 1'234);
    EXPECT_EQ(number(call("manager", "GET", "/api/v1/sales-orders?status=confirmed").json().at("total")), 0);
    auto const asked = call(
        "manager", "POST", "/api/v1/sales-orders/bulk/status", R"({"filter":"status=pending","status":"confirmed"})")
                           .json();
    ASSERT_TRUE(asked.at("job_id").is_string());
    EXPECT_EQ(number(asked.at("checked")), 0);
    stage.house().runner().run_until_idle(stage.house().clock().now());
    auto const job = call("manager", "GET", "/api/v1/jobs/" + std::string(asked.at("job_id").as_string())).json();
    EXPECT_EQ(word(job.at("state")), "succeeded");
    EXPECT_EQ(word(job.at("note")), "1234 done, 0 refused");
    EXPECT_EQ(number(call("manager", "GET", "/api/v1/sales-orders?status=confirmed").json().at("total")), 1'234);
    // The same step again is done already; another one is refused by all, and told.
    auto const again =
        call("manager", "POST", "/api/v1/sales-orders/bulk/status", R"({"filter":"","status":"shipped"})").json();
    stage.house().runner().run_until_idle(stage.house().clock().now());
    auto const told = call("manager", "GET", "/api/v1/jobs/" + word(again.at("job_id"))).json();
    EXPECT_EQ(word(told.at("note")), "0 done, 1234 refused");
}

TEST_F(Large, AHundredThousandAreStillFoundListedAndCounted)
{
    make_orders(100'001);
    auto const needle = call("manager", "GET", "/api/v1/search?q=so-1999-77777").json().at("sales_orders").as_array();
    ASSERT_EQ(needle.size(), 1u);
    EXPECT_EQ(word(needle[0].at("title")), "SO-1999-77777");
    EXPECT_EQ(call("manager", "GET", "/api/v1/search?q=so").json().at("sales_orders").as_array().size(), 5u);
    auto const far = call("manager", "GET", "/api/v1/sales-orders?page=1000&page_size=100&ordering=created_at").json();
    EXPECT_EQ(number(far.at("total")), 100'001);
    EXPECT_EQ(far.at("items").as_array().size(), 100u);
    EXPECT_EQ(call("manager", "GET", "/api/v1/dashboard").status, 200u);

    auto const refused = call("manager", "GET", "/api/v1/sales-orders/export");
    EXPECT_EQ(refused.status, 409u);
    EXPECT_THAT(refused.body, HasSubstr("too_many_rows"));
    auto const too_many =
        call("manager", "POST", "/api/v1/sales-orders/bulk/status", R"({"filter":"","status":"confirmed"})");
    EXPECT_THAT(too_many.body, HasSubstr("too_many_rows"));
    EXPECT_EQ(call("manager", "GET", "/api/v1/sales-orders/export?number=SO-1999-7").status, 200u);
}

} // namespace
} // namespace guildhall::scenario
