// The catalogue as it is stored, kept in memory and edited.
#include "edit_entry.hpp"
#include "workshop.hpp"

namespace guildhall::materials::tests {
namespace {

using ::testing::HasSubstr;

class CatalogueTest : public Workshop {
protected:
    std::shared_ptr<pricing::Catalogue const> now()
    {
        return read([&](db::Tx& tx) { return catalogues.of(tx, company); });
    }
};

TEST_P(CatalogueTest, EveryStatementKeepsTheRules) { EXPECT_THAT(database->check_statements(), testing::IsEmpty()); }

TEST_P(CatalogueTest, ANewCompanyStartsWithTheDefaultsInItsCurrency)
{
    auto expected = pricing::default_catalogue();
    expected.currency = "KZT";
    EXPECT_EQ(reflect::to_json(*now()), reflect::to_json(expected));
    for_each_table(expected, []<class Row>(std::string_view kind, std::vector<Row> const& rows) {
        for (auto const& row : rows)
            if constexpr (has_code<Row>) { EXPECT_TRUE(is_code(row.code)) << kind << " " << row.code; }
    });
}

TEST_P(CatalogueTest, IsBuiltAnewOnlyWhenItChanged)
{
    auto const before = now();
    EXPECT_EQ(now(), before);
    EXPECT_EQ(call("staff", "PATCH", "/api/v1/catalogue/materials/pla", R"({"price_per_kg":31.5})").status, 200u);
    auto const after = now();
    EXPECT_NE(after, before);
    EXPECT_EQ(std::ranges::find(after->materials, "pla", &pricing::Material::code)->price_per_kg, 31.5);
    EXPECT_EQ(now(), after);
}

// A reader inside a transaction that is undone must not leave its catalogue to those who come later.
TEST_P(CatalogueTest, AnUndoneChangeLeavesNothingBehind)
{
    auto const before = reflect::to_json(*now());
    auto const change = [&](double price, bool keep) {
        database->write_now(db::Scope::of(company), [&](db::Tx& tx) {
            EntryChange<pricing::Material> wish;
            wish.key = "pla";
            static_cast<
                Slot<pricing::Material, boost::mp11::mp_at_c<members_of<pricing::Material>, 4>, WishFor::change>&>(wish)
                .asked = price;
            EXPECT_TRUE(change_row<pricing::Material>(tx, staff(), wish));
            EXPECT_EQ(catalogues.of(tx, company)->materials.front().price_per_kg, price);
            return keep;
        });
    };
    change(99, false);
    EXPECT_EQ(reflect::to_json(*now()), before);
    change(42, true);
    EXPECT_EQ(now()->materials.front().price_per_kg, 42);
}

TEST_P(CatalogueTest, NobodyElsesCompanyHasOne)
{
    auto const stranger = CompanyId{make_uuid(system_now())};
    auto const nothing =
        database->read_now(db::Scope::of(stranger), [&](db::Tx& tx) { return catalogues.of(tx, stranger); });
    EXPECT_TRUE(nothing->services.empty());
}

TEST_P(CatalogueTest, ReadsBodiesOfOlderVersions)
{
    Entry entry;
    entry.body = R"({"code":"pla","name":"PLA","density_g_per_cm3":1.24,"a_member_of_old":true})";
    auto const row = row_of<pricing::Material>(entry);
    EXPECT_EQ(row.density_g_per_cm3, 1.24);
    EXPECT_TRUE(row.active);
    entry.body = R"({"code":7})";
    EXPECT_THROW(row_of<pricing::Material>(entry), Bug);
}

TEST_P(CatalogueTest, ChangesOnlyWhatIsNamedAndCountsVersions)
{
    auto const before = call("staff", "GET", "/api/v1/catalogue/materials/abs");
    ASSERT_EQ(before.status, 200u);
    auto const& old = before.body.as_object();
    auto const answer = call("staff", "PATCH", "/api/v1/catalogue/materials/abs",
        R"({"warping_limit_mm":null,"colors":["black","  natural "],"active":null})", "1");
    ASSERT_EQ(answer.status, 200u) << json::serialize(answer.body);
    EXPECT_TRUE(answer.etag.starts_with("\"2-")) << answer.etag; // and who reads it
    auto expected = old;
    expected["warping_limit_mm"] = nullptr;
    expected["colors"] = {"black", "natural"};
    expected["version"] = 2;
    expected["updated_at"] = answer.body.at("updated_at");
    EXPECT_EQ(answer.body, expected);
    EXPECT_EQ(call("staff", "PATCH", "/api/v1/catalogue/materials/abs", "{}", "1").status, 412u);
    auto const id = text_of(old, "id");
    EXPECT_EQ(call("staff", "GET", "/api/v1/catalogue/materials/" + id).body, expected);
    EXPECT_EQ(call("staff", "GET", "/api/v1/catalogue/machines/" + id).status, 404u);
}

TEST_P(CatalogueTest, SaysWhichMemberTheCalculatorCannotUse)
{
    auto const answer = call("staff", "PATCH", "/api/v1/catalogue/materials/pla", R"({"density_g_per_cm3":0})");
    EXPECT_EQ(answer.status, 422u);
    EXPECT_EQ(text_of(answer.body, "code"), "invalid_catalogue");
    EXPECT_EQ(text_of(answer.body.at("errors").at(0), "pointer"), "/density_g_per_cm3");
    EXPECT_THAT(text_of(answer.body, "detail"), HasSubstr("materials \"pla\": density_g_per_cm3 must be more than 0."));
    // Parameters, machines and materials name this service: renamed, it would leave them behind.
    auto const renamed = call("staff", "PATCH", "/api/v1/catalogue/services/fdm", R"({"code":"ffm"})");
    EXPECT_EQ(renamed.status, 422u);
    EXPECT_THAT(text_of(renamed.body, "detail"), HasSubstr("has no parameters for its cost model"));
}

TEST_P(CatalogueTest, ListsAKindInItsOrderWithTheGrammarOfLists)
{
    auto const first = call("staff", "GET", "/api/v1/catalogue/materials?page_size=2");
    ASSERT_EQ(first.status, 200u);
    EXPECT_EQ(first.body.at("total").as_int64(), std::ssize(now()->materials));
    EXPECT_EQ(text_of(first.body.at("items").at(1), "code"), "petg");
    auto const cursor = text_of(first.body, "next_cursor");
    EXPECT_EQ(call("staff", "GET", "/api/v1/catalogue/materials?page_size=2&cursor=" + cursor)
                  .body.at("items")
                  .at(0)
                  .at("code"),
        "abs");
    EXPECT_EQ(call("staff", "GET", "/api/v1/catalogue/materials?code=abs&fields=code,price_per_kg").body.at("items"),
        json::parse(R"([{"code":"abs","price_per_kg":27.4}])"));
    EXPECT_EQ(call("staff", "GET", "/api/v1/catalogue/materials?price_per_kg=27.4").status, 400u);
    EXPECT_EQ(call("customer", "GET", "/api/v1/catalogue/materials").status, 403u);
    EXPECT_EQ(call("visitor", "GET", "/api/v1/catalogue/materials").status, 401u);
}

TEST_P(CatalogueTest, EveryChangeLeavesAnAuditRow)
{
    audit::add_routes(router);
    router.freeze();
    EXPECT_EQ(
        call("staff", "POST", "/api/v1/catalogue/materials", R"({"code":"wood","name":"Wood fill","services":["fdm"]})")
            .status,
        201u);
    EXPECT_EQ(call("staff", "PATCH", "/api/v1/catalogue/materials/wood", R"({"active":false})").status, 200u);
    EXPECT_EQ(call("staff", "DELETE", "/api/v1/catalogue/materials/wood").status, 204u);
    auto rows = read([&](db::Tx& tx) {
        // Through the table itself: managers may not read the audit list.
        static db::Tables const theirs{{"audit_entry"}};
        auto cursor = tx.start(theirs, "SELECT action FROM audit_entry WHERE company_id = ? ORDER BY id");
        cursor->bind_uuid(1, company.uuid);
        std::vector<std::string> actions;
        while (cursor->step()) actions.emplace_back(cursor->text(0));
        return actions;
    });
    EXPECT_THAT(rows, testing::ElementsAre("catalogue.added", "catalogue.changed", "catalogue.deleted"));
}

TEST_P(CatalogueTest, PutsNewRowsAtTheEnd)
{
    auto const last = now()->materials.back().position;
    auto const added = call(
        "staff", "POST", "/api/v1/catalogue/materials", R"({"code":"wood","name":"Wood fill","services":["fdm"]})");
    EXPECT_EQ(added.body.at("position"), last + 10);
    EXPECT_EQ(added.body.at("density_g_per_cm3").to_number<double>(), 1.0);
    EXPECT_EQ(now()->materials.back().code, "wood");
}

INSTANTIATE_TEST_SUITE_P(
    All, CatalogueTest, testing::ValuesIn(engines()), [](auto const& engine) { return engine.param; });

} // namespace
} // namespace guildhall::materials::tests
