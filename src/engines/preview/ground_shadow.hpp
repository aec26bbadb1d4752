#pragma once
// The shadow the part throws on the ground it stands on.
#include "scene.hpp"

namespace guildhall::preview {

class GroundShadow {
public:
    // As finely resolved as a picture of `picture_size` pixels needs.
    GroundShadow(Scene const& scene, Vector to_light, int picture_size);

    float ground() const { return ground_; } // height of the ground

    // The share of light missing at a place on the ground, 0..1.
    float at(float x, float y) const;

private:
    // Values over a rectangle of ground.
    struct Map {
        float low_x = 0, low_y = 0;
        float scale = 1; // cells per unit of length
        int width = 0, height = 0;
        std::vector<float> values;
        float at(float x, float y) const;
    };
    // How a point at some height above the ground throws its shadow.
    struct Softness {
        float widest;   // radius of the blur at height 1
        float sharpest; // radius of the blur where the part touches the ground
        float fading;   // height at which the shadow has lost half of its strength
    };
    static Map throw_shadow(Scene const& scene, Vector to_light, Softness const& softness, float cells_across);

    float ground_;
    Map contact_; // under an overcast sky
    Map cast_;    // of the key light
};

} // namespace guildhall::preview
