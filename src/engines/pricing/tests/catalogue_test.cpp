#include "parts.hpp"
#include "pricing/pricing.hpp"
#include "reflect/fields.hpp"
#include <gmock/gmock.h>

namespace guildhall::pricing {
namespace {

using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string text(std::vector<CatalogueProblem> const& problems)
{
    std::string all;
    for (auto const& problem : problems)
        all += problem.table + "/" + problem.code + "/" + problem.field + ": " + problem.message + "\n";
    return all;
}

template <class... Structs> constexpr bool all_described = (reflect::fully_described<Structs>() && ...);
static_assert(
    all_described<Service, QuantityStep, FdmParameters, FdmProfile, SlaParameters, SlaProfile, PowderParameters,
        PowderProfile, MillingParameters, Material, Machine, Finish, Tolerance, RushLevel, ColorName, Catalogue>);
static_assert(all_described<Choice, CostLine, PriceBreak, Warning, SuitableMachine, Price, CatalogueProblem>);

TEST(Catalogue, DefaultsAreWithoutProblems) { EXPECT_EQ(text(problems_of(default_catalogue())), ""); }

TEST(Catalogue, EveryDefaultRowSaysWhereItComesFrom)
{
    auto const catalogue = default_catalogue();
    auto const expect_notes = [](auto const& rows) {
        EXPECT_THAT(rows, Not(IsEmpty()));
        for (auto const& row : rows) EXPECT_THAT(row.source_note, SizeIs(Gt(9u)));
    };
    expect_notes(catalogue.services);
    expect_notes(catalogue.quantity_steps);
    expect_notes(catalogue.fdm_parameters);
    expect_notes(catalogue.fdm_profiles);
    expect_notes(catalogue.sla_parameters);
    expect_notes(catalogue.sla_profiles);
    expect_notes(catalogue.powder_parameters);
    expect_notes(catalogue.powder_profiles);
    expect_notes(catalogue.milling_parameters);
    expect_notes(catalogue.materials);
    expect_notes(catalogue.machines);
    expect_notes(catalogue.finishes);
    expect_notes(catalogue.tolerances);
    expect_notes(catalogue.rush_levels);
}

TEST(Catalogue, EveryMaterialOfEveryServiceCanBePriced)
{
    auto const catalogue = default_catalogue();
    auto const part = tests::block(40, 30, 20);
    for (auto const& service : catalogue.services)
        for (auto const& material : catalogue.materials) {
            if (!std::ranges::count(material.services, service.code)) continue;
            auto const priced = price(part, {.service = service.code, .material = material.code}, catalogue);
            ASSERT_TRUE(priced) << service.code << " " << material.code << ": " << priced.error().detail;
            EXPECT_GE(priced->total, round_to_money(service.minimum_charge, 2));
        }
}

TEST(Catalogue, RushLevelsAreThoseOfTheRules)
{
    auto const levels = default_catalogue().rush_levels;
    ASSERT_EQ(levels.size(), 4u);
    EXPECT_EQ(levels[0].multiplier, 1.00);
    EXPECT_EQ(levels[1].multiplier, 1.20);
    EXPECT_EQ(levels[2].multiplier, 1.40);
    EXPECT_EQ(levels[3].multiplier, 1.60);
}

struct Fault {
    char const* table;
    char const* field;
    void (*spoil)(Catalogue&);
};

TEST(CatalogueProblems, NameTableAndField)
{
    Fault const faults[] = {
        {"currency", "currency", [](Catalogue& c) { c.currency = "usd"; }},
        {"services", "margin", [](Catalogue& c) { c.services[0].margin = 1; }},
        {"services", "labour_rate", [](Catalogue& c) { c.services[0].labour_rate = std::nan(""); }},
        {"services", "default_finish", [](Catalogue& c) { c.services[0].default_finish = "gilded"; }},
        {"services", "model", [](Catalogue& c) { c.services[0].model = CostModel::milling; }},
        {"services", "code", [](Catalogue& c) { c.services.push_back(c.services[0]); }},
        {"quantity_steps", "quantity", [](Catalogue& c) { c.quantity_steps[0].quantity = 0; }},
        {"quantity_steps", "discount_share", [](Catalogue& c) { c.quantity_steps[0].discount_share = 1; }},
        {"fdm_profiles", "layer_mm", [](Catalogue& c) { c.fdm_profiles[0].layer_mm = 0; }},
        {"powder_parameters", "packing_share", [](Catalogue& c) { c.powder_parameters[0].packing_share = 0; }},
        {"milling_parameters", "undercut_full_share",
            [](Catalogue& c) { c.milling_parameters[0].undercut_full_share = 0; }},
        {"materials", "price_per_kg", [](Catalogue& c) { c.materials[0].price_per_kg = -1; }},
        {"materials", "services", [](Catalogue& c) { c.materials[0].services = {"alchemy"}; }},
        {"materials", "removal_cm3_per_min", [](Catalogue& c) { c.materials[0].services = {"cnc"}; }},
        {"machines", "profile", [](Catalogue& c) { c.machines[0].profile.reset(); }},
        {"machines", "envelope_x_mm", [](Catalogue& c) { c.machines[0].envelope_x_mm = 0; }},
        {"tolerances", "time_multiplier", [](Catalogue& c) { c.tolerances[0].time_multiplier = 0.5; }},
        {"rush_levels", "multiplier", [](Catalogue& c) { c.rush_levels[0].multiplier = 0; }},
    };
    for (auto const& fault : faults) {
        auto catalogue = default_catalogue();
        fault.spoil(catalogue);
        auto const problems = problems_of(catalogue);
        auto const named = std::ranges::any_of(problems, [&](CatalogueProblem const& problem) {
            return problem.table == fault.table && problem.field == fault.field;
        });
        EXPECT_TRUE(named) << fault.table << "." << fault.field << " is not among\n" << text(problems);
    }
}

TEST(CatalogueProblems, FaultyNumbersGiveAPriceOrARefusalButNeverACrash)
{
    auto const infinite = std::numeric_limits<double>::infinity();
    for (auto const number : {std::nan(""), infinite, -infinite, -1.0, 0.0, 1e300, 1e-300}) {
        auto catalogue = default_catalogue();
        for (auto& row : catalogue.services)
            row.labour_rate = row.margin = row.overhead_share = row.minimum_charge = row.machine_hours_per_day = number;
        for (auto& row : catalogue.materials) {
            row.density_g_per_cm3 = row.price_per_kg = row.waste_share = number;
            row.removal_cm3_per_min = row.bulk_density_g_per_cm3 = row.exposure_factor = number;
        }
        for (auto& row : catalogue.machines) row.hourly_rate = row.time_factor = number;
        for (auto& row : catalogue.fdm_profiles) row.layer_mm = row.wall_mm3_per_s = row.least_layer_s = number;
        for (auto& row : catalogue.powder_profiles) row.growth_mm_per_hour = number;
        for (auto& row : catalogue.milling_parameters) row.undercut_full_share = row.small_lot_factor = number;
        for (auto& row : catalogue.rush_levels) row.multiplier = number;
        for (auto& row : catalogue.quantity_steps) row.discount_share = number;
        for (auto& row : catalogue.tolerances) row.inspection_per_order = row.time_multiplier = number;
        for (auto const* service : {"fdm", "sla", "sls", "mjf", "cnc"})
            for (std::int64_t const quantity : {1, 1000, 1'000'000}) {
                auto const* material = std::string_view(service) == "fdm"   ? "pla"
                                       : std::string_view(service) == "sla" ? "resin_standard"
                                       : std::string_view(service) == "cnc" ? "al_6061"
                                                                            : "pa12";
                auto const priced = price(tests::boat(),
                    {.service = service, .material = material, .quantity = quantity, .rush = "rush"}, catalogue);
                if (!priced) {
                    EXPECT_FALSE(priced.error().detail.empty());
                    continue;
                }
                EXPECT_GE(priced->total.minor, 0);
                EXPECT_TRUE(std::isfinite(priced->machine_minutes) && std::isfinite(priced->material_grams));
            }
    }
}

} // namespace
} // namespace guildhall::pricing
