// Pictures and browser models of generated meshes. Run: cmake --build build --target preview_bench &&
// build/preview_bench
#include "preview/glb.hpp"
#include "preview/png.hpp"
#include "preview/render.hpp"
#include <benchmark/benchmark.h>
#include <cmath>
#include <numbers>

namespace guildhall::preview {
namespace {

// A ring with bumps all over: no flat places, much that hides something else.
geometry::Mesh bumpy_ring(std::uint32_t triangles)
{
    auto const around = static_cast<std::uint32_t>(std::lround(std::sqrt(triangles * 2.5))),
               across = triangles / 2 / around;
    geometry::Mesh mesh;
    constexpr double full_turn = 2 * std::numbers::pi;
    for (std::uint32_t i = 0; i < around; ++i)
        for (std::uint32_t j = 0; j < across; ++j) {
            double const u = full_turn * i / around, v = full_turn * j / across;
            double const thickness = 10 + 1.5 * std::sin(14 * u) * std::sin(6 * v);
            double const reach = 30 + thickness * std::cos(v);
            mesh.positions.push_back({static_cast<float>(reach * std::cos(u)), static_cast<float>(reach * std::sin(u)),
                static_cast<float>(thickness * std::sin(v))});
        }
    for (std::uint32_t i = 0; i < around; ++i)
        for (std::uint32_t j = 0; j < across; ++j) {
            auto const at = [&](std::uint32_t di, std::uint32_t dj) {
                return (i + di) % around * across + (j + dj) % across;
            };
            for (auto const vertex : {at(0, 0), at(1, 0), at(0, 1), at(0, 1), at(1, 0), at(1, 1)})
                mesh.indices.push_back(vertex);
        }
    return mesh;
}

void draw(benchmark::State& state)
{
    auto const mesh = bumpy_ring(static_cast<std::uint32_t>(state.range(0)));
    RenderOptions const options{
        .width = static_cast<int>(state.range(1)), .height = static_cast<int>(state.range(1)) * 3 / 4};
    for (auto _ : state) benchmark::DoNotOptimize(render(mesh, options));
    state.counters["triangles"] = static_cast<double>(mesh.triangle_count());
}
BENCHMARK(draw)
    ->ArgNames({"triangles", "width"})
    ->Args({100'000, 400})
    ->Args({100'000, 800})
    ->Args({1'000'000, 800})
    ->Args({100'000, 2048})
    ->Unit(benchmark::kMillisecond);

void png(benchmark::State& state)
{
    auto const width = static_cast<int>(state.range(0));
    auto const image = render(bumpy_ring(10'000), {.width = width, .height = width * 3 / 4});
    std::size_t bytes = 0;
    for (auto _ : state) bytes = encode_png(image).size();
    state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(png)->ArgName("width")->Arg(400)->Arg(800)->Unit(benchmark::kMillisecond);

void glb(benchmark::State& state)
{
    auto const mesh = bumpy_ring(static_cast<std::uint32_t>(state.range(0)));
    GlbOptions options;
    if (state.range(1) > 0) options.simplify_to_triangles = static_cast<std::size_t>(state.range(1));
    std::size_t bytes = 0;
    for (auto _ : state) bytes = write_glb(mesh, options).size();
    state.counters["bytes_per_triangle"] = static_cast<double>(bytes) / static_cast<double>(mesh.triangle_count());
}
BENCHMARK(glb)
    ->ArgNames({"triangles", "simplify_to"})
    ->Args({100'000, 0})
    ->Args({100'000, 25'000})
    ->Args({1'000'000, 0})
    ->Args({1'000'000, 250'000})
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace guildhall::preview
