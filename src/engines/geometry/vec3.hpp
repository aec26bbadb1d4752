#pragma once
// Arithmetic on points and directions.
#include "geometry/mesh.hpp"
#include <cmath>

namespace guildhall::geometry {

inline Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vec3 operator-(Vec3 a) { return {-a.x, -a.y, -a.z}; }
inline Vec3 operator*(Vec3 a, double factor) { return {a.x * factor, a.y * factor, a.z * factor}; }
inline Vec3& operator+=(Vec3& a, Vec3 b) { return a = a + b; }

inline double dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Vec3 cross(Vec3 a, Vec3 b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
inline double length(Vec3 a) { return std::sqrt(dot(a, a)); }

// A zero vector stays zero.
inline Vec3 unit(Vec3 a)
{
    auto const size = length(a);
    return size > 0 ? a * (1 / size) : Vec3{};
}

inline Vec3 to_vec3(std::array<float, 3> const& point) { return {point[0], point[1], point[2]}; }

} // namespace guildhall::geometry
