#include "topology.hpp"
#include "disjoint_sets.hpp"
#include "made_parts.hpp"
#include "vec3.hpp"
#include <algorithm>
#include <unordered_map>

namespace guildhall::geometry {
namespace {

using Corners = std::array<std::uint32_t, 3>;

Corners corners_of(Mesh const& mesh, std::size_t triangle)
{
    return {mesh.indices[3 * triangle], mesh.indices[3 * triangle + 1], mesh.indices[3 * triangle + 2]};
}

// An edge whose uses in the two directions do not cancel. Those of a closed, consistent surface all do.
struct UnmatchedEdge {
    std::uint32_t from, to;
    int surplus; // uses from -> to less uses to -> from
};

// Every use of an edge by a facet, filed under the lower of its two vertices. An entry is the higher vertex and one
// bit for the direction; vertex numbers stay below 2^31.
class EdgeUses {
public:
    explicit EdgeUses(Mesh const& mesh)
        : begin_(mesh.positions.size() + 1, 0)
    {
        for_each_edge(mesh, [&](std::uint32_t from, std::uint32_t to) { ++begin_[std::min(from, to)]; });
        std::uint32_t total = 0;
        for (auto& begin : begin_) {
            total += begin;
            begin = total;
        }
        // Each list is filled from its end, which leaves begin_ pointing at its beginning.
        uses_.resize(total);
        for_each_edge(mesh, [&](std::uint32_t from, std::uint32_t to) {
            auto const lower = std::min(from, to);
            uses_[--begin_[lower]] = std::max(from, to) << 1 | static_cast<std::uint32_t>(from > to);
        });
    }

    // Calls visit(lower, higher, forward uses, backward uses) once per edge.
    template <class Visit> void for_each(Visit visit)
    {
        for (std::uint32_t lower = 0; lower + 1 < begin_.size(); ++lower) {
            auto const begin = uses_.begin() + begin_[lower];
            auto const end = uses_.begin() + begin_[lower + 1];
            std::sort(begin, end);
            for (auto use = begin; use < end;) {
                auto const higher = *use >> 1;
                int uses[2] = {0, 0};
                for (; use < end && *use >> 1 == higher; ++use) ++uses[*use & 1];
                visit(lower, higher, uses[0], uses[1]);
            }
        }
    }

private:
    template <class Visit> static void for_each_edge(Mesh const& mesh, Visit visit)
    {
        for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
            auto const a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
            if (a == b || b == c || c == a) continue; // degenerate: joins nothing that is not joined without it
            visit(a, b);
            visit(b, c);
            visit(c, a);
        }
    }

    std::vector<std::uint32_t> begin_; // per vertex, into uses_
    std::vector<std::uint32_t> uses_;
};

struct Opening {
    Vec3 center_sum; // of all edge ends
    int ends = 0;
};

// The unmatched edges form closed loops. Each set of connected ones is patched by triangles to the centre of its
// vertices; the patch faces the way the missing surface would.
void patch_openings(Mesh const& mesh, std::vector<UnmatchedEdge> const& edges, Vec3 apex, Topology& topology)
{
    if (edges.empty()) return;
    DisjointSets loops(mesh.positions.size());
    for (auto const& edge : edges) loops.unite(edge.from, edge.to);
    std::unordered_map<std::uint32_t, Opening> openings;
    auto const at = [&](std::uint32_t vertex) { return to_vec3(mesh.positions[vertex]) - apex; };
    for (auto const& edge : edges) {
        auto& opening = openings[loops.find(edge.from)];
        opening.center_sum += at(edge.from) + at(edge.to);
        opening.ends += 2;
    }
    for (auto const& edge : edges) {
        auto& opening = openings[loops.find(edge.from)];
        auto const center = opening.center_sum * (1.0 / opening.ends);
        auto const area_vector = cross(at(edge.to) - center, at(edge.from) - center) * (0.5 * edge.surplus);
        topology.missing_area_vector += area_vector;
        topology.missing_volume_mm3 += dot(center, area_vector) / 3;
    }
}

// A duplicate shares all its edges with its twin, so only facets between `suspects` need to be compared.
std::int64_t count_duplicates(Mesh const& mesh, std::vector<bool> const& suspects)
{
    std::vector<Corners> candidates;
    for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle) {
        auto corners = corners_of(mesh, triangle);
        if (!suspects[corners[0]] || !suspects[corners[1]] || !suspects[corners[2]]) continue;
        std::ranges::sort(corners);
        if (corners[0] != corners[1] && corners[1] != corners[2]) candidates.push_back(corners);
    }
    std::ranges::sort(candidates);
    std::int64_t duplicates = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i) duplicates += candidates[i] == candidates[i - 1];
    return duplicates;
}

std::int64_t count_shells(Mesh const& mesh)
{
    DisjointSets shells(mesh.positions.size());
    for (std::size_t triangle = 0; triangle < mesh.triangle_count(); ++triangle) {
        auto const corners = corners_of(mesh, triangle);
        shells.unite(corners[0], corners[1]);
        shells.unite(corners[1], corners[2]);
    }
    std::vector<bool> seen(mesh.positions.size(), false);
    std::int64_t count = 0;
    for_each_made_range(mesh, [&](std::size_t first, std::size_t end) {
        for (auto triangle = first; triangle < end; ++triangle) {
            auto const shell = shells.find(mesh.indices[3 * triangle]);
            count += !seen[shell];
            seen[shell] = true;
        }
    });
    return count;
}

} // namespace

Topology topology_of(Mesh const& mesh, Vec3 apex)
{
    Topology topology;
    std::vector<UnmatchedEdge> unmatched;
    std::vector<bool> suspects(mesh.positions.size(), false);
    EdgeUses(mesh).for_each([&](std::uint32_t lower, std::uint32_t higher, int forward, int backward) {
        if (forward == 1 && backward == 1) return;
        auto const uses = forward + backward;
        if (uses == 1) ++topology.open_edges;
        if (uses == 2) ++topology.inconsistent_edges;
        if (uses > 2) ++topology.non_manifold_edges;
        if (uses > 1) suspects[lower] = suspects[higher] = true;
        if (forward != backward) unmatched.push_back({lower, higher, forward - backward});
    });
    if (topology.inconsistent_edges + topology.non_manifold_edges > 0)
        topology.duplicate_facets = count_duplicates(mesh, suspects);
    patch_openings(mesh, unmatched, apex, topology);
    topology.shells = count_shells(mesh);
    return topology;
}

} // namespace guildhall::geometry
