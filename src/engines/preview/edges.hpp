#pragma once
// The lines a draughtsman would draw: outlines, steps and creases.
#include "surface.hpp"

namespace guildhall::preview {

// The strength of the line through each pixel, 0..1, row by row.
std::vector<float> find_edges(Scene const& scene, Camera const& camera, Visibility const& visibility,
    Surface const& surface, std::span<Vector const> normals);

} // namespace guildhall::preview
