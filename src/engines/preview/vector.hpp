#pragma once
// Vectors of three floats, as the drawing code uses them.
#include <algorithm>
#include <cmath>

namespace guildhall::preview {

struct Vector {
    float x = 0, y = 0, z = 0;
};

constexpr Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
constexpr Vector operator-(Vector a, Vector b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
constexpr Vector operator-(Vector a) { return {-a.x, -a.y, -a.z}; }
constexpr Vector operator*(Vector a, float scale) { return {a.x * scale, a.y * scale, a.z * scale}; }
constexpr Vector operator*(Vector a, Vector b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; } // channel by channel
constexpr float dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr Vector cross(Vector a, Vector b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float length(Vector a) { return std::sqrt(dot(a, a)); }

// The vector at unit length; straight up when it has none.
inline Vector normalized(Vector a)
{
    float const size = length(a);
    return size > 0 ? a * (1 / size) : Vector{0, 0, 1};
}

inline Vector smallest(Vector a, Vector b) { return {std::min(a.x, b.x), std::min(a.y, b.y), std::min(a.z, b.z)}; }
inline Vector largest(Vector a, Vector b) { return {std::max(a.x, b.x), std::max(a.y, b.y), std::max(a.z, b.z)}; }

// 0 below `low`, 1 above `high`, without a corner in between.
inline float smooth_step(float low, float high, float value)
{
    float const t = std::clamp((value - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

} // namespace guildhall::preview
