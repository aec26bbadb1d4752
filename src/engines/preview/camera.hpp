#pragma once
// Where the picture is taken from, and how points become pixels.
#include "preview/render.hpp"
#include "scene.hpp"

namespace guildhall::preview {

// A point in the picture: x and y in pixels from the top left corner, z = -1 / distance along the viewing direction.
// That z is linear over the picture of a flat triangle, and smaller is nearer.
using Projected = Vector;

class Camera {
public:
    // Looks at the scene from `view`, moved and zoomed so that the scene fills the picture.
    Camera(Scene const& scene, View view, int width, int height);

    Projected project(Vector point) const
    {
        Vector const way = point - eye_;
        float const inverse = 1 / dot(way, forward_);
        return {(dot(way, right_) * inverse - middle_x_) * scale_ + origin_x_,
            origin_y_ - (dot(way, up_) * inverse - middle_y_) * scale_, -inverse};
    }

    // The way from the eye through a place in the picture, one unit deep along forward().
    Vector ray(float x, float y) const
    {
        return forward_ + right_ * ((x - origin_x_) / scale_ + middle_x_) +
               up_ * ((origin_y_ - y) / scale_ + middle_y_);
    }

    int width() const { return width_; }
    int height() const { return height_; }
    int size() const { return std::max(width_, height_); } // the longer side
    Vector eye() const { return eye_; }
    Vector forward() const { return forward_; }
    Vector right() const { return right_; }
    Vector up() const { return up_; }

    // Pixels per unit of length at unit distance.
    float scale() const { return scale_; }

private:
    int width_, height_;
    Vector eye_, forward_, right_, up_;
    float middle_x_ = 0, middle_y_ = 0; // what the picture is centred on, at unit distance
    float scale_ = 1;
    float origin_x_, origin_y_; // where in the picture that is
};

} // namespace guildhall::preview
