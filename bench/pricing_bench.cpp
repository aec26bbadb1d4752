// How long one price takes, table of quantities and all: a part of twelve orientations in every service.
#include "pricing/pricing.hpp"
#include <benchmark/benchmark.h>
#include <cmath>

namespace guildhall::pricing {
namespace {

geometry::Analysis bracket()
{
    auto part = plain_box(80, 60, 40, 60'000.0);
    auto& ways = part.shape.orientations;
    for (int i = 3; i < 12; ++i) {
        auto way = ways[static_cast<std::size_t>(i % 3)];
        way.support_volume_mm3 = 100.0 * i;
        way.overhang_area_mm2 = 10.0 * i;
        ways.push_back(way);
    }
    return part;
}

void price_one(benchmark::State& state, Choice const& choice)
{
    auto const catalogue = default_catalogue();
    auto const part = bracket();
    for (auto _ : state) {
        auto const priced = price(part, choice, catalogue);
        if (!priced) state.SkipWithError(priced.error().detail.c_str());
        benchmark::DoNotOptimize(priced);
    }
}
BENCHMARK_CAPTURE(price_one, fdm, Choice{.service = "fdm", .material = "pla", .quantity = 10});
BENCHMARK_CAPTURE(price_one, sla, Choice{.service = "sla", .material = "resin_standard", .quantity = 10});
BENCHMARK_CAPTURE(price_one, sls, Choice{.service = "sls", .material = "pa12", .quantity = 10});
BENCHMARK_CAPTURE(price_one, cnc, Choice{.service = "cnc", .material = "al_6061", .quantity = 10});

} // namespace
} // namespace guildhall::pricing
