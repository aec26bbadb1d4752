#pragma once
// Triangles of one solid.
#include "bodies.hpp"
#include "geometry/assembly.hpp"
#include <IMeshTools_MeshAlgoType.hxx>
#include <gp_Pnt.hxx>

namespace guildhall::step {

struct ColoredTriangles {
    std::optional<Color> color;                          // none: the body's own
    std::vector<std::array<std::uint32_t, 3>> triangles; // into BodyMesh::nodes, counter-clockwise from outside
};

struct BodyMesh {
    std::vector<gp_Pnt> nodes; // in the solid's coordinates; equal points of neighbouring faces are one node
    std::vector<ColoredTriangles> groups;
    std::vector<geometry::VertexPair> edges; // straight pieces of the B-rep's edges, seams left out
    double deflection_mm = 0;                // greatest distance between triangle and surface that was asked for
    double volume_mm3 = 0;                   // enclosed by the triangles
    std::int64_t bare_faces = 0;             // faces that could not be triangulated
    std::size_t triangle_count() const;
};

// Has OpenCASCADE triangulate a shape; it keeps the triangles with the shape's faces.
void triangulate(TopoDS_Shape const& shape, double deflection_mm, IMeshTools_MeshAlgoType mesher);

// Triangulates with a deflection of 1/2000 of the diagonal, at least 0.01 mm, at most 1 mm. `exact_volume_mm3` is
// what the triangles are compared with: when they are off by more than 2 %, the slower mesher has a try.
BodyMesh mesh_body(Body const& body, double exact_volume_mm3);

// By how much the triangles miss the exact volume, as a share of it.
double volume_deviation(BodyMesh const& mesh, double exact_volume_mm3);

constexpr double tolerable_deviation = 0.02;

} // namespace guildhall::step
