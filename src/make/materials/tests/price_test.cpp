// What visitors see of the catalogue, and prices over HTTP.
#include "edit_entry.hpp"
#include "workshop.hpp"

namespace guildhall::materials::tests {
namespace {

using ::testing::HasSubstr;

class PriceTest : public Workshop {
protected:
    Reply price(std::string const& part, std::string const& rest = R"("service":"fdm","material":"pla","quantity":10)",
        std::string const& who = "visitor")
    {
        return call(who, "POST", "/calculate-price", "{" + part + "," + rest + "}");
    }
    files::FileId file_of(files::StoredContent const& content, Actor const& owner)
    {
        files::FileId id;
        database->write_now(
            db::Scope::of(company), [&](db::Tx& tx) { return id = files::add_file(tx, owner, content).id, true; });
        return id;
    }
    static void expect_refusal(Reply const& reply, unsigned status, std::string_view code, std::string_view pointer)
    {
        EXPECT_EQ(reply.status, status) << json::serialize(reply.body);
        EXPECT_EQ(text_of(reply.body, "code"), code);
        if (pointer.empty()) return;
        EXPECT_EQ(text_of(reply.body.at("errors").at(0), "pointer"), pointer);
    }
    std::string const box = R"("dimensions_mm":{"x":40,"y":30,"z":20})";
    std::string const bytes = R"("file":{"file_name":"part.stl","content_base64":"c29saWQgYQ=="})";
};

json::value without_times(json::value answer)
{
    answer.as_object().erase("calculation_time");
    answer.as_object().erase("total_calculation_time");
    return answer;
}

TEST_P(PriceTest, IsTheCalculatorsPriceInTheCompanysCurrency)
{
    auto const reply = price(box);
    ASSERT_EQ(reply.status, 200u) << json::serialize(reply.body);
    auto const catalogue = read([&](db::Tx& tx) { return catalogues.of(tx, company); });
    auto const expected = pricing::price(pricing::plain_box(40, 30, 20, std::nullopt),
        {.service = "fdm", .material = "pla", .quantity = 10}, *catalogue);
    ASSERT_TRUE(expected);
    EXPECT_EQ(text_of(reply.body, "total"), to_decimal(expected->total, 2));
    EXPECT_EQ(text_of(reply.body, "currency"), "KZT");
    EXPECT_EQ(text_of(reply.body, "finish"), "as_printed");
    EXPECT_EQ(text_of(reply.body, "rush"), "standard");
    EXPECT_EQ(reply.body.at("lead_time_days"), expected->lead_time_days);
    auto const calculation = reply.body.at("calculation_time").as_double();
    auto const total = reply.body.at("total_calculation_time").as_double();
    EXPECT_GT(calculation, 0);
    EXPECT_GE(total, calculation);
}

TEST_P(PriceTest, DefaultsComeFromTheService)
{
    auto const reply = price(box, R"("service":"FDM","quantity":1)");
    ASSERT_EQ(reply.status, 200u) << json::serialize(reply.body);
    EXPECT_EQ(text_of(reply.body, "service"), "fdm");
    EXPECT_EQ(text_of(reply.body, "material"), "pla");
}

TEST_P(PriceTest, IsTheSameForAFileHoweverItComes)
{
    auto owner = staff();
    owner.role = Role::customer;
    auto const id = file_of(store.next, owner);
    auto const by_id = price(R"("file_id":")" + to_string(id) + "\"",
        R"("service":"sla","material":"resin_standard","quantity":3)", "customer");
    auto const inside = price(bytes, R"("service":"sla","material":"resin_standard","quantity":3)");
    EXPECT_EQ(by_id.status, inside.status);
    EXPECT_EQ(without_times(by_id.body), without_times(inside.body));
    expect_refusal(price(R"("file_id":")" + to_string(id) + "\""), 404, "file_not_found", "/file_id");
    EXPECT_EQ(store.kept, 1);
}

TEST_P(PriceTest, TakesOnePartFromOnePlace)
{
    expect_refusal(price(box + "," + bytes), 422, "exactly_one_part_source", "/file_id");
    expect_refusal(price(R"("color":"black")"), 422, "exactly_one_part_source", "/file_id");
    expect_refusal(price(bytes + R"(,"volume_mm3":100)"), 422, "volume_without_dimensions", "/volume_mm3");
    expect_refusal(
        price(R"("file":{"file_name":"a.stl","content_base64":"*"})"), 422, "malformed_base64", "/file/content_base64");
    expect_refusal(price(R"("file":{"file_name":"a.stl","content_base64":""})"), 422, "empty_file", "/file");
    EXPECT_EQ(store.kept, 0);
}

TEST_P(PriceTest, SaysWhyAFileHasNoPrice)
{
    store.next.analysis.reset();
    store.next.kind = "pdf";
    expect_refusal(price(bytes), 422, "not_a_model", "/file");
    // By its content, before it is kept.
    expect_refusal(
        price(R"("file":{"file_name":"a.stl","content_base64":"AAECAwQFBgcICQ=="})"), 422, "unsupported_kind", "/file");
    store.next.kind = "stl";
    store.next.status = files::FileStatus::failed;
    store.next.problem = {"damaged_file", "Line 7 is no facet."};
    auto const failed = price(bytes);
    expect_refusal(failed, 422, "file_not_ready", "/file");
    EXPECT_THAT(text_of(failed.body, "detail"), HasSubstr("Line 7 is no facet."));
    store.next.status = files::FileStatus::analyzing;
    store.next.problem.reset();
    expect_refusal(price(bytes), 422, "file_not_ready", "/file");
}

TEST_P(PriceTest, PointsAtTheMemberThatCannotBe)
{
    expect_refusal(price(box, R"("service":"fdm","material":"al_6061","quantity":1)"), 422, "material_not_for_service",
        "/material");
    expect_refusal(price(R"("dimensions_mm":{"x":400,"y":400,"z":10})"), 422, "part_too_large", "/dimensions_mm");
    store.next.analysis = pricing::plain_box(4000, 30, 20, std::nullopt);
    store.next.analysis->format = "step";
    expect_refusal(price(bytes), 422, "part_too_large", "/file");
}

// Every word of the calculator is one of ours; a new one fails here, not before a customer.
TEST(PriceRefusalTest, KnowsEveryRefusalOfTheCalculator)
{
    for (auto const& word : reflect::word_list<pricing::Refusal>())
        EXPECT_TRUE(reflect::enum_of<PriceRefusal>(word)) << word;
}

TEST_P(PriceTest, CustomersSeeNoMarginButTheSameSum)
{
    auto const codes_and_sum = [&](std::string const& who, std::string const& rest) {
        auto const reply = price(box, rest, who);
        std::pair<std::vector<std::string>, Money> seen;
        for (auto const& line : reply.body.at("breakdown").as_array()) {
            seen.first.emplace_back(line.at("code").as_string());
            seen.second += parse_money(line.at("amount").as_string(), 2).value();
        }
        EXPECT_EQ(seen.second, parse_money(reply.body.at("subtotal").as_string(), 2));
        return seen;
    };
    for (auto const* rest : {R"("service":"fdm","quantity":1)", R"("service":"fdm","quantity":250)",
             R"("service":"cnc","material":"al_6061","quantity":7)", R"("service":"sls","quantity":33)"}) {
        auto const ours = codes_and_sum("staff", rest), theirs = codes_and_sum("visitor", rest);
        EXPECT_EQ(ours.second, theirs.second);
        EXPECT_THAT(ours.first, testing::Contains("margin"));
        EXPECT_THAT(
            theirs.first, testing::Not(testing::Contains(testing::AnyOf("margin", "overhead", "risk_reserve"))));
    }
}

TEST(BreakdownTest, FallsBackToOneLineWhenNothingElseIsLeft)
{
    auto const shown = breakdown_for({}, {{"margin", "Margin", Money{3}}, {"minimum_charge", "Minimum", Money{997}}});
    ASSERT_EQ(shown.size(), 2u);
    EXPECT_EQ(shown[0].code, "production");
    EXPECT_EQ(shown[0].amount + shown[1].amount, Money{1000});
    EXPECT_TRUE(breakdown_for({}, {}).empty());
}

TEST_P(PriceTest, DiscoveryShowsWhatGoesTogether)
{
    auto const materials = call("visitor", "GET", "/api/v1/materials?service=cnc").body;
    EXPECT_GT(materials.at("total").as_int64(), 0);
    for (auto const& material : materials.at("items").as_array())
        EXPECT_THAT(json::serialize(material.at("services")), HasSubstr("\"cnc\""));
    auto const page = call("visitor", "GET", "/api/v1/materials?page=2&page_size=3").body;
    EXPECT_EQ(page.at("items").as_array().size(), 3u);
    EXPECT_EQ(page.at("items").at(0).at("code"),
        call("visitor", "GET", "/api/v1/materials").body.at("items").at(3).at("code"));
    EXPECT_TRUE(call("visitor", "GET", "/api/v1/materials?page=1000000").body.at("items").as_array().empty());
    expect_refusal(call("visitor", "GET", "/api/v1/finishes?service=alchemy"), 404, "service_not_found", "");
    EXPECT_EQ(call("visitor", "GET", "/api/v1/machines?colour=red").status, 400u);
    EXPECT_EQ(call("visitor", "GET", "/api/v1/rush-levels?service=fdm").status, 400u);
}

// What is switched off disappears with everything that only it could use.
TEST_P(PriceTest, DiscoveryHidesWhatIsSwitchedOff)
{
    ASSERT_EQ(call("staff", "PATCH", "/api/v1/catalogue/services/cnc", R"({"active":false})").status, 200u);
    for (auto const* list : {"services", "materials", "finishes", "machines", "tolerances"})
        EXPECT_THAT(json::serialize(call("visitor", "GET", std::string("/api/v1/") + list).body),
            testing::Not(HasSubstr("\"cnc\"")))
            << list;
    expect_refusal(call("visitor", "GET", "/api/v1/materials?service=cnc"), 404, "service_not_found", "");
}

TEST_P(PriceTest, DiscoveryTellsNoCosts)
{
    for (auto const* list : {"services", "materials", "finishes", "machines", "tolerances", "rush-levels"}) {
        auto const reply = call("visitor", "GET", std::string("/api/v1/") + list);
        ASSERT_EQ(reply.status, 200u);
        EXPECT_GT(reply.body.at("total").as_int64(), 0) << list;
        for (auto const* secret : {"rate", "price", "cost", "margin", "overhead", "risk", "surcharge", "source"})
            for (auto const& member : reply.body.at("items").at(0).as_object())
                EXPECT_TRUE(member.key() == "price_break_quantities" || member.key().find(secret) == member.key().npos)
                    << list << " shows " << member.key();
    }
}

// Names of shapes must not clash; the document would throw.
TEST_P(PriceTest, TheDocumentHoldsEveryKind)
{
    auto const document = json::parse(router.openapi());
    auto const& schemas = document.at("components").at("schemas").as_object();
    for (auto const* name : {"CatalogueMaterial", "NewCatalogueMaterial", "CatalogueMaterialChangeBody",
             "CatalogueRushLevelList", "OfferedServiceList", "CalculatedPrice"})
        EXPECT_TRUE(schemas.contains(name)) << name;
    EXPECT_EQ(schemas.at("NewCatalogueMaterial").at("required"), json::value({"code", "name"}));
    EXPECT_EQ(schemas.at("NewCatalogueQuantityStep").at("required"), json::value({"service", "quantity"}));
}

INSTANTIATE_TEST_SUITE_P(All, PriceTest, testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::materials::tests
