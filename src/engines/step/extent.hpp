#pragma once
// The axis-parallel box of all bodies. Triangle corners lie on the surface, so their box is exact on flat extents and
// up to the deflection short on curved ones; there the few faces that reach outermost are triangulated again, finer.
#include "body_mesh.hpp"
#include "geometry/mesh.hpp"
#include <span>

namespace guildhall::step {

struct Extent {
    geometry::Vec3 min, max;
};

// Replaces the triangulation that OpenCASCADE keeps of those faces.
Extent extent_of(std::span<Body const> bodies, std::span<BodyMesh const> meshes);

} // namespace guildhall::step
