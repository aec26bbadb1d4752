#pragma once
// One triangle as the camera sees it: its plane and its normals at any place in the picture.
#include "camera.hpp"
#include <span>

namespace guildhall::preview {

class TriangleView {
public:
    TriangleView(std::span<std::uint32_t const> indices, std::span<Projected const> projected,
        std::span<Vector const> normals, std::uint32_t triangle)
        : normals_(&normals[std::size_t{triangle} * 3])
        , a_(projected[indices[std::size_t{triangle} * 3]])
        , b_(projected[indices[std::size_t{triangle} * 3 + 1]])
        , c_(projected[indices[std::size_t{triangle} * 3 + 2]])
        , inverse_area_(inverse((b_.x - a_.x) * (c_.y - a_.y) - (c_.x - a_.x) * (b_.y - a_.y)))
    {
    }

    // Depth (Projected::z) of the triangle's plane at a place in the picture, also outside the triangle.
    float depth(float x, float y) const
    {
        float const b = weight_b(x, y), c = weight_c(x, y);
        return a_.z + b * (b_.z - a_.z) + c * (c_.z - a_.z);
    }

    // The shading normal at a place in the triangle, corrected for perspective; not normalised.
    Vector normal(float x, float y) const
    {
        float const b = std::clamp(weight_b(x, y), 0.0F, 1.0F);
        float const c = std::clamp(weight_c(x, y), 0.0F, 1.0F - b);
        return normals_[0] * ((1 - b - c) * a_.z) + normals_[1] * (b * b_.z) + normals_[2] * (c * c_.z);
    }

    Vector mean_normal() const { return normals_[0] + normals_[1] + normals_[2]; }

private:
    // A triangle seen exactly edge-on has no inside to interpolate over; its first corner stands for it.
    static float inverse(float area) { return std::fabs(area) > 1e-12F ? 1 / area : 0; }

    float weight_b(float x, float y) const
    {
        return ((x - a_.x) * (c_.y - a_.y) - (c_.x - a_.x) * (y - a_.y)) * inverse_area_;
    }
    float weight_c(float x, float y) const
    {
        return ((b_.x - a_.x) * (y - a_.y) - (x - a_.x) * (b_.y - a_.y)) * inverse_area_;
    }

    Vector const* normals_;
    Projected a_, b_, c_;
    float inverse_area_;
};

// The normal turned to the side from which it is looked at, at unit length.
inline Vector facing(Vector normal, Vector ray)
{
    Vector const unit = normalized(normal);
    return dot(unit, ray) > 0 ? -unit : unit;
}

} // namespace guildhall::preview
