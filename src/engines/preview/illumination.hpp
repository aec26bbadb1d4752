#pragma once
// How much light reaches each fragment, before materials come into it.
#include "shadow_map.hpp"
#include "surface.hpp"

namespace guildhall::preview {

struct Illumination {
    float open = 1; // share of the ambient light
    float lit = 1;  // share of the key light
};

// One per fragment of the surface. Each pixel asks with few rays; the mean over its 4x4 neighbourhood, as far as it
// belongs to the same surface, is free of grain.
std::vector<Illumination> find_illumination(Surface const& surface, Camera const& camera, ShadowMap const& shadow_map);

} // namespace guildhall::preview
