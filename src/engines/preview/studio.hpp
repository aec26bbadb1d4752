#pragma once
// The photographer's studio: three lights that move with the camera, and a bright room around them.
#include "camera.hpp"
#include "illumination.hpp"

namespace guildhall::preview {

class Studio {
public:
    explicit Studio(Camera const& camera);

    Vector to_key() const { return to_key_; }

    // The light a fragment sends to the camera; linear RGB, usually within 0..1.
    Vector shade(Fragment const& fragment, Illumination const& light, Vector color) const;

private:
    float reflection(Vector direction, float lit) const;

    Vector eye_;
    Vector to_key_, to_fill_, to_rim_;
};

} // namespace guildhall::preview
