#include "feature_edges.hpp"
#include "corner_normals.hpp"
#include <algorithm>
#include <numbers>

namespace guildhall::preview {
namespace {

// Every use of an edge by a triangle, filed under the lower of its two vertices.
class EdgeUses {
public:
    struct Use {
        std::uint32_t higher_and_direction; // the higher vertex, and one bit: from the higher to the lower
        std::uint32_t triangle;
        std::uint32_t higher() const { return higher_and_direction >> 1; }
        bool backward() const { return (higher_and_direction & 1) != 0; }
    };

    EdgeUses(std::size_t vertex_count, std::span<std::uint32_t const> indices)
        : begin_(vertex_count + 1, 0)
    {
        for_each_edge(indices, [&](auto from, auto to, auto) { ++begin_[std::min(from, to)]; });
        std::uint32_t total = 0;
        for (auto& begin : begin_) begin = total += begin;
        uses_.resize(total);
        for_each_edge(indices, [&](std::uint32_t from, std::uint32_t to, std::uint32_t triangle) {
            uses_[--begin_[std::min(from, to)]] = {
                std::max(from, to) << 1 | static_cast<std::uint32_t>(from > to), triangle};
        });
        for (std::size_t lower = 0; lower + 1 < begin_.size(); ++lower)
            std::ranges::sort(
                list(lower), {}, [](Use const& use) { return std::pair(use.higher_and_direction, use.triangle); });
    }

    // Calls visit(lower, higher, uses) once per edge.
    template <class Visit> void for_each(Visit visit)
    {
        for (std::uint32_t lower = 0; lower + 1 < begin_.size(); ++lower)
            for (auto rest = list(lower); !rest.empty();) {
                auto const higher = rest.front().higher();
                auto const other = std::ranges::find_if(rest, [&](Use const& use) { return use.higher() != higher; });
                auto const count = static_cast<std::size_t>(other - rest.begin());
                visit(lower, higher, std::span<Use const>(rest.first(count)));
                rest = rest.subspan(count);
            }
    }

    std::span<Use const> of(std::uint32_t a, std::uint32_t b)
    {
        auto const higher = std::max(a, b);
        return std::ranges::equal_range(list(std::min(a, b)), higher, {}, [](Use const& use) { return use.higher(); });
    }

private:
    template <class Visit> static void for_each_edge(std::span<std::uint32_t const> indices, Visit visit)
    {
        for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
            auto const a = indices[i], b = indices[i + 1], c = indices[i + 2];
            if (a == b || b == c || c == a) continue;
            auto const triangle = static_cast<std::uint32_t>(i / 3);
            visit(a, b, triangle);
            visit(b, c, triangle);
            visit(c, a, triangle);
        }
    }

    std::span<Use> list(std::size_t lower)
    {
        return std::span(uses_).subspan(begin_[lower], begin_[lower + 1] - begin_[lower]);
    }

    std::vector<std::uint32_t> begin_; // per vertex, into uses_
    std::vector<Use> uses_;
};

// Tells whether the surface bends where two triangles meet.
class Bends {
public:
    Bends(std::span<Vector const> positions, std::span<std::uint32_t const> indices)
        : positions_(positions)
        , indices_(indices)
    {
    }

    // Triangles without area have no direction and bend nothing.
    bool operator()(EdgeUses::Use const& one, EdgeUses::Use const& other) const
    {
        static float const smooth_cosine = std::cos(crease_degrees * std::numbers::pi_v<float> / 180);
        Vector const a = normal(one.triangle), b = normal(other.triangle);
        float const sizes = length(a) * length(b);
        if (sizes <= 0) return false;
        float const cosine = dot(a, b) / sizes;
        return (one.backward() == other.backward() ? -cosine : cosine) < smooth_cosine;
    }

private:
    Vector normal(std::uint32_t triangle) const
    {
        auto const corner = [&](std::size_t k) { return positions_[indices_[3 * std::size_t{triangle} + k]]; };
        return cross(corner(1) - corner(0), corner(2) - corner(0));
    }

    std::span<Vector const> positions_;
    std::span<std::uint32_t const> indices_;
};

} // namespace

FeatureEdges find_feature_edges(std::span<Vector const> positions, std::span<std::uint32_t const> indices)
{
    constexpr std::size_t large = 50'000; // triangles; a third of their edges is half as many
    FeatureEdges found;
    Bends const bends(positions, indices);
    EdgeUses(positions.size(), indices)
        .for_each([&](std::uint32_t a, std::uint32_t b, std::span<EdgeUses::Use const> uses) {
            Segment const segment{a, b, uses.front().triangle};
            if (uses.size() == 1) return found.open.push_back(segment);
            if (uses.size() > 2) return found.non_manifold.push_back(segment);
            if (uses[0].backward() == uses[1].backward()) found.misoriented.push_back(segment);
            if (bends(uses[0], uses[1])) found.sharp.push_back(segment);
        });
    if (indices.size() / 3 > large && found.sharp.size() > indices.size() / 6) found.sharp.clear();
    return found;
}

FeatureEdges classify_edges(std::span<Vector const> positions, std::span<std::uint32_t const> indices,
    std::span<geometry::VertexPair const> edges)
{
    FeatureEdges found;
    Bends const bends(positions, indices);
    EdgeUses uses(positions.size(), indices);
    for (auto const& [from, to] : edges) {
        if (from >= positions.size() || to >= positions.size()) continue;
        auto const here = uses.of(from, to);
        bool const smooth = here.size() == 2 && !bends(here[0], here[1]);
        (smooth ? found.smooth : found.sharp).push_back({from, to, here.empty() ? 0 : here[0].triangle});
    }
    return found;
}

} // namespace guildhall::preview
