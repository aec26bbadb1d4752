#pragma once
// One part as a graphics card wants it: vertices with normals, in an order that compresses and draws well.
#include "scene.hpp"
#include <optional>

namespace guildhall::preview {

// A unit normal in octahedral form, 8 bits per component, as EXT_meshopt_compression's filter of that name decodes it.
using PackedNormal = std::array<std::int8_t, 4>;

struct BrowserVertex {
    Vector position; // in the scene's unit
    PackedNormal normal{};
};

struct BrowserPart {
    std::vector<BrowserVertex> vertices;
    std::vector<std::uint32_t> indices; // three per triangle
};

// The part with its vertices split where normals differ, reduced to about `triangle_budget` triangles when it has more.
BrowserPart make_browser_part(
    Scene const& scene, geometry::MeshPart const& part, std::optional<std::size_t> triangle_budget);

} // namespace guildhall::preview
