#include "browser_part.hpp"
#include "corner_normals.hpp"
#include <limits>
#include <meshoptimizer.h>

namespace guildhall::preview {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// Triangles of one part, with vertices numbered from 0.
struct Shell {
    std::vector<Vector> positions;
    std::vector<std::uint32_t> indices;
};

Shell cut_out(Scene const& scene, geometry::MeshPart const& part)
{
    Shell shell;
    auto const triangles =
        scene.indices().subspan(std::size_t{part.first_triangle} * 3, std::size_t{part.triangle_count} * 3);
    if (triangles.empty()) return shell;
    auto const [lowest, highest] = std::ranges::minmax(triangles);
    std::vector<std::uint32_t> own_number(highest - lowest + 1, none);
    shell.indices.reserve(triangles.size());
    for (std::size_t i = 0; i < triangles.size(); i += 3) {
        auto const a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
        if (a == b || b == c || c == a) continue;
        for (auto const vertex : {a, b, c}) {
            auto& number = own_number[vertex - lowest];
            if (number == none) {
                number = static_cast<std::uint32_t>(shell.positions.size());
                shell.positions.push_back(scene.positions()[vertex]);
            }
            shell.indices.push_back(number);
        }
    }
    return shell;
}

void simplify(Shell& shell, std::size_t triangle_budget)
{
    constexpr float largest_error = 0.02F; // share of the part's size
    std::size_t const budget = triangle_budget * 3;
    if (shell.indices.size() <= budget) return;
    std::vector<std::uint32_t> fewer(shell.indices.size());
    auto const& positions = shell.positions;
    fewer.resize(meshopt_simplify(fewer.data(), shell.indices.data(), shell.indices.size(), &positions.data()->x,
        positions.size(), sizeof(Vector), budget, largest_error, 0, nullptr));
    if (fewer.size() > 2 * budget) {
        // Loose triangles and lattices have hardly an edge that may be collapsed; merging vertices on a grid always
        // works, if less finely.
        fewer.resize(shell.indices.size());
        fewer.resize(meshopt_simplifySloppy(fewer.data(), shell.indices.data(), shell.indices.size(),
            &positions.data()->x, positions.size(), sizeof(Vector), budget, 1.0F, nullptr));
    }
    if (!fewer.empty()) shell.indices.swap(fewer);
}

std::vector<PackedNormal> pack(std::vector<Vector> const& normals)
{
    constexpr int bits = 8;
    std::vector<std::array<float, 4>> padded;
    padded.reserve(normals.size());
    for (auto const normal : normals) padded.push_back({normal.x, normal.y, normal.z, 0});
    std::vector<PackedNormal> packed(normals.size());
    meshopt_encodeFilterOct(packed.data(), packed.size(), sizeof(PackedNormal), bits, padded.data()->data());
    return packed;
}

// Gives each corner a vertex; corners at the same place with the same normal share one.
BrowserPart split_at_creases(Shell const& shell)
{
    auto const normals = pack(corner_normals(shell.positions, shell.indices));
    BrowserPart part;
    part.indices.reserve(shell.indices.size());
    std::vector<std::uint32_t> first(shell.positions.size(), none); // vertex made for a position
    std::vector<std::uint32_t> next;                                // further vertices at the same position
    for (std::size_t corner = 0; corner < shell.indices.size(); ++corner) {
        auto const position = shell.indices[corner];
        std::uint32_t vertex = first[position];
        while (vertex != none && part.vertices[vertex].normal != normals[corner]) vertex = next[vertex];
        if (vertex == none) {
            vertex = static_cast<std::uint32_t>(part.vertices.size());
            part.vertices.push_back({shell.positions[position], normals[corner]});
            next.push_back(first[position]);
            first[position] = vertex;
        }
        part.indices.push_back(vertex);
    }
    return part;
}

} // namespace

BrowserPart make_browser_part(
    Scene const& scene, geometry::MeshPart const& part, std::optional<std::size_t> triangle_budget)
{
    Shell shell = cut_out(scene, part);
    if (shell.indices.empty()) return {};
    if (triangle_budget) simplify(shell, *triangle_budget);
    BrowserPart result = split_at_creases(shell);
    meshopt_optimizeVertexCacheStrip(
        result.indices.data(), result.indices.data(), result.indices.size(), result.vertices.size());
    result.vertices.resize(meshopt_optimizeVertexFetch(result.vertices.data(), result.indices.data(),
        result.indices.size(), result.vertices.data(), result.vertices.size(), sizeof(BrowserVertex)));
    return result;
}

} // namespace guildhall::preview
