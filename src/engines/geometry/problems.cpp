#include "problems.hpp"
#include "geometry/measure.hpp"
#include <fmt/format.h>

namespace guildhall::geometry {
namespace {

// A part below one millimetre or above five metres is nearly always a part in another unit (calculator.md 3.8).
constexpr double smallest_usual_mm = 1;
constexpr double largest_usual_mm = 5000;

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

} // namespace

std::vector<Problem> problems_in(MeshFindings const& findings)
{
    std::vector<Problem> problems;
    auto const add = [&](char const* code, std::int64_t count, std::string message) {
        if (count > 0) problems.push_back({code, std::move(message), count});
    };
    auto const& topology = findings.topology;
    add("open_edges", topology.open_edges,
        fmt::format(
            "The surface is not closed: {} no neighbour.", counted(topology.open_edges, "edge has", "edges have")));
    if (topology.open_edges > 0 && findings.volume_reliable)
        add("hairline_cracks", topology.open_edges,
            "The open edges lie on one another, so the gaps are hairline cracks and the volume can be trusted.");
    add("non_manifold_edges", topology.non_manifold_edges,
        fmt::format("{} more than two triangles.", counted(topology.non_manifold_edges, "edge joins", "edges join")));
    add("inconsistent_winding", topology.inconsistent_edges,
        fmt::format("Neighbouring triangles disagree about the outside at {}.",
            counted(topology.inconsistent_edges, "edge", "edges")));
    add("inside_out", findings.inside_out, "The surface is inside out: its triangles face inwards.");
    add("no_volume", findings.flat, "The surface encloses no volume.");
    add("degenerate_facets", findings.degenerate_facets,
        fmt::format("{} no area.", counted(findings.degenerate_facets, "triangle has", "triangles have")));
    add("duplicate_facets", topology.duplicate_facets,
        fmt::format(
            "{} in the file more than once.", counted(topology.duplicate_facets, "triangle is", "triangles are")));
    warn_of_size(findings.largest_dimension_mm, problems);
    return problems;
}

void warn_of_size(double largest_dimension_mm, std::vector<Problem>& problems)
{
    auto const size = largest_dimension_mm;
    if (size < smallest_usual_mm)
        problems.push_back({"suspicious_size_small",
            fmt::format("The largest dimension is only {:.3g} mm: is the file in metres or inches?", size), 1});
    if (size > largest_usual_mm)
        problems.push_back({"suspicious_size_large",
            fmt::format("The largest dimension is {:.4g} m: is the file in another unit?", size / 1000), 1});
}

} // namespace guildhall::geometry
