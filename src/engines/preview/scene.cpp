#include "scene.hpp"
#include <limits>

namespace guildhall::preview {
namespace {

bool is_finite(std::array<float, 3> const& position)
{
    return std::isfinite(position[0]) && std::isfinite(position[1]) && std::isfinite(position[2]);
}

} // namespace

Scene::Scene(geometry::Mesh const& mesh)
{
    auto const used = check_vertices(mesh);
    place_vertices(mesh, used);
    order_parts(mesh);
}

// Points indices_ at the mesh's own indices, or at a copy without the triangles that cannot be drawn.
// Answers which vertices the remaining triangles use.
std::vector<bool> Scene::check_vertices(geometry::Mesh const& mesh)
{
    indices_ = std::span(mesh.indices).first(mesh.triangle_count() * 3);
    std::vector<bool> drawable(mesh.positions.size()), used(mesh.positions.size());
    for (std::size_t i = 0; i < drawable.size(); ++i) drawable[i] = is_finite(mesh.positions[i]);

    for (std::size_t i = 0; i < indices_.size(); i += 3) {
        auto const corners = indices_.subspan(i, 3);
        bool const good = std::ranges::all_of(corners, [&](auto v) { return v < drawable.size() && drawable[v]; });
        if (good) {
            for (auto const vertex : corners) used[vertex] = true;
            continue;
        }
        if (repaired_.empty()) {
            repaired_ = mesh.indices;
            repaired_.resize(indices_.size());
        }
        std::fill_n(repaired_.begin() + static_cast<std::ptrdiff_t>(i), 3, 0U);
    }
    if (!repaired_.empty()) indices_ = repaired_;
    return used;
}

void Scene::place_vertices(geometry::Mesh const& mesh, std::vector<bool> const& used)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::array<double, 3> low{infinity, infinity, infinity}, high{-infinity, -infinity, -infinity};
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i]) continue;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            low[axis] = std::min<double>(low[axis], mesh.positions[i][axis]);
            high[axis] = std::max<double>(high[axis], mesh.positions[i][axis]);
        }
    }
    double const diagonal = std::hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
    empty_ = !(diagonal > 0 && diagonal < infinity);
    positions_.resize(std::max<std::size_t>(used.size(), 1)); // vertex 0 exists even for repaired triangles
    if (empty_) {
        indices_ = {};
        return;
    }
    size_ = diagonal;
    for (std::size_t axis = 0; axis < 3; ++axis) center_[axis] = (low[axis] + high[axis]) / 2;
    auto const place = [&](auto const& at) {
        return Vector{static_cast<float>((at[0] - center_[0]) / size_),
            static_cast<float>((at[1] - center_[1]) / size_), static_cast<float>((at[2] - center_[2]) / size_)};
    };
    auto const first_used = static_cast<std::size_t>(std::ranges::find(used, true) - used.begin());
    for (std::size_t i = 0; i < used.size(); ++i) positions_[i] = place(mesh.positions[used[i] ? i : first_used]);
    low_ = place(low);
    high_ = place(high);
}

void Scene::order_parts(geometry::Mesh const& mesh)
{
    auto const total = static_cast<std::uint32_t>(triangle_count());
    std::uint32_t next = 0;
    for (auto const& part : mesh.parts) {
        auto& own = parts_.emplace_back(part);
        own.first_triangle = next;
        own.triangle_count = std::min(part.triangle_count, total - next);
        next += own.triangle_count;
    }
    if (parts_.empty()) parts_.emplace_back();
    parts_.back().triangle_count += total - next;
}

std::size_t Scene::part_of(std::uint32_t triangle) const
{
    auto const after = std::ranges::upper_bound(parts_, triangle, {}, &geometry::MeshPart::first_triangle);
    return static_cast<std::size_t>(after - parts_.begin()) - 1;
}

} // namespace guildhall::preview
