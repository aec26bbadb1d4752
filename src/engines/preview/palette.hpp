#pragma once
// Colours of parts.
#include "scene.hpp"
#include <optional>
#include <span>

namespace guildhall::preview {

// Which colour each part has. All colours are linear RGB.
struct Palette {
    std::vector<Vector> colors;
    std::vector<std::uint32_t> of_part; // into colors
};

// A part keeps the colour its file gives, softened where a real surface could not have it; the others take `color`
// or, when there is none, the colours of the house in turn.
// Parts that are the same body (MeshPart::body) share one of these.
Palette make_palette(std::span<geometry::MeshPart const> parts, std::optional<std::array<float, 3>> const& color);

} // namespace guildhall::preview
