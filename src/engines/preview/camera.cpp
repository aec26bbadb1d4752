#include "camera.hpp"
#include <limits>
#include <numbers>

namespace guildhall::preview {
namespace {

// A long lens: parts look as on a product photograph, parallel edges stay nearly parallel.
constexpr float opening_degrees = 24;
constexpr float used_width = 0.86F, used_height = 0.80F; // share of the picture the part may fill
constexpr float middle_height = 0.485F;                  // slightly above the middle: the shadow needs room below

float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

} // namespace

Camera::Camera(Scene const& scene, View view, int width, int height)
    : width_(width)
    , height_(height)
    , origin_x_(static_cast<float>(width) * 0.5F)
    , origin_y_(static_cast<float>(height) * middle_height)
{
    float const yaw = radians(view.yaw_degrees);
    float const pitch = radians(std::clamp(view.pitch_degrees, -89.0F, 89.0F));
    forward_ = {-std::cos(yaw) * std::cos(pitch), -std::sin(yaw) * std::cos(pitch), -std::sin(pitch)};
    right_ = normalized(cross(forward_, {0, 0, 1}));
    up_ = cross(right_, forward_);
    float const scene_radius = 0.5F;
    eye_ = forward_ * (-1.05F * scene_radius / std::sin(radians(opening_degrees / 2)));

    constexpr float far_away = std::numeric_limits<float>::max();
    float left = far_away, right = -far_away, bottom = far_away, top = -far_away;
    for (auto const point : scene.positions()) {
        Vector const way = point - eye_;
        float const inverse = 1 / dot(way, forward_);
        float const x = dot(way, right_) * inverse, y = dot(way, up_) * inverse;
        left = std::min(left, x);
        right = std::max(right, x);
        bottom = std::min(bottom, y);
        top = std::max(top, y);
    }
    middle_x_ = (left + right) / 2;
    middle_y_ = (bottom + top) / 2;
    constexpr float thinnest = 1e-4F; // a part seen exactly edge-on has no extent of its own
    scale_ = std::min(static_cast<float>(width) * used_width / std::max(thinnest, right - left),
        static_cast<float>(height) * used_height / std::max(thinnest, top - bottom));
}

} // namespace guildhall::preview
