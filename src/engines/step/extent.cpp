#include "extent.hpp"
#include <BRepAdaptor_Surface.hxx>
#include <BRepBndLib.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <Poly_Triangulation.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Face.hxx>
#include <algorithm>
#include <limits>

namespace guildhall::step {
namespace {

struct Box {
    std::array<double, 3> min, max;
    Box()
    {
        min.fill(std::numeric_limits<double>::infinity());
        max.fill(-std::numeric_limits<double>::infinity());
    }
    void add(gp_Pnt const& point)
    {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            min[axis] = std::min(min[axis], point.Coord(static_cast<int>(axis) + 1));
            max[axis] = std::max(max[axis], point.Coord(static_cast<int>(axis) + 1));
        }
    }
    // Whether something that may be `slack` larger than this box could stick out of `other`.
    bool may_exceed(Box const& other, double slack) const
    {
        for (std::size_t axis = 0; axis < 3; ++axis)
            if (min[axis] - slack < other.min[axis] || max[axis] + slack > other.max[axis]) return true;
        return false;
    }
};

Box box_of_triangles(TopoDS_Face const& face, gp_Trsf const& placement)
{
    Box box;
    TopLoc_Location location;
    auto const& triangulation = BRep_Tool::Triangulation(face, location);
    if (triangulation.IsNull()) return box;
    auto const to_file = placement * location.Transformation();
    for (int i = 1; i <= triangulation->NbNodes(); ++i) box.add(triangulation->Node(i).Transformed(to_file));
    return box;
}

// OpenCASCADE's exact box of a face may be too generous where the face is trimmed, but the surface is nowhere farther
// from its triangles than the deflection.
void grow_by_face(
    Box& all, TopoDS_Face const& face, TopLoc_Location const& placement, Box const& triangles, double slack)
{
    Bnd_Box exact;
    BRepBndLib::AddOptimal(face.Moved(placement), exact, false, false);
    if (exact.IsVoid()) return;
    exact.SetGap(0);
    std::array<double, 3> low{}, high{};
    exact.Get(low[0], low[1], low[2], high[0], high[1], high[2]);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        all.min[axis] = std::min(all.min[axis], std::max(low[axis], triangles.min[axis] - slack));
        all.max[axis] = std::max(all.max[axis], std::min(high[axis], triangles.max[axis] + slack));
    }
}

void refine(Box& all, std::span<Body const> bodies, std::span<BodyMesh const> meshes)
{
    int exact_questions_left = 500; // each costs up to a millisecond
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        auto const slack = meshes[i].deflection_mm;
        for (TopExp_Explorer faces(bodies[i].solid, TopAbs_FACE); faces.More(); faces.Next()) {
            auto const& face = TopoDS::Face(faces.Current());
            if (BRepAdaptor_Surface(face, false).GetType() == GeomAbs_Plane) continue;
            for (auto const& placement : bodies[i].placements) {
                auto const triangles = box_of_triangles(face, placement.location.Transformation());
                if (!triangles.may_exceed(all, slack) || triangles.min[0] > triangles.max[0]) continue;
                if (--exact_questions_left < 0) return;
                grow_by_face(all, face, placement.location, triangles, slack);
            }
        }
    }
}

} // namespace

Extent extent_of(std::span<Body const> bodies, std::span<BodyMesh const> meshes)
{
    Box all;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        for (auto const& placement : bodies[i].placements) {
            auto const to_file = placement.location.Transformation();
            for (auto const& node : meshes[i].nodes) all.add(node.Transformed(to_file));
        }
    }
    if (all.min[0] > all.max[0]) return {};
    refine(all, bodies, meshes);
    return {{all.min[0], all.min[1], all.min[2]}, {all.max[0], all.max[1], all.max[2]}};
}

} // namespace guildhall::step
