#include "extent.hpp"
#include <BRepAdaptor_Surface.hxx>
#include <BRepBndLib.hxx>
#include <BRep_Builder.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <Poly_Triangulation.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Compound.hxx>
#include <TopoDS_Face.hxx>
#include <algorithm>
#include <cmath>
#include <gp.hxx>
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
    void add(Box const& other)
    {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            min[axis] = std::min(min[axis], other.min[axis]);
            max[axis] = std::max(max[axis], other.max[axis]);
        }
    }
    bool is_empty() const { return min[0] > max[0]; }
    double diagonal() const { return std::hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]); }
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

struct OuterFace {
    TopoDS_Face face;
    TopLoc_Location placement;
    double deflection_mm = 0; // how far its surface may be from its triangles
};

// Tells whether the surface of a face may reach beyond a box although its triangles do not.
class Overhang {
public:
    Overhang(TopoDS_Face const& face, gp_Trsf const& placement)
        : surface_(face, false)
        , triangulation_(BRep_Tool::Triangulation(face, location_))
        , to_file_(placement * location_.Transformation())
        , placement_(placement)
    {
    }
    bool may_exceed(Box const& box, double slack);

private:
    void measure_edges();
    double rise(int node, gp_Dir const& towards);

    BRepAdaptor_Surface surface_;
    TopLoc_Location location_;
    Handle(Poly_Triangulation) triangulation_;
    gp_Trsf to_file_, placement_;
    std::vector<double> longest_edge_; // at each node
};

bool Overhang::may_exceed(Box const& box, double slack)
{
    constexpr double worth_asking_mm = 0.004;
    if (triangulation_.IsNull() || !triangulation_->HasUVNodes()) return false;
    gp_Dir const axes[] = {gp::DX(), gp::DY(), gp::DZ()};
    for (int node = 1; node <= triangulation_->NbNodes(); ++node) {
        auto const point = triangulation_->Node(node).Transformed(to_file_);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            auto const place = point.Coord(static_cast<int>(axis) + 1);
            auto const below_top = box.max[axis] - place, above_bottom = place - box.min[axis];
            if (below_top < slack && rise(node, axes[axis]) > below_top + worth_asking_mm) return true;
            if (above_bottom < slack && rise(node, axes[axis].Reversed()) > above_bottom + worth_asking_mm) return true;
        }
    }
    return false;
}

// How far the surface near a node may rise above it. It rises with slope s, but the next node, at distance l, does not
// lie higher: a parabola between them rises by s l / 4, and one that bends with the curvature k by s² / (2 k).
double Overhang::rise(int node, gp_Dir const& towards)
{
    if (longest_edge_.empty()) measure_edges();
    auto const at = triangulation_->UVNode(node);
    gp_Pnt point;
    gp_Vec u, v, uu, vv, uv;
    surface_.D2(at.X(), at.Y(), point, u, v, uu, vv, uv);
    auto normal = u.Crossed(v);
    if (normal.SquareMagnitude() < 1e-20) return 0; // a pole or an apex is as high as it gets
    normal.Normalize();
    auto const up = gp_Vec(towards).Transformed(placement_.Inverted());
    auto const ascent = up - normal * up.Dot(normal);
    auto const slope = ascent.Magnitude();
    auto const by_edge = slope * longest_edge_[static_cast<std::size_t>(node)] / 4;
    if (slope < 1e-9) return 0;

    // The direction of ascent in parameters, by the first fundamental form; its curvature, by the second.
    auto const e = u.Dot(u), f = u.Dot(v), g = v.Dot(v), determinant = e * g - f * f;
    auto const du = (g * ascent.Dot(u) - f * ascent.Dot(v)) / (determinant * slope);
    auto const dv = (e * ascent.Dot(v) - f * ascent.Dot(u)) / (determinant * slope);
    auto const bend = (uu * (du * du) + uv * (2 * du * dv) + vv * (dv * dv)).Dot(up);
    return bend < 0 ? std::min(by_edge, slope * slope / (-2 * bend)) : by_edge;
}

void Overhang::measure_edges()
{
    longest_edge_.assign(static_cast<std::size_t>(triangulation_->NbNodes()) + 1, 0);
    for (int i = 1; i <= triangulation_->NbTriangles(); ++i) {
        int corners[3];
        triangulation_->Triangle(i).Get(corners[0], corners[1], corners[2]);
        for (std::size_t k = 0; k < 3; ++k) {
            auto const from = corners[k], to = corners[(k + 1) % 3];
            auto const length = triangulation_->Node(from).Distance(triangulation_->Node(to));
            for (auto const end : {from, to}) {
                auto& longest = longest_edge_[static_cast<std::size_t>(end)];
                longest = std::max(longest, length);
            }
        }
    }
}

// Curved faces whose surface may reach beyond all triangles.
std::vector<OuterFace> outer_faces(Box const& all, std::span<Body const> bodies, std::span<BodyMesh const> meshes)
{
    std::vector<OuterFace> outer;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        auto const slack = meshes[i].deflection_mm;
        for (TopExp_Explorer faces(bodies[i].solid, TopAbs_FACE); faces.More(); faces.Next()) {
            auto const& face = TopoDS::Face(faces.Current());
            if (BRepAdaptor_Surface(face, false).GetType() == GeomAbs_Plane) continue;
            for (auto const& placement : bodies[i].placements) {
                auto const to_file = placement.location.Transformation();
                auto const box = box_of_triangles(face, to_file);
                if (box.is_empty() || !box.may_exceed(all, slack)) continue;
                if (Overhang(face, to_file).may_exceed(all, slack)) outer.push_back({face, placement.location, slack});
            }
        }
    }
    return outer;
}

// OpenCASCADE knows the exact box of these at once; of a torus or a B-spline it takes up to 15 ms.
bool has_simple_box(TopoDS_Face const& face)
{
    auto const type = BRepAdaptor_Surface(face, false).GetType();
    return type == GeomAbs_Cylinder || type == GeomAbs_Cone || type == GeomAbs_SurfaceOfExtrusion;
}

// The exact box may be too generous where the face is trimmed, but the surface is near its triangles.
void add_exactly(Box& all, OuterFace const& outer)
{
    Bnd_Box exact;
    BRepBndLib::AddOptimal(outer.face.Moved(outer.placement), exact, false, false);
    if (exact.IsVoid()) return;
    exact.SetGap(0);
    Box box;
    exact.Get(box.min[0], box.min[1], box.min[2], box.max[0], box.max[1], box.max[2]);
    auto const triangles = box_of_triangles(outer.face, outer.placement.Transformation());
    for (std::size_t axis = 0; axis < 3; ++axis) {
        all.min[axis] = std::min(all.min[axis], std::max(box.min[axis], triangles.min[axis] - outer.deflection_mm));
        all.max[axis] = std::max(all.max[axis], std::min(box.max[axis], triangles.max[axis] + outer.deflection_mm));
    }
}

void refine(Box& all, std::vector<OuterFace> outer)
{
    for (auto const& face : outer)
        if (has_simple_box(face.face)) add_exactly(all, face);
    // Most others only round off what the simple ones have settled by now.
    std::erase_if(outer, [&](OuterFace const& face) {
        return has_simple_box(face.face) ||
               !Overhang(face.face, face.placement.Transformation()).may_exceed(all, face.deflection_mm);
    });
    TopoDS_Compound others;
    BRep_Builder builder;
    builder.MakeCompound(others);
    for (auto const& face : outer) builder.Add(others, face.face);
    auto const deflection = std::max(0.006, all.diagonal() * 5e-6);
    triangulate(others, deflection, IMeshTools_MeshAlgoType_Delabella);
    for (auto const& face : outer) all.add(box_of_triangles(face.face, face.placement.Transformation()));
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
    if (all.is_empty()) return {};
    refine(all, outer_faces(all, bodies, meshes));
    return {{all.min[0], all.min[1], all.min[2]}, {all.max[0], all.max[1], all.max[2]}};
}

} // namespace guildhall::step
