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

// What some of the triangles are by themselves, whatever stands around them.
struct PieceMeasures {
    double signed_volume_mm3 = 0; // negative if they are inside out
    double area_mm2 = 0;
    Vec3 low, high; // corners of their box; the first above the second when there are none
    Dimensions box() const;
};
PieceMeasures measure_piece(Mesh const& mesh, std::size_t first_triangle, std::size_t triangle_count);

// Adds a problem where a part is so small or large that its file is probably in another unit.
void warn_of_size(double largest_dimension_mm, std::vector<Problem>& problems);

// Volume enclosed by some of the triangles; negative if they are inside out. mm3.
double signed_volume(Mesh const& mesh, std::size_t first_triangle, std::size_t triangle_count);

} // namespace guildhall::geometry
