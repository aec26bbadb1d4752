#pragma once
// What can be summed up over the triangles of a mesh.
#include "geometry/analysis.hpp"
#include "geometry/mesh.hpp"

namespace guildhall::geometry {

// Volume, area, box, centre of mass, bodies, watertightness and the problems in words. Leaves format, units, faces,
// parts and shape alone. Auxiliary parts count for area, box, triangles and problems, as a viewer shows them, but not
// for volume, centre and bodies. Linear: about 60 ms for a million triangles.
//
// Volume is |sum of signed tetrahedra|. Over an open mesh that sum depends on the common apex, so it is taken from the
// centre of the surface, which turns with the part; `volume_reliable` says whether it means anything.
Analysis measure(Mesh const& mesh);

// Volume enclosed by some of the triangles; negative if they are inside out. mm3.
double signed_volume(Mesh const& mesh, std::size_t first_triangle, std::size_t triangle_count);

} // namespace guildhall::geometry
