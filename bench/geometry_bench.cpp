// How fast meshes are read and measured, beside what reading the same bytes costs alone.
#include "geometry/measure.hpp"
#include "geometry/shape.hpp"
#include "geometry/stl.hpp"
#include "geometry/threemf.hpp"
#include "tests/package_builder.hpp"
#include "tests/solids.hpp"
#include <benchmark/benchmark.h>
#include <cstring>
#include <fmt/format.h>

namespace {

using namespace guildhall::geometry;

// An uneven sphere of about so many triangles.
Mesh sphere_of(std::int64_t triangles)
{
    return solids::sphere(50, static_cast<int>(std::sqrt(static_cast<double>(triangles) / 4)), 0.1);
}

void count_triangles(benchmark::State& state, Mesh const& mesh)
{
    state.counters["triangles/s"] = benchmark::Counter(static_cast<double>(mesh.triangle_count()),
        benchmark::Counter::kIsIterationInvariantRate, benchmark::Counter::kIs1000);
}

// The reference: every byte through the memory bus once.
void memory_pass(benchmark::State& state)
{
    auto const stl = solids::to_binary_stl(sphere_of(state.range(0)));
    for (auto _ : state) {
        std::uint64_t sum = 0, word = 0;
        for (std::size_t i = 0; i + sizeof word <= stl.size(); i += sizeof word) {
            std::memcpy(&word, &stl[i], sizeof word);
            sum += word;
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stl.size()));
}

// The reference of one pass: every corner of the file looked at once.
void file_pass(benchmark::State& state)
{
    constexpr std::size_t head = 84, triangle = 50, corners_at = 12;
    auto const stl = solids::to_binary_stl(sphere_of(state.range(0)));
    for (auto _ : state) {
        double sums[3] = {};
        for (auto at = head; at + triangle <= stl.size(); at += triangle) {
            float corners[9];
            std::memcpy(corners, &stl[at + corners_at], sizeof corners);
            for (std::size_t i = 0; i < 9; ++i) sums[i % 3] += static_cast<double>(corners[i]);
        }
        benchmark::DoNotOptimize(sums);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stl.size()));
}

void stl_read(benchmark::State& state)
{
    auto const mesh = sphere_of(state.range(0));
    auto const stl = solids::to_binary_stl(mesh);
    for (auto _ : state) benchmark::DoNotOptimize(read_stl(stl));
    count_triangles(state, mesh);
}

void stl_read_and_measure(benchmark::State& state)
{
    auto const mesh = sphere_of(state.range(0));
    auto const stl = solids::to_binary_stl(mesh);
    for (auto _ : state) benchmark::DoNotOptimize(measure(*read_stl(stl)));
    count_triangles(state, mesh);
}

void stl_read_measure_and_shape(benchmark::State& state)
{
    auto const mesh = sphere_of(state.range(0));
    auto const stl = solids::to_binary_stl(mesh);
    for (auto _ : state) {
        auto const read = read_stl(stl);
        benchmark::DoNotOptimize(measure(*read));
        benchmark::DoNotOptimize(shape_of(*read));
    }
    count_triangles(state, mesh);
}

void shape_alone(benchmark::State& state)
{
    auto const mesh = sphere_of(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(shape_of(mesh));
    count_triangles(state, mesh);
}

void ascii_stl_read(benchmark::State& state)
{
    auto const mesh = sphere_of(state.range(0));
    std::string text = "solid sphere\n";
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        text += "facet normal 0 0 0\nouter loop\n";
        for (std::size_t k = 0; k < 3; ++k) {
            auto const& p = mesh.positions[mesh.indices[i + k]];
            text += fmt::format("vertex {:e} {:e} {:e}\n", p[0], p[1], p[2]);
        }
        text += "endloop\nendfacet\n";
    }
    text += "endsolid\n";
    std::span const bytes(reinterpret_cast<std::byte const*>(text.data()), text.size());
    for (auto _ : state) benchmark::DoNotOptimize(read_stl(bytes));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    count_triangles(state, mesh);
}

void threemf_read(benchmark::State& state)
{
    auto const mesh = sphere_of(state.range(0));
    std::string model = "<object id=\"1\"><mesh><vertices>";
    for (auto const& p : mesh.positions)
        model += fmt::format("<vertex x=\"{:.5f}\" y=\"{:.5f}\" z=\"{:.5f}\"/>\n", p[0], p[1], p[2]);
    model += "</vertices><triangles>";
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3)
        model += fmt::format(
            "<triangle v1=\"{}\" v2=\"{}\" v3=\"{}\"/>\n", mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]);
    model += "</triangles></mesh></object>";
    auto const package = package_of(model_part(model, "<item objectid=\"1\"/>"));
    for (auto _ : state) benchmark::DoNotOptimize(read_3mf(package));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(model.size()));
    count_triangles(state, mesh);
}

constexpr auto milliseconds = benchmark::kMillisecond;
BENCHMARK(memory_pass)->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Unit(milliseconds);
BENCHMARK(file_pass)->Arg(1'000'000)->Unit(milliseconds);
BENCHMARK(stl_read)->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Unit(milliseconds);
BENCHMARK(stl_read_and_measure)->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Unit(milliseconds);
BENCHMARK(stl_read_measure_and_shape)->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Unit(milliseconds);
BENCHMARK(shape_alone)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(milliseconds);
BENCHMARK(ascii_stl_read)->Arg(100'000)->Unit(milliseconds);
BENCHMARK(threemf_read)->Arg(100'000)->Arg(1'000'000)->Unit(milliseconds);

} // namespace
