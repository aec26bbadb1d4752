#pragma once
// The smallest box round a part, in any direction.
#include "hull.hpp"
#include "surface_directions.hpp"

namespace guildhall::geometry {

struct OrientedBox {
    std::array<Vec3, 3> axes; // unit length, right-handed, longest extent first
    std::array<double, 3> size{0, 0, 0};
    Vec3 center;

    Vec3 to_box(Vec3 p) const
    {
        auto const q = p - center;
        return {dot(q, axes[0]), dot(q, axes[1]), dot(q, axes[2])};
    }
    Vec3 from_box(Vec3 p) const { return center + direction_from_box(p); }
    Vec3 direction_from_box(Vec3 d) const { return axes[0] * d.x + axes[1] * d.y + axes[2] * d.z; }
};

// A face of the hull made of facets that are flat within a degree.
struct FlatFace {
    Vec3 normal;
    double area = 0;
};

// The largest `most` of them, largest first.
std::vector<FlatFace> flat_faces(ConvexHull const& hull, std::size_t most);

// Looks at every box with a side on a flat face of the hull. Of boxes that differ by less than 0.5 % in volume the one
// most of the surface is parallel to is taken, so that a symmetric part has one answer however it is turned. Parts
// without flat surface are refined by turning the box. The first two axes point to the side where the hull has more.
OrientedBox smallest_box(ConvexHull const& hull, std::vector<SurfaceDirection> const& directions);

} // namespace guildhall::geometry
