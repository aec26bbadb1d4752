#include "parts.hpp"
#include "pricing/pricing.hpp"
#include <gmock/gmock.h>

namespace guildhall::pricing {
namespace {

using ::testing::HasSubstr;

class ChoiceTest : public ::testing::Test {
protected:
    Rejection refused(Choice const& choice, geometry::Analysis const& part = tests::block(40, 30, 20)) const
    {
        auto const priced = price(part, choice, catalogue);
        EXPECT_FALSE(priced) << "priced although it should be refused";
        return priced ? Rejection{} : priced.error();
    }
    void expect_refusal(Choice const& choice, Refusal refusal, char const* field, char const* allowed) const
    {
        auto const rejection = refused(choice);
        EXPECT_EQ(rejection.refusal, refusal) << rejection.detail;
        EXPECT_EQ(rejection.field, field);
        EXPECT_THAT(rejection.detail, HasSubstr(allowed));
    }
    Catalogue catalogue = default_catalogue();
    Choice const good{.service = "fdm", .material = "pla"};
};

TEST_F(ChoiceTest, RefusesByNameAndSaysWhatIsAllowed)
{
    auto choice = good;
    choice.service = "alchemy";
    expect_refusal(choice, Refusal::unknown_service, "service", "fdm, sla, sls, mjf, cnc");
    choice = good;
    choice.material = "unobtainium";
    expect_refusal(choice, Refusal::unknown_material, "material", "pla, petg, abs");
    choice.material = "al_6061";
    expect_refusal(choice, Refusal::material_not_for_service, "material", "pla, petg, abs");
    choice = good;
    choice.finish = "gilded";
    expect_refusal(choice, Refusal::unknown_finish, "finish", "as_printed, sanded");
    choice.finish = "anodized_clear";
    expect_refusal(choice, Refusal::finish_not_for_service, "finish", "as_printed, sanded");
    choice.finish = "acetone_smoothed";
    expect_refusal(choice, Refusal::finish_not_for_material, "finish", "as_printed, sanded");
    choice = good;
    choice.color = "octarine";
    expect_refusal(choice, Refusal::unknown_color, "color", "black, white");
    choice = good;
    choice.tolerance = "perfect";
    expect_refusal(choice, Refusal::unknown_tolerance, "tolerance", "standard, tight");
    choice.tolerance = "critical";
    expect_refusal(choice, Refusal::tolerance_not_for_service, "tolerance", "standard, tight");
    choice = good;
    choice.rush = "yesterday";
    expect_refusal(choice, Refusal::unknown_rush, "rush", "standard, rush, super_rush, emergency");
}

TEST_F(ChoiceTest, TakesQuantitiesFromOneToAMillion)
{
    auto choice = good;
    for (std::int64_t const quantity : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
             std::int64_t{1'000'001}, std::int64_t{1'000'000'000}, std::numeric_limits<std::int64_t>::max()}) {
        choice.quantity = quantity;
        expect_refusal(choice, Refusal::quantity_out_of_range, "quantity", "between 1 and 1000000");
    }
    for (std::int64_t const quantity : {1, 1'000'000}) {
        choice.quantity = quantity;
        EXPECT_TRUE(price(tests::block(40, 30, 20), choice, catalogue));
    }
}

TEST_F(ChoiceTest, TakesCodesAndNamesWhateverTheirCase)
{
    auto const by_code = price(tests::boat(), {.service = "fdm", .material = "pa11_cf"}, catalogue);
    auto const by_name = price(tests::boat(), {.service = "FDM", .material = "PA11-CF"}, catalogue);
    ASSERT_TRUE(by_code && by_name);
    EXPECT_EQ(by_code->total, by_name->total);
}

TEST_F(ChoiceTest, WhatIsSwitchedOffIsNotOffered)
{
    catalogue.materials.front().active = false;
    EXPECT_EQ(refused(good).refusal, Refusal::unknown_material);
    catalogue = default_catalogue();
    catalogue.services.front().active = false;
    EXPECT_EQ(refused(good).refusal, Refusal::unknown_service);
    catalogue = default_catalogue();
    for (auto& machine : catalogue.machines) machine.active = false;
    EXPECT_EQ(refused(good).refusal, Refusal::not_makeable);
}

TEST_F(ChoiceTest, RefusesPartsThatAreTooLargeOrTooSmall)
{
    auto const large = refused(good, tests::block(500, 30, 20));
    EXPECT_EQ(large.refusal, Refusal::part_too_large);
    EXPECT_EQ(large.field, "file");
    EXPECT_THAT(large.detail, HasSubstr("350 x 350 x 400 mm"));
    EXPECT_EQ(refused(good, tests::block(1e300, 1e300, 1e300)).refusal, Refusal::not_makeable);
    EXPECT_EQ(refused(good, tests::block(1e100, 1, 1)).refusal, Refusal::part_too_large);
    auto small = tests::block(0.02, 0.02, 0.02);
    small.units_assumed = true;
    auto const rejection = refused(good, small);
    EXPECT_EQ(rejection.refusal, Refusal::part_too_small);
    EXPECT_THAT(rejection.detail, HasSubstr("millimetres"));
}

TEST_F(ChoiceTest, RefusesWhatHasNoSize)
{
    auto flat = tests::block(40, 30, 20);
    flat.volume_mm3 = 0;
    EXPECT_EQ(refused(good, flat).refusal, Refusal::not_makeable);
    EXPECT_EQ(refused(good, geometry::Analysis{}).refusal, Refusal::not_makeable);
    auto const nothing = refused(good, plain_box(40, 0, 20, std::nullopt));
    EXPECT_EQ(nothing.refusal, Refusal::not_makeable);
    EXPECT_EQ(nothing.field, "dimensions_mm");
    EXPECT_EQ(refused(good, plain_box(std::nan(""), 30, 20, 5.0)).field, "dimensions_mm");
    EXPECT_EQ(refused(good, plain_box(-40, -30, 20, std::nullopt)).field, "dimensions_mm");
    EXPECT_EQ(refused(good, plain_box(40, 30, 20, 24'001.0)).field, "volume_mm3");
    EXPECT_TRUE(price(plain_box(40, 30, 20, 24'000.0), good, catalogue));
}

} // namespace
} // namespace guildhall::pricing
