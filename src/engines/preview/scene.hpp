#pragma once
// The mesh as drawing and encoding want it: checked, centred and of unit size, whatever the file's coordinates were.
#include "geometry/mesh.hpp"
#include "vector.hpp"
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace guildhall::preview {

class Scene {
public:
    explicit Scene(geometry::Mesh const& mesh); // keeps a reference to the mesh
    Scene(Scene const&) = delete;
    Scene& operator=(Scene const&) = delete;

    // Vertices in a box centred on the origin whose diagonal is 1. Vertices no triangle uses lie on one
    // that is used, where they change nothing.
    std::span<Vector const> positions() const { return positions_; }

    // Three per triangle. Triangles that cannot be drawn have collapsed to vertex 0.
    std::span<std::uint32_t const> indices() const { return indices_; }
    std::size_t triangle_count() const { return indices_.size() / 3; }
    bool empty() const { return empty_; }

    Vector low() const { return low_; }
    Vector high() const { return high_; }

    // Back to the mesh's own millimetres: position * size() + center().
    double size() const { return size_; }
    std::array<double, 3> center() const { return center_; }

    // At least one part; in order and covering every triangle exactly once, whatever the mesh said.
    std::span<geometry::MeshPart const> parts() const { return parts_; }
    std::size_t part_of(std::uint32_t triangle) const;

private:
    std::vector<bool> check_vertices(geometry::Mesh const& mesh);
    void place_vertices(geometry::Mesh const& mesh, std::vector<bool> const& used);
    void order_parts(geometry::Mesh const& mesh);

    std::vector<Vector> positions_;
    std::span<std::uint32_t const> indices_;
    std::vector<std::uint32_t> repaired_;
    std::vector<geometry::MeshPart> parts_;
    Vector low_, high_;
    std::array<double, 3> center_{};
    double size_ = 1;
    bool empty_ = true;
};

} // namespace guildhall::preview
