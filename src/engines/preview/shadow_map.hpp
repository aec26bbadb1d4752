#pragma once
// What the key light reaches.
#include "scene.hpp"

namespace guildhall::preview {

// The scene as the key light sees it: the distance of the first surface along each of its parallel rays.
class ShadowMap {
public:
    // As finely resolved as a picture of `picture_size` pixels can show.
    ShadowMap(Scene const& scene, Vector to_light, int picture_size);

    // The share of a soft light that reaches a surface, 0..1. `variant` (0..15) chooses one of sixteen sets of rays;
    // neighbouring pixels use different ones and are averaged afterwards.
    float light(Vector position, Vector normal, int variant) const;

private:
    struct Texel {
        float x, y, depth;
    };
    Texel locate(Vector position) const;

    Vector to_light_, across_, along_; // axes of the map
    float low_x_ = 0, low_y_ = 0;
    float scale_ = 1; // texels per unit of length
    float slack_ = 0; // depth within which a surface does not shade itself
    int width_ = 0, height_ = 0;
    std::vector<float> depths_; // smaller is nearer to the light
};

} // namespace guildhall::preview
