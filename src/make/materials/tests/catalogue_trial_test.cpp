// A catalogue that is tried: what is asked for goes into a copy, all at once, and is checked as if it were saved.
#include "catalogue_trial.hpp"
#include <gmock/gmock.h>

namespace guildhall::materials::tests {
namespace {

class CatalogueTrialTest : public testing::Test {
protected:
    Outcome<pricing::Catalogue, PriceRefusal> tried(std::string const& json, CodesById const& codes = {})
    {
        reflect::Complaints complaints;
        auto const trial = reflect::from_json<CatalogueTrial>(json, complaints);
        for (auto const& complaint : complaints) ADD_FAILURE() << complaint.pointer << " " << complaint.message;
        return tried_catalogue(saved, trial, codes);
    }
    // "invalid_code /catalogue/…", or "" when it can be tried.
    std::string fault_of(std::string const& json, CodesById const& codes = {})
    {
        auto const outcome = tried(json, codes);
        if (outcome) return "";
        return std::string(reflect::word(outcome.error().reason)) + " " + outcome.error().pointer;
    }
    pricing::Catalogue const saved = pricing::default_catalogue();
};

pricing::Material const* material(pricing::Catalogue const& catalogue, std::string_view code)
{
    auto const found = std::ranges::find(catalogue.materials, code, &pricing::Material::code);
    return found == catalogue.materials.end() ? nullptr : &*found;
}

TEST_F(CatalogueTrialTest, NothingAskedIsNothingChanged)
{
    EXPECT_EQ(reflect::to_json(tried("{}").value()), reflect::to_json(saved));
    EXPECT_EQ(reflect::to_json(tried(R"({"materials":[]})").value()), reflect::to_json(saved));
    EXPECT_EQ(reflect::to_json(tried(R"({"materials":[{"key":"pla"}]})").value()), reflect::to_json(saved));
}

TEST_F(CatalogueTrialTest, ChangesTheMembersThatAreGivenAndNothingElse)
{
    auto const before = reflect::to_json(saved);
    auto const catalogue = tried(R"({"materials":[{"key":"pla","price_per_kg":99,"warping_limit_mm":null}]})").value();
    auto expected = saved;
    auto& pla = *std::ranges::find(expected.materials, "pla", &pricing::Material::code);
    pla.price_per_kg = 99;
    pla.warping_limit_mm.reset();
    EXPECT_EQ(reflect::to_json(catalogue), reflect::to_json(expected));
    EXPECT_EQ(reflect::to_json(saved), before);
}

TEST_F(CatalogueTrialTest, KnowsEntriesByIdToo)
{
    CodesById const codes{{"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12", "pla"}};
    auto const json = R"({"materials":[{"key":"019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12","price_per_kg":99}]})";
    EXPECT_EQ(material(tried(json, codes).value(), "pla")->price_per_kg, 99);
}

TEST_F(CatalogueTrialTest, AddsWhatIsNotThere)
{
    auto const catalogue =
        tried(R"({"materials":[{"key":"wood","name":"Wood","services":["fdm"],"density_g_per_cm3":1.1}],
                  "quantity_steps":[{"key":"a step","service":"fdm","quantity":7}]})")
            .value();
    EXPECT_EQ(catalogue.materials.size(), saved.materials.size() + 1);
    EXPECT_EQ(material(catalogue, "wood")->name, "Wood");
    EXPECT_EQ(catalogue.materials.back().code, "wood") << "at the end, as when it is saved";
    EXPECT_EQ(catalogue.quantity_steps.back().quantity, 7);
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"wood"}]})"), "incomplete_entry /catalogue/materials/0/name");
    EXPECT_EQ(fault_of(R"({"quantity_steps":[{"key":"fdm-7","service":"fdm"}]})"),
        "incomplete_entry /catalogue/quantity_steps/0/quantity");
}

TEST_F(CatalogueTrialTest, LetsEntriesNeedEachOther)
{
    EXPECT_EQ(fault_of(R"({"services":[{"key":"fdm2","name":"FDM two"}],
        "fdm_parameters":[{"key":"fdm2","service":"fdm2"}]})"),
        "");
    EXPECT_EQ(
        fault_of(R"({"services":[{"key":"fdm2","name":"FDM two"}]})"), "invalid_catalogue /catalogue/services/0/model");
}

TEST_F(CatalogueTrialTest, RemovesAndSaysWhatIsStillNeeded)
{
    auto const catalogue = tried(R"({"machines":[{"key":"fdm_large_350","removed":true}]})").value();
    EXPECT_EQ(catalogue.machines.size(), saved.machines.size() - 1);
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"petg","price_per_kg":1},{"key":"pla","removed":true}]})"),
        "still_used /catalogue/materials/1/removed");
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"wood","removed":true}]})"), "unknown_entry /catalogue/materials/0/key");
}

TEST_F(CatalogueTrialTest, PointsAtWhatIsWrong)
{
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"petg"},{"key":"pla","price_per_kg":-1}]})"),
        "invalid_catalogue /catalogue/materials/1/price_per_kg");
    EXPECT_EQ(fault_of(R"({"quantity_steps":[{"key":"fdm-10","discount_share":2}]})"),
        "invalid_catalogue /catalogue/quantity_steps/0/discount_share");
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"pla","code":"PLA!"}]})"), "invalid_code /catalogue/materials/0/code");
    EXPECT_EQ(
        fault_of(R"({"materials":[{"key":"Wood fill","name":"Wood"}]})"), "invalid_code /catalogue/materials/0/key");
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"pla","code":"petg"}]})"), "code_taken /catalogue/materials/0/code");
    EXPECT_EQ(fault_of(R"({"quantity_steps":[{"key":"fdm-10","quantity":5}]})"),
        "code_taken /catalogue/quantity_steps/0/key");
    EXPECT_EQ(fault_of(R"({"materials":[{"key":"pla"},{"key":"pla"}]})"), "entry_twice /catalogue/materials/1/key");
    // Aluminium is milled: with other rates missing it is at fault, whoever asked.
    EXPECT_EQ(
        fault_of(R"({"services":[{"key":"fdm","model":"milling"}]})"), "invalid_catalogue /catalogue/services/0/model");
}

TEST_F(CatalogueTrialTest, TakesSoManyEntriesAndNoMore)
{
    auto const entries = [](std::string const& kind, std::size_t count) {
        std::string text = "\"" + kind + "\":[";
        for (std::size_t i = 0; i < count; ++i)
            text += (i ? "," : "") + std::string(R"({"key":"x)") + std::to_string(i) + R"(","name":"x"})";
        return text + "]";
    };
    auto const rest = most_trial_entries - 1;
    EXPECT_EQ(fault_of("{" + entries("finishes", rest) + "," + entries("rush_levels", 1) + "}"), "");
    EXPECT_EQ(fault_of("{" + entries("finishes", rest) + "," + entries("rush_levels", 2) + "}"),
        "too_many_entries /catalogue");
    reflect::Complaints complaints;
    reflect::from_json<CatalogueTrial>("{" + entries("finishes", most_trial_entries + 5) + "}", complaints);
    ASSERT_EQ(complaints.size(), 1u);
    EXPECT_EQ(complaints[0].code, "too_many");
    EXPECT_EQ(complaints[0].pointer, "/finishes/200");
}

} // namespace
} // namespace guildhall::materials::tests
