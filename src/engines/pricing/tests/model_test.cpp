// The cost models against figures that do not come from them: slicer times, hand calculation, laws of scale.
#include "fdm.hpp"
#include "milling.hpp"
#include "parts.hpp"
#include "powder.hpp"
#include "sla.hpp"
#include <gtest/gtest.h>

namespace guildhall::pricing {
namespace {

class ModelTest : public ::testing::Test {
protected:
    static Part part_of(geometry::Analysis const& analysis) { return checked_part(analysis).value(); }
    FdmPlateTime print(geometry::Analysis const& analysis, FdmProfile const& profile) const
    {
        auto const part = part_of(analysis);
        auto const& way = part.orientations.front();
        return fdm_plate_time(fdm_deposit(part, way, fdm, profile.layer_mm), way, profile);
    }
    Catalogue const catalogue = default_catalogue();
    FdmParameters const& fdm = catalogue.fdm_parameters.front();
    FdmProfile const& classic = catalogue.fdm_profiles[0];
    FdmProfile const& fast = catalogue.fdm_profiles[1];
};

// PrusaSlicer with a fast profile: 11.5 min for one 20 mm cube, 26 min for four on a plate.
TEST_F(ModelTest, PrintTimesOfACubeAreThoseOfASlicer)
{
    auto const plate = print(tests::block(20, 20, 20), fast);
    EXPECT_NEAR(plate.seconds(1) / 60, 11.5, 0.5);
    EXPECT_NEAR(plate.seconds(4) / 60, 26, 1);
}

// Plausibility only: such boats are said to take one and a half hours with classic, half an hour with fast settings.
TEST_F(ModelTest, PrintTimesOfABoatArePlausible)
{
    auto const boat = tests::boat();
    EXPECT_NEAR(print(boat, classic).seconds(1) / 60, 84, 2);
    EXPECT_NEAR(print(boat, fast).seconds(1) / 60, 31, 1);
    auto const part = part_of(boat);
    auto const deposit = fdm_deposit(part, part.orientations.front(), fdm, 0.2);
    auto const grams = (deposit.wall_mm3 + deposit.skin_mm3 + deposit.infill_mm3) / 1000 * 1.24;
    EXPECT_NEAR(grams, 14.5, 0.5);
}

TEST_F(ModelTest, ADepositNeverExceedsThePart)
{
    tests::RandomParts random(5);
    for (int i = 0; i < 2'000; ++i) {
        auto const analysis = random.part();
        auto const part = part_of(analysis);
        for (auto const& way : part.orientations) {
            auto const deposit = fdm_deposit(part, way, fdm, 0.2);
            EXPECT_GE(deposit.infill_mm3, 0);
            EXPECT_LE(deposit.wall_mm3 + deposit.skin_mm3 + deposit.infill_mm3, part.volume_mm3 * (1 + 1e-12));
        }
    }
}

TEST_F(ModelTest, ResinPlateTimeIsLayersTimesExposureAndMove)
{
    auto const& lcd = catalogue.sla_profiles[0];
    // 20 mm: 400 layers of 1.7 + 2.5 s, six of them longer by 33.3 s, 20 min preparation.
    EXPECT_NEAR(sla_plate_time(20, 0.1, lcd, 1), 1200 + 400 * 4.2 + 6 * 33.3, 1e-6);
    EXPECT_NEAR(sla_plate_time(20, 0.5, lcd, 1), 1200 + 400 * 6.7 + 6 * 33.3, 1e-6); // slow tilt
}

TEST_F(ModelTest, RemovedVolumeAndFinishedAreaFollowFromStockAndPart)
{
    auto analysis = tests::block(100, 60, 20);
    analysis.volume_mm3 -= 43'500;
    analysis.shape.box_face_area_mm2 -= 400;
    auto parameters = catalogue.milling_parameters.front();
    parameters.allowance_mm = 0;
    auto const flush = milling_work(part_of(analysis), parameters);
    EXPECT_NEAR(flush.removed_mm3, 43'500, 1e-6);
    EXPECT_NEAR(flush.finished_mm2, 400, 1e-6);
    parameters.allowance_mm = 5;
    auto const oversize = milling_work(part_of(analysis), parameters);
    EXPECT_NEAR(oversize.removed_mm3, 43'500 + 110 * 70 * 30 - 100 * 60 * 20, 1e-6);
}

TEST_F(ModelTest, StockGetsCheaperByWeightWithoutSteps)
{
    auto const cost = stock_cost(1.0, 6.0, catalogue.milling_parameters.front());
    EXPECT_NEAR(cost.at(10), 10 * 6 * 1.25, 1e-9);
    EXPECT_NEAR(cost.at(15), 15 * 6 * 1.25, 1e-9);
    EXPECT_NEAR(cost.at(50), 15 * 6 * 1.25 + 35 * 6, 1e-9);
    EXPECT_NEAR(cost.at(200), 15 * 6 * 1.25 + 85 * 6 + 100 * 6 * 0.78, 1e-9);
}

TEST_F(ModelTest, ThinWallsAndUndercutsMakeMillingHarderSteadily)
{
    auto const& parameters = catalogue.milling_parameters.front();
    auto analysis = tests::block(50, 40, 30);
    EXPECT_DOUBLE_EQ(milling_difficulty(part_of(analysis), 0.8, parameters), 1);
    analysis.shape.thin_wall_mm = 0.4;
    EXPECT_DOUBLE_EQ(milling_difficulty(part_of(analysis), 0.8, parameters), 1.1);
    analysis.shape.unreachable_area_share = 0.05;
    EXPECT_DOUBLE_EQ(milling_difficulty(part_of(analysis), 0.8, parameters), 1.1 * 1.25);
    analysis.shape.unreachable_area_share = 0.9;
    EXPECT_DOUBLE_EQ(milling_difficulty(part_of(analysis), 0.8, parameters), 1.1 * 1.5);
}

geometry::Analysis twice_as_large(geometry::Analysis analysis)
{
    auto const stretch = [](geometry::Dimensions& box) { box = {box.x * 2, box.y * 2, box.z * 2}; };
    analysis.volume_mm3 *= 8;
    analysis.surface_area_mm2 *= 4;
    stretch(analysis.bounding_box_mm);
    auto& shape = analysis.shape;
    stretch(shape.oriented_box_mm);
    shape.convex_hull_volume_mm3 *= 8;
    shape.box_face_area_mm2 *= 4;
    shape.thin_wall_mm *= 2;
    for (auto& way : shape.orientations) {
        way.height_mm *= 2;
        way.length_mm *= 2;
        way.width_mm *= 2;
        way.up_area_mm2 *= 4;
        way.down_area_mm2 *= 4;
        way.contact_area_mm2 *= 4;
        way.overhang_area_mm2 *= 4;
        way.support_volume_mm3 *= 8;
    }
    return analysis;
}

TEST_F(ModelTest, TwiceTheSizeIsEightTimesTheMaterialAndFourTimesTheFinishing)
{
    tests::RandomParts random(7);
    auto parameters = catalogue.milling_parameters.front();
    parameters.allowance_mm = 0;
    auto powder = catalogue.powder_parameters.front();
    powder.spacing_mm = 0;
    for (int i = 0; i < 500; ++i) {
        auto const small = random.part();
        auto const large = twice_as_large(small);
        auto const part = part_of(small);
        auto const big = part_of(large);
        auto const work = milling_work(part, parameters);
        auto const more = milling_work(big, parameters);
        EXPECT_NEAR(more.stock_mm3 / work.stock_mm3, 8, 1e-9);
        EXPECT_NEAR(more.removed_mm3 / work.removed_mm3, 8, 1e-9);
        EXPECT_NEAR(more.finished_mm2 / work.finished_mm2, 4, 1e-9);
        auto const resin = sla_resin(part, catalogue.sla_parameters.front());
        auto const more_resin = sla_resin(big, catalogue.sla_parameters.front());
        EXPECT_NEAR(more_resin.cured_mm3() / resin.cured_mm3(), 8, 1e-9);
        EXPECT_NEAR(more_resin.film_mm3 / resin.film_mm3, 4, 1e-9);
        EXPECT_NEAR(powder_chamber_used(big, powder) / powder_chamber_used(part, powder), 8, 1e-9);
    }
}

} // namespace
} // namespace guildhall::pricing
