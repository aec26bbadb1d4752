#pragma once
#include "vec3.hpp"

namespace guildhall::geometry {

// An affine map as 3MF writes it: a row vector times a 4 x 3 matrix, the last row being the translation.
struct Transform {
    std::array<double, 12> m{1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};

    Vec3 operator()(Vec3 p) const
    {
        return {p.x * m[0] + p.y * m[3] + p.z * m[6] + m[9], p.x * m[1] + p.y * m[4] + p.z * m[7] + m[10],
            p.x * m[2] + p.y * m[5] + p.z * m[8] + m[11]};
    }

    // Negative if the map mirrors.
    double determinant() const { return dot({m[0], m[1], m[2]}, cross({m[3], m[4], m[5]}, {m[6], m[7], m[8]})); }
};

// The map that does `first`, then `second`.
inline Transform chain(Transform const& first, Transform const& second)
{
    Transform result;
    for (std::size_t row = 0; row < 4; ++row) {
        Vec3 const in{first.m[3 * row], first.m[3 * row + 1], first.m[3 * row + 2]};
        auto out = second(in);
        if (row < 3) out = out - second({}); // directions are not translated
        result.m[3 * row] = out.x;
        result.m[3 * row + 1] = out.y;
        result.m[3 * row + 2] = out.z;
    }
    return result;
}

} // namespace guildhall::geometry
