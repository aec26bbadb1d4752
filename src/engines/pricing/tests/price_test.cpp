// What people expect of a price, on parts they can imagine.
#include "parts.hpp"
#include "pricing/pricing.hpp"
#include <gmock/gmock.h>

namespace guildhall::pricing {
namespace {

class PriceTest : public ::testing::Test {
protected:
    Price priced(geometry::Analysis const& part, Choice const& choice) const
    {
        auto const result = price(part, choice, catalogue);
        EXPECT_TRUE(result) << result.error().detail;
        return result.value_or(Price{});
    }
    Money total(geometry::Analysis const& part, Choice const& choice) const { return priced(part, choice).total; }
    static Money line(Price const& price, std::string_view code)
    {
        auto const found = std::ranges::find(price.breakdown, code, &CostLine::code);
        return found == price.breakdown.end() ? Money{} : found->amount;
    }
    static bool has(std::vector<Warning> const& found, std::string_view code)
    {
        return std::ranges::count(found, code, &Warning::code) > 0;
    }
    Catalogue catalogue = default_catalogue();
    Choice const printed{.service = "fdm", .material = "pla"};
    Choice const milled{.service = "cnc", .material = "al_6061"};
};

TEST_F(PriceTest, AHollowBoxCostsLessToPrintAndMoreToMillThanASolidOne)
{
    auto const solid = tests::block(80, 60, 40);
    auto const hollow = tests::open_box(80, 60, 40, 2);
    for (auto const* service : {"fdm", "sla", "sls", "mjf"}) {
        auto const* material = std::string_view(service) == "fdm"   ? "pla"
                               : std::string_view(service) == "sla" ? "resin_standard"
                                                                    : "pa12";
        Choice const choice{.service = service, .material = material, .quantity = 10};
        EXPECT_LT(total(hollow, choice), total(solid, choice)) << service;
    }
    EXPECT_GT(total(hollow, milled), total(solid, milled));
}

TEST_F(PriceTest, LinesExplainThemselvesWithoutNamingRates)
{
    auto const detail = [](Price const& price, std::string_view code) {
        auto const found = std::ranges::find(price.breakdown, code, &CostLine::code);
        return found == price.breakdown.end() ? "" : found->detail.value_or("");
    };
    auto choice = printed;
    choice.quantity = 10;
    auto const print = priced(tests::block(80, 60, 40), choice);
    EXPECT_THAT(
        detail(print, "material"), testing::MatchesRegex("[0-9.]+ k?g of PLA for 10 pieces, losses included\\."));
    EXPECT_THAT(detail(print, "machine_time"), testing::HasSubstr(" on Fast enclosed FDM 256 for 10 pieces."));
    EXPECT_THAT(detail(print, "setup"), testing::HasSubstr("share"));
    choice = milled;
    choice.tolerance = "tight";
    auto const mill = priced(tests::open_box(80, 60, 40, 2), choice);
    for (auto const& cost : mill.breakdown) EXPECT_TRUE(cost.detail || cost.code == "margin") << cost.code;
    EXPECT_THAT(detail(mill, "post_processing"), testing::HasSubstr("1 piece"));
    EXPECT_THAT(detail(mill, "tolerance"), testing::HasSubstr("Tight"));
}

// The station that washes and cures is the same behind a cheap printer and a dear one.
TEST_F(PriceTest, WashingCostsTheSameBehindEveryPrinter)
{
    Choice const choice{.service = "sla", .material = "resin_standard"};
    auto const cheap = line(priced(tests::block(60, 50, 40), choice), "wash_and_cure");
    for (auto& machine : catalogue.machines) machine.hourly_rate *= 3;
    EXPECT_EQ(line(priced(tests::block(60, 50, 40), choice), "wash_and_cure"), cheap);
    catalogue.sla_parameters.front().wash_and_cure_rate = 12;
    EXPECT_GT(line(priced(tests::block(60, 50, 40), choice), "wash_and_cure"), cheap);
}

TEST_F(PriceTest, EqualVolumesWithDifferentRemovedVolumesArePricedApart)
{
    auto const compact = tests::block(40, 40, 40);
    auto sprawling = tests::block(80, 80, 40);
    sprawling.volume_mm3 = compact.volume_mm3;
    sprawling.shape.box_face_area_mm2 *= 0.3;
    auto choice = milled;
    choice.quantity = 10;
    EXPECT_GT(total(sprawling, choice).minor, total(compact, choice).minor * 3 / 2);
}

TEST_F(PriceTest, AThinFinAndABlockOfOneVolumeArePricedApart)
{
    auto fin = tests::block(120, 80, 0.5);
    fin.shape.thin_wall_mm = 0.5;
    auto const cube = tests::block(16.87, 16.87, 16.87);
    ASSERT_NEAR(fin.volume_mm3, cube.volume_mm3, 10);
    for (auto const& choice : {printed, milled}) {
        auto many = choice;
        many.quantity = 50;
        EXPECT_NE(total(fin, many), total(cube, many)) << choice.service;
    }
    EXPECT_TRUE(has(priced(fin, milled).warnings, "thin_wall"));
}

TEST_F(PriceTest, FourCopiesShareAPlate)
{
    auto four = printed;
    four.quantity = 4;
    auto const one = priced(tests::block(20, 20, 20), printed);
    auto const plate = priced(tests::block(20, 20, 20), four);
    EXPECT_LT(plate.machine_minutes, 2.5 * one.machine_minutes);
    EXPECT_EQ(line(plate, "setup"), line(one, "setup"));
    EXPECT_NEAR(plate.material_grams, 4 * one.material_grams, 1e-9);
}

TEST_F(PriceTest, RushMultipliesTheSubtotalAndShortensTheTime)
{
    auto const part = tests::block(40, 30, 20);
    auto const ordinary = priced(part, printed);
    EXPECT_EQ(ordinary.rush_fee, Money{});
    struct Level {
        char const* code;
        std::int64_t percent;
        std::int64_t most_days;
    };
    for (auto const level : {Level{"rush", 20, 3}, Level{"super_rush", 40, 1}, Level{"emergency", 60, 0}}) {
        auto hurried = printed;
        hurried.rush = level.code;
        auto const now = priced(part, hurried);
        EXPECT_EQ(now.subtotal, ordinary.subtotal);
        EXPECT_EQ(now.rush_fee.minor, scale_half_even(now.subtotal.minor, level.percent, 100));
        EXPECT_LE(now.lead_time_days, std::min(level.most_days, ordinary.lead_time_days));
        EXPECT_TRUE(now.blocking.empty());
    }
}

TEST_F(PriceTest, ARushThatProductionCannotKeepNeedsAPerson)
{
    Choice choice{.service = "fdm", .material = "pla", .quantity = 2'000, .rush = "emergency"};
    auto const now = priced(tests::block(80, 60, 40), choice);
    EXPECT_TRUE(has(now.blocking, "rush_capacity"));
    EXPECT_GT(now.lead_time_days, 3);
}

TEST_F(PriceTest, APieceIsNotReadyBeforeItsBuildIs)
{
    Choice sintered{.service = "sls", .material = "pa12"};
    auto const part = tests::block(40, 30, 20);
    EXPECT_EQ(priced(part, sintered).lead_time_days, 3 + 3); // a full build takes 68 hours
    sintered.rush = "rush";
    EXPECT_FALSE(has(priced(part, sintered).blocking, "rush_capacity"));
    sintered.rush = "super_rush";
    EXPECT_TRUE(has(priced(part, sintered).blocking, "rush_capacity"));
}

TEST_F(PriceTest, TheMinimumChargeIsALineOfItsOwn)
{
    catalogue.services.front().minimum_charge = 100;
    auto const now = priced(tests::block(20, 20, 20), printed);
    EXPECT_EQ(now.subtotal, Money{10'000});
    EXPECT_GT(line(now, "minimum_charge"), Money{});
    EXPECT_EQ(priced(tests::block(20, 20, 20), {.service = "fdm", .material = "pla", .quantity = 1'000})
                  .breakdown.back()
                  .code,
        "margin");
}

TEST_F(PriceTest, ADiscountIsALineOfItsOwnAndHoldsFromItsQuantity)
{
    for (auto& step : catalogue.quantity_steps)
        if (step.service == "fdm" && step.quantity == 50) step.discount_share = 0.10;
    auto fifty = printed;
    fifty.quantity = 50;
    auto const now = priced(tests::block(60, 40, 30), fifty);
    auto const before_discount = now.subtotal - line(now, "quantity_discount");
    // A piece costs whole cents, so the discount is exact to one cent per piece.
    EXPECT_NEAR(double(now.subtotal.minor), 0.9 * double(before_discount.minor), 50);
    EXPECT_EQ(line(priced(tests::block(60, 40, 30), printed), "quantity_discount"), Money{});
}

TEST_F(PriceTest, TheMarginIsAShareOfThePrice)
{
    auto const now = priced(tests::block(60, 40, 30), printed);
    EXPECT_NEAR(double(line(now, "margin").minor), 0.40 * double(now.subtotal.minor), 2);
}

TEST_F(PriceTest, FinishAndToleranceAndColourCostExtra)
{
    auto const part = tests::block(60, 40, 30);
    auto fine = milled;
    fine.finish = "anodized_black";
    fine.tolerance = "critical";
    auto const now = priced(part, fine);
    auto const plain = priced(part, milled);
    EXPECT_EQ(line(now, "finish"), Money{7'500}); // lot minimum
    EXPECT_NEAR(double(line(now, "tolerance").minor), 0.8 * double(line(plain, "machine_time").minor), 1);
    EXPECT_EQ(line(now, "inspection"), Money{3'000});
    EXPECT_EQ(now.lead_time_days, plain.lead_time_days + 4);
    auto bright = printed;
    bright.color = "orange";
    auto const coloured = priced(part, bright);
    EXPECT_EQ(line(coloured, "color"), Money{1'500});
    EXPECT_TRUE(has(coloured.warnings, "color_surcharge"));
}

TEST_F(PriceTest, RiskyFindingsWarnAndDangerousOnesBlock)
{
    auto part = tests::block(60, 40, 30);
    EXPECT_TRUE(priced(part, milled).warnings.empty());
    EXPECT_TRUE(priced(part, milled).blocking.empty());
    part.shape.thin_wall_mm = 0.6;
    EXPECT_TRUE(has(priced(part, milled).warnings, "thin_wall"));
    part.shape.thin_wall_mm = 0.3;
    EXPECT_TRUE(has(priced(part, milled).blocking, "wall_too_thin"));

    part = tests::block(60, 40, 30);
    part.shape.unreachable_area_share = 0.02;
    part.shape.milling_setups = 6;
    EXPECT_TRUE(has(priced(part, milled).warnings, "undercut"));
    EXPECT_TRUE(has(priced(part, milled).warnings, "many_setups"));
    part.shape.unreachable_area_share = 0.2;
    EXPECT_TRUE(has(priced(part, milled).blocking, "unreachable_surface"));
    EXPECT_FALSE(has(priced(part, printed).blocking, "unreachable_surface"));

    part = tests::block(60, 40, 30);
    part.watertight = false;
    part.bodies = 3;
    EXPECT_TRUE(has(priced(part, printed).warnings, "open_mesh"));
    EXPECT_TRUE(has(priced(part, printed).warnings, "several_bodies"));
    part.volume_reliable = false;
    EXPECT_TRUE(has(priced(part, printed).blocking, "volume_unreliable"));
    part.volume_mm3 = 0;
    EXPECT_GT(total(part, printed), Money{});

    auto const long_part = tests::block(240, 40, 30);
    EXPECT_TRUE(has(priced(long_part, {.service = "fdm", .material = "abs"}).blocking, "warping_risk"));
    EXPECT_FALSE(has(priced(long_part, printed).blocking, "warping_risk"));

    auto overhanging = tests::block(60, 40, 30);
    for (auto& way : overhanging.shape.orientations) {
        way.overhang_area_mm2 = 2'000;
        way.support_volume_mm3 = 40'000;
    }
    auto const supported = priced(overhanging, printed);
    EXPECT_TRUE(has(supported.warnings, "supports_heavy"));
    EXPECT_GT(line(supported, "supports"), Money{});

    auto tiny = tests::block(4, 3, 3);
    tiny.units_assumed = true;
    EXPECT_TRUE(has(priced(tiny, printed).warnings, "suspicious_size"));
}

TEST_F(PriceTest, TheCheapestMachineThatHasRoomMakesIt)
{
    EXPECT_EQ(priced(tests::block(100, 80, 20), printed).suitable_machines.front().code, "fdm_fast_256");
    auto const large = priced(tests::block(340, 300, 20), printed);
    ASSERT_EQ(large.suitable_machines.size(), 1u);
    EXPECT_EQ(large.suitable_machines.front().code, "fdm_large_350");
    auto const refused = price(tests::block(340, 300, 20), {.service = "fdm", .material = "abs"}, catalogue);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, Refusal::part_too_large);
}

TEST_F(PriceTest, TheShopsCurrencyDecidesTheDecimals)
{
    catalogue.currency = "JPY";
    auto const yen = priced(tests::block(20, 20, 20), printed);
    catalogue.currency = "USD";
    auto const cents = priced(tests::block(20, 20, 20), printed);
    EXPECT_EQ(yen.total.minor, 30);
    EXPECT_EQ(cents.total.minor, 3'020);
}

TEST_F(PriceTest, TheTableShowsTheUsualQuantitiesAndTheAskedOne)
{
    auto choice = printed;
    choice.quantity = 7;
    auto const now = priced(tests::boat(), choice);
    std::vector<std::int64_t> quantities;
    for (auto const& row : now.price_breaks) quantities.push_back(row.quantity);
    EXPECT_THAT(quantities, ::testing::ElementsAre(1, 5, 7, 10, 25, 50, 100, 250, 500, 1000));
}

TEST_F(PriceTest, PlainDimensionsArePricedLikeABlock)
{
    EXPECT_EQ(total(plain_box(60, 40, 30, std::nullopt), printed), total(tests::block(60, 40, 30), printed));
    EXPECT_LT(total(plain_box(60, 40, 30, 20'000.0), printed), total(plain_box(60, 40, 30, std::nullopt), printed));
}

} // namespace
} // namespace guildhall::pricing
