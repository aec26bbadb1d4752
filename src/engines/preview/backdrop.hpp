#pragma once
// What stands behind the part: a plain, bright sweep of paper and the part's shadow on it.
#include "camera.hpp"
#include "ground_shadow.hpp"

namespace guildhall::preview {

class Backdrop {
public:
    Backdrop(Camera const& camera, GroundShadow const& ground_shadow)
        : camera_(camera)
        , ground_shadow_(ground_shadow)
    {
    }

    // Linear RGB of the paper at a pixel, without the shadow.
    Vector paper(int x, int y) const;

    // The share of light the part takes from the paper there, 0..1.
    float shadow(int x, int y) const;

private:
    Camera const& camera_;
    GroundShadow const& ground_shadow_;
};

} // namespace guildhall::preview
