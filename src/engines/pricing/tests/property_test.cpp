// The rules every price obeys (calculator.md 3.8), on random parts, services, materials and quantities.
#include "parts.hpp"
#include "pricing/pricing.hpp"
#include <gtest/gtest.h>

namespace guildhall::pricing {
namespace {

using tests::RandomParts;

// Discounts, odd minimum charges, rush below and above one: everything that could break monotony.
Catalogue commercial_catalogue(RandomParts& random)
{
    auto catalogue = default_catalogue();
    for (auto& step : catalogue.quantity_steps)
        if (step.quantity > 1 && random.whole(0, 1)) step.discount_share = random.between(0, 0.4);
    for (auto& service : catalogue.services) {
        service.minimum_charge = random.between(0, 80);
        service.margin = random.between(0, 0.6);
    }
    catalogue.rush_levels.push_back({.code = "economy", .name = "Economy", .multiplier = 0.8});
    if (random.whole(0, 4) == 0) catalogue.currency = "JPY";
    return catalogue;
}

Money sum(std::vector<CostLine> const& lines)
{
    Money total;
    for (auto const& line : lines) total += line.amount;
    return total;
}

std::vector<std::int64_t> interesting_quantities(RandomParts& random)
{
    std::vector<std::int64_t> quantities{1, 1'000'000};
    for (std::int64_t const step : {5, 10, 25, 50, 100, 250, 500, 1000})
        quantities.insert(quantities.end(), {step - 1, step, step + 1});
    for (int i = 0; i < 8; ++i) {
        auto const quantity = random.quantity();
        quantities.insert(quantities.end(), {quantity, std::min<std::int64_t>(quantity + 1, 1'000'000)});
    }
    std::ranges::sort(quantities);
    return quantities;
}

TEST(Properties, TotalsNeverFallAndUnitPricesNeverRise)
{
    int priced = 0;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        RandomParts random(seed);
        auto const catalogue = commercial_catalogue(random);
        auto const part = random.part();
        auto choice = random.choice(catalogue);
        std::optional<Price> last;
        for (auto const quantity : interesting_quantities(random)) {
            choice.quantity = quantity;
            auto const now = price(part, choice, catalogue);
            if (!now) break; // too large or too small, whatever the quantity
            ++priced;
            if (last) {
                ASSERT_GE(now->total, last->total) << "seed " << seed << " quantity " << quantity;
                ASSERT_GE(now->subtotal, last->subtotal) << "seed " << seed << " quantity " << quantity;
                ASSERT_LE(now->unit_price, last->unit_price) << "seed " << seed << " quantity " << quantity;
                ASSERT_GE(now->material_grams, last->material_grams);
            }
            last = *now;
        }
    }
    EXPECT_GT(priced, 10'000);
}

TEST(Properties, EveryQuantityInARowBehaves)
{
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        RandomParts random(seed * 7919);
        auto const catalogue = commercial_catalogue(random);
        auto const part = random.part();
        auto choice = random.choice(catalogue);
        Money total;
        Money unit{std::numeric_limits<std::int64_t>::max()};
        for (std::int64_t quantity = 1; quantity <= 1'200; ++quantity) {
            choice.quantity = quantity;
            auto const now = price(part, choice, catalogue);
            if (!now) break;
            ASSERT_GE(now->total, total) << "seed " << seed << " quantity " << quantity;
            ASSERT_LE(now->unit_price, unit) << "seed " << seed << " quantity " << quantity;
            total = now->total;
            unit = now->unit_price;
        }
    }
}

TEST(Properties, LinesAddUpToTheMinorUnit)
{
    for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
        RandomParts random(seed);
        auto const catalogue = commercial_catalogue(random);
        auto const choice = random.choice(catalogue);
        auto const now = price(random.part(), choice, catalogue);
        if (!now) continue;
        ASSERT_EQ(sum(now->breakdown), now->subtotal) << "seed " << seed;
        ASSERT_EQ(now->subtotal + now->rush_fee, now->total) << "seed " << seed;
        ASSERT_EQ(now->unit_price.minor, scale_half_even(now->subtotal.minor, 1, choice.quantity)) << "seed " << seed;
        for (auto const& line : now->breakdown)
            if (line.code != "quantity_discount" && line.code != "margin" && line.code != "rounding") {
                ASSERT_GE(line.amount, Money{}) << line.code;
            }
    }
}

TEST(Properties, PriceBreaksAreWhatThatQuantityCosts)
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomParts random(seed);
        auto const catalogue = commercial_catalogue(random);
        auto const part = random.part();
        auto choice = random.choice(catalogue);
        auto const now = price(part, choice, catalogue);
        if (!now) continue;
        ASSERT_TRUE(std::ranges::count(now->price_breaks, choice.quantity, &PriceBreak::quantity));
        ASSERT_TRUE(std::ranges::is_sorted(now->price_breaks, std::ranges::less{}, &PriceBreak::quantity));
        choice.rush.reset();
        for (auto const& row : now->price_breaks) {
            choice.quantity = row.quantity;
            auto const alone = price(part, choice, catalogue);
            ASSERT_TRUE(alone);
            ASSERT_EQ(alone->total, row.total);
            ASSERT_EQ(alone->unit_price, row.unit_price);
        }
    }
}

TEST(Properties, NothingIsCheaperThanItsMinimumCharge)
{
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
        RandomParts random(seed);
        auto const catalogue = commercial_catalogue(random);
        auto const choice = random.choice(catalogue);
        auto const now = price(random.part(), choice, catalogue);
        if (!now) continue;
        auto const service = std::ranges::find(catalogue.services, choice.service, &Service::code);
        auto const digits = minor_digits(*parse_currency(catalogue.currency));
        ASSERT_GE(now->subtotal, round_to_money(service->minimum_charge, digits)) << "seed " << seed;
    }
}

// Where a part lies in its file, what kind of file it is and in which order its orientations come changes nothing.
TEST(Properties, PlaceAndFormatOfTheFileChangeNothing)
{
    auto const catalogue = default_catalogue();
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomParts random(seed);
        auto const part = random.part();
        auto const choice = random.choice(catalogue);
        auto moved = part;
        moved.format = "step";
        moved.units = "inch";
        moved.faces = 17;
        moved.triangles = 4711;
        moved.center_of_mass_mm = {100, -200, 300};
        moved.bounding_box_mm = {900, 900, 900};
        std::ranges::reverse(moved.shape.orientations);
        auto const first = price(part, choice, catalogue);
        auto const second = price(moved, choice, catalogue);
        ASSERT_EQ(first.has_value(), second.has_value());
        if (first) { ASSERT_EQ(first->total, second->total) << "seed " << seed; }
    }
}

// A mesh of a part is within half a percent of its exact surfaces; so has to be its price.
TEST(Properties, NearlyEqualPartsCostNearlyTheSame)
{
    auto const catalogue = default_catalogue();
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
        RandomParts random(seed);
        auto const part = random.part();
        auto const choice = random.choice(catalogue);
        auto meshed = part;
        auto const nearly = [&](double& number) { number *= 1 + random.between(-5e-4, 5e-4); };
        nearly(meshed.volume_mm3);
        nearly(meshed.surface_area_mm2);
        nearly(meshed.shape.box_face_area_mm2);
        nearly(meshed.shape.convex_hull_volume_mm3);
        nearly(meshed.shape.oriented_box_mm.x);
        for (auto& way : meshed.shape.orientations) {
            nearly(way.height_mm);
            nearly(way.length_mm);
            nearly(way.up_area_mm2);
            nearly(way.down_area_mm2);
        }
        auto const first = price(part, choice, catalogue);
        auto const second = price(meshed, choice, catalogue);
        if (!first || !second) continue;
        auto const change = double((second->total - first->total).minor) / double(first->total.minor);
        ASSERT_LT(std::abs(change), 0.005) << "seed " << seed << " " << choice.service;
    }
}

// Twice the size is eight times the material and four times the finish by area (calculator.md 3.8).
TEST(Properties, TwiceTheSizeIsEightTimesTheMaterial)
{
    auto const catalogue = default_catalogue();
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
        RandomParts random(seed);
        auto const part = random.part();
        auto choice = random.choice(catalogue);
        if (choice.service != "sls" && choice.service != "mjf") continue; // others add films, walls and stock
        auto twice = part;
        twice.volume_mm3 *= 8;
        twice.surface_area_mm2 *= 4;
        auto& shape = twice.shape;
        shape.convex_hull_volume_mm3 *= 8;
        shape.box_face_area_mm2 *= 4;
        for (auto* const length :
            {&shape.oriented_box_mm.x, &shape.oriented_box_mm.y, &shape.oriented_box_mm.z, &shape.thin_wall_mm,
                &shape.median_wall_mm, &twice.bounding_box_mm.x, &twice.bounding_box_mm.y, &twice.bounding_box_mm.z})
            *length *= 2;
        auto gapless = catalogue; // the gap between pieces does not grow with them
        for (auto& parameters : gapless.powder_parameters) parameters.spacing_mm = 0;
        auto const small = price(part, choice, gapless), large = price(twice, choice, gapless);
        if (!small || !large) continue;
        ++compared;
        ASSERT_NEAR(large->material_grams, 8 * small->material_grams, 1e-9 * large->material_grams) << "seed " << seed;
    }
    EXPECT_GT(compared, 50);
}

TEST(Properties, AnInfeasibleMachineIsNeverListed)
{
    auto const catalogue = default_catalogue();
    for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
        RandomParts random(seed);
        auto const part = random.part();
        auto const now = price(part, random.choice(catalogue), catalogue);
        if (!now) continue;
        auto const& box = part.shape.oriented_box_mm;
        ASSERT_FALSE(now->suitable_machines.empty());
        for (auto const& suitable : now->suitable_machines) {
            auto const machine = std::ranges::find(catalogue.machines, suitable.code, &Machine::code);
            std::array space{machine->envelope_x_mm, machine->envelope_y_mm, machine->envelope_z_mm};
            std::array sides{box.x, box.y, box.z};
            std::ranges::sort(space);
            std::ranges::sort(sides);
            for (std::size_t i = 0; i < 3; ++i) ASSERT_LE(sides[i], space[i] + 0.01) << suitable.code;
        }
    }
}

// An analysis may come from any file and any program: numbers that are none are refused or priced, never fatal.
TEST(Properties, FaultyMeasuresAreRefusedOrPricedButNeverFatal)
{
    auto const catalogue = default_catalogue();
    auto const infinite = std::numeric_limits<double>::infinity();
    double const faults[] = {
        std::nan(""), infinite, -infinite, -1, 0, 1e-300, 1e300, std::numeric_limits<double>::max()};
    for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
        RandomParts random(seed);
        auto part = random.part();
        auto& shape = part.shape;
        auto& way = shape.orientations.front();
        double* const numbers[] = {&part.volume_mm3, &part.surface_area_mm2, &part.bounding_box_mm.x,
            &shape.oriented_box_mm.x, &shape.oriented_box_mm.z, &shape.convex_hull_volume_mm3, &shape.box_face_area_mm2,
            &shape.thin_wall_mm, &shape.unreachable_area_share, &way.height_mm, &way.length_mm, &way.up_area_mm2,
            &way.overhang_area_mm2, &way.support_volume_mm3};
        for (auto spoilt = random.whole(1, 3); spoilt > 0; --spoilt)
            *numbers[static_cast<std::size_t>(random.whole(0, std::ssize(numbers) - 1))] =
                faults[static_cast<std::size_t>(random.whole(0, std::ssize(faults) - 1))];
        shape.milling_setups =
            random.one_of(std::vector<std::int64_t>{-5, 0, std::numeric_limits<std::int64_t>::max()});
        part.volume_reliable = random.whole(0, 1) == 0;
        auto const now = price(part, random.choice(catalogue), catalogue);
        if (!now) {
            ASSERT_FALSE(now.error().detail.empty());
            continue;
        }
        ASSERT_EQ(sum(now->breakdown), now->subtotal) << "seed " << seed;
        ASSERT_TRUE(std::isfinite(now->machine_minutes) && std::isfinite(now->material_grams)) << "seed " << seed;
    }
}

} // namespace
} // namespace guildhall::pricing
