#include "parts.hpp"
#include "quantity.hpp"
#include <gtest/gtest.h>

namespace guildhall::pricing {
namespace {

using tests::RandomParts;

TEST(QuantityCurve, IsTheHighestOrLowestOfItsLines)
{
    auto const plates = QuantityCurve::highest_of({{10, 0}, {4, 2}, {0, 2.5}});
    EXPECT_DOUBLE_EQ(plates.at(1), 10);
    EXPECT_DOUBLE_EQ(plates.at(5), 14);
    EXPECT_DOUBLE_EQ(plates.at(100), 250);
    auto const stock = QuantityCurve::lowest_of({{0, 3}, {10, 2}});
    EXPECT_DOUBLE_EQ(stock.at(4), 12);
    EXPECT_DOUBLE_EQ(stock.at(20), 50);
    EXPECT_DOUBLE_EQ(stock.times(0.5).at(20), 25);
}

TEST(QuantityCurve, TakesNoHarmFromFaultyNumbers)
{
    auto const infinite = std::numeric_limits<double>::infinity();
    EXPECT_DOUBLE_EQ(QuantityCurve::per_piece(std::nan("")).at(7), 0);
    EXPECT_DOUBLE_EQ(QuantityCurve::per_piece(-3).at(7), 0);
    EXPECT_DOUBLE_EQ(QuantityCurve::per_order(infinite).at(7), 1e10);
    EXPECT_DOUBLE_EQ(QuantityCurve::per_order(5).times(infinite).at(1), 1e10);
}

TEST(UnitPrice, IsTheSubtotalByTheQuantityRoundedHalfToEven)
{
    EXPECT_EQ(unit_price(Money{1001}, 2), Money{500});
    EXPECT_EQ(unit_price(Money{1003}, 2), Money{502});
    EXPECT_EQ(unit_price(Money{100}, 3), Money{33});
}

TEST(RushFee, IsAShareOfTheSubtotalRoundedHalfToEven)
{
    EXPECT_EQ(rush_fee(Money{1000}, to_millionths(1.0)), Money{0});
    EXPECT_EQ(rush_fee(Money{9378}, to_millionths(1.2)), Money{1876});
    EXPECT_EQ(rush_fee(Money{50}, to_millionths(1.25)), Money{12}); // 12.5
    EXPECT_EQ(rush_fee(Money{1000}, to_millionths(0.8)), Money{-200});
    EXPECT_EQ(to_millionths(std::nan("")), million);
}

Terms random_terms(RandomParts& random)
{
    Terms terms;
    terms.digits = static_cast<int>(random.whole(0, 3));
    terms.markup = random.between(1, 3);
    terms.minimum_charge = random.whole(0, 3) == 0 ? 0 : random.whole(0, 5'000);
    for (auto bands = random.whole(0, 4); bands > 0; --bands)
        terms.discounts.push_back({random.whole(1, 400), to_millionths(random.between(0.3, 1))});
    return terms;
}

std::vector<QuantityCurve> random_costs(RandomParts& random)
{
    // Coins and fractions of coins, round numbers and odd ones: where rounding goes wrong if it can.
    auto const amount = [&] {
        return random.whole(0, 1) ? random.magnitude(1e-5, 30) : 0.005 * double(random.whole(0, 400));
    };
    std::vector<QuantityCurve> costs{QuantityCurve::highest_of({{amount(), amount() / 10}})};
    auto const first = amount();
    auto const pieces = random.between(1, 50);
    costs.push_back(QuantityCurve::highest_of({{first, 0}, {first / 3, first / 10}, {0, first / pieces}}));
    auto const each = amount();
    costs.push_back(QuantityCurve::lowest_of({{0, each}, {amount(), each * 0.8}, {amount() + 30, each * 0.6}}));
    return costs;
}

Wide lowest(std::vector<Tariff> const& tariffs, std::int64_t quantity)
{
    auto result = tariffs.front().price(quantity);
    for (auto const& tariff : tariffs) result = std::min(result, tariff.price(quantity));
    return result;
}

// Walks through quantities and looks at neighbours; prices per piece are compared as fractions, without rounding.
void expect_well_behaved(std::vector<Tariff> const& tariffs, std::int64_t from, std::int64_t to)
{
    auto before = lowest(tariffs, from);
    for (auto quantity = from + 1; quantity <= to; ++quantity) {
        auto const now = lowest(tariffs, quantity);
        ASSERT_GE(now, before) << "total falls at " << quantity;
        ASSERT_LE(now * (quantity - 1), before * quantity) << "price per piece rises at " << quantity;
        before = now;
    }
}

TEST(Tariff, TotalNeverFallsAndPricePerPieceNeverRises)
{
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
        RandomParts random(seed);
        auto const terms = random_terms(random);
        std::vector<Tariff> tariffs;
        for (auto plans = random.whole(1, 3); plans > 0; --plans) {
            auto const costs = random_costs(random);
            tariffs.emplace_back(costs, terms);
        }
        ASSERT_NO_FATAL_FAILURE(expect_well_behaved(tariffs, 1, 1'500)) << "seed " << seed;
        auto const middle = random.whole(2'000, largest_quantity - 200);
        ASSERT_NO_FATAL_FAILURE(expect_well_behaved(tariffs, middle, middle + 200)) << "seed " << seed;
        ASSERT_NO_FATAL_FAILURE(expect_well_behaved(tariffs, largest_quantity - 200, largest_quantity));
    }
}

TEST(Tariff, HoldsForEveryQuantityOfOneCheapPart)
{
    Terms const terms{.markup = 1.37,
        .minimum_charge = 1001,
        .digits = 2,
        .discounts = {{10, 950'000}, {50, 900'000}, {100, 850'000}, {250'000, 800'000}}};
    std::vector<QuantityCurve> const costs{
        QuantityCurve::highest_of({{3.333, 0.0123}}), QuantityCurve::lowest_of({{0, 0.05}, {70, 0.04}})};
    expect_well_behaved({Tariff(costs, terms)}, 1, largest_quantity);
}

TEST(Tariff, IsTheMarkedUpCostToTheMinorUnit)
{
    Terms const terms{.markup = 1.5, .minimum_charge = 0, .digits = 2, .discounts = {}};
    std::vector<QuantityCurve> const costs{QuantityCurve::highest_of({{10, 2}}), QuantityCurve::per_piece(0.333)};
    Tariff const tariff(costs, terms);
    EXPECT_EQ(tariff.price(1), 1500 + 350); // 2.333 * 1.5 = 3.4995
    EXPECT_EQ(tariff.price(1000), 1500 + 350'000);
}

TEST(Tariff, NobodyPaysMoreThanForTheNextStep)
{
    Terms const terms{.markup = 1, .minimum_charge = 0, .digits = 2, .discounts = {{50, 900'000}}};
    std::vector<QuantityCurve> const costs{QuantityCurve::per_piece(10)};
    Tariff const tariff(costs, terms);
    EXPECT_EQ(tariff.price(44), 44'000);
    EXPECT_EQ(tariff.price(46), 45'000); // 46 x 10.00 would be more than 50 x 9.00
    EXPECT_EQ(tariff.price(50), 45'000);
}

TEST(Tariff, AppliesTheMinimumAfterDiscounts)
{
    Terms const terms{.markup = 1, .minimum_charge = 2'001, .digits = 2, .discounts = {{10, 500'000}}};
    std::vector<QuantityCurve> const costs{QuantityCurve::per_piece(3)};
    Tariff const tariff(costs, terms);
    EXPECT_EQ(tariff.price(10), 2'001);
    EXPECT_EQ(tariff.price(20), 3'000);
}

} // namespace
} // namespace guildhall::pricing
