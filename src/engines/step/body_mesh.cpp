#include "body_mesh.hpp"
#include <BRepBndLib.hxx>
#include <BRepMesh_IncrementalMesh.hxx>
#include <BRepTools.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <Poly_PolygonOnTriangulation.hxx>
#include <Poly_Triangulation.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Face.hxx>
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <unordered_set>

namespace guildhall::step {
namespace {

double diagonal_of(TopoDS_Shape const& shape)
{
    Bnd_Box box;
    BRepBndLib::Add(shape, box, false);
    return box.IsVoid() ? 0 : std::sqrt(box.SquareExtent());
}

Handle(Poly_Triangulation) triangulation_of(TopoDS_Face const& face, TopLoc_Location& location)
{
    auto const& triangulation = BRep_Tool::Triangulation(face, location);
    return triangulation.IsNull() || triangulation->NbTriangles() == 0 ? nullptr : triangulation;
}

// Delabella is five to ten times faster than Watson on faces with many holes, but may leave a face bare.
void remesh_bare_faces(TopoDS_Shape const& solid, double deflection)
{
    auto const is_bare = [](TopoDS_Shape const& face) {
        TopLoc_Location location;
        return triangulation_of(TopoDS::Face(face), location).IsNull();
    };
    for (TopExp_Explorer faces(solid, TopAbs_FACE); faces.More(); faces.Next()) {
        if (is_bare(faces.Current())) triangulate(faces.Current(), deflection, IMeshTools_MeshAlgoType_Watson);
        if (is_bare(faces.Current())) triangulate(faces.Current(), deflection / 4, IMeshTools_MeshAlgoType_Watson);
    }
}

struct PointHash {
    std::size_t operator()(std::array<double, 3> const& p) const
    {
        std::uint64_t hash = 0;
        for (auto const x : p) {
            hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 32;
        }
        return hash;
    }
};

// Gathers the triangles of all faces. Neighbouring faces share the points of their common edge bit for bit.
class Gatherer {
public:
    explicit Gatherer(Body const& body, BodyMesh& mesh)
        : body_(body)
        , mesh_(mesh)
    {
    }
    void gather();

private:
    void add_face(TopoDS_Face const& face);
    void add_edges(TopoDS_Face const& face, Handle(Poly_Triangulation) const& triangulation,
        TopLoc_Location const& location, std::vector<std::uint32_t> const& numbers);
    ColoredTriangles& group_of(TopoDS_Face const& face);
    std::uint32_t node_number(gp_Pnt const& point);

    Body const& body_;
    BodyMesh& mesh_;
    std::unordered_map<std::array<double, 3>, std::uint32_t, PointHash> numbers_;
    std::map<std::optional<Color>, std::size_t> group_numbers_;
    std::unordered_set<TopoDS_TShape const*> edges_; // seen before, on the neighbouring face
};

void Gatherer::gather()
{
    for (TopExp_Explorer faces(body_.solid, TopAbs_FACE); faces.More(); faces.Next())
        add_face(TopoDS::Face(faces.Current()));
}

void Gatherer::add_face(TopoDS_Face const& face)
{
    TopLoc_Location location;
    auto const triangulation = triangulation_of(face, location);
    if (triangulation.IsNull()) {
        ++mesh_.bare_faces;
        return;
    }
    auto& group = group_of(face);
    auto const to_solid = location.Transformation();
    std::vector<std::uint32_t> numbers(static_cast<std::size_t>(triangulation->NbNodes()) + 1);
    for (int i = 1; i <= triangulation->NbNodes(); ++i)
        numbers[static_cast<std::size_t>(i)] = node_number(triangulation->Node(i).Transformed(to_solid));
    add_edges(face, triangulation, location, numbers);
    auto const inside_out = (face.Orientation() == TopAbs_REVERSED) != to_solid.IsNegative();
    for (int i = 1; i <= triangulation->NbTriangles(); ++i) {
        int corners[3];
        triangulation->Triangle(i).Get(corners[0], corners[1], corners[2]);
        std::array<std::uint32_t, 3> triangle{};
        for (std::size_t k = 0; k < 3; ++k) triangle[k] = numbers[static_cast<std::size_t>(corners[k])];
        if (inside_out) std::swap(triangle[1], triangle[2]);
        if (triangle[0] == triangle[1] || triangle[1] == triangle[2] || triangle[2] == triangle[0]) continue;
        auto const a = mesh_.nodes[triangle[0]].XYZ(), b = mesh_.nodes[triangle[1]].XYZ(),
                   c = mesh_.nodes[triangle[2]].XYZ();
        mesh_.volume_mm3 += a.Dot(b.Crossed(c)) / 6;
        group.triangles.push_back(triangle);
    }
}

// A seam is where a closed surface meets itself: an edge for the B-rep, none for the eye.
void Gatherer::add_edges(TopoDS_Face const& face, Handle(Poly_Triangulation) const& triangulation,
    TopLoc_Location const& location, std::vector<std::uint32_t> const& numbers)
{
    for (TopExp_Explorer edges(face, TopAbs_EDGE); edges.More(); edges.Next()) {
        auto const& edge = TopoDS::Edge(edges.Current());
        if (BRep_Tool::Degenerated(edge) || BRep_Tool::IsClosed(edge, face)) continue;
        auto const polygon = BRep_Tool::PolygonOnTriangulation(edge, triangulation, location);
        if (polygon.IsNull() || !edges_.insert(edge.TShape().get()).second) continue;
        auto const at = [&](int i) { return numbers.at(static_cast<std::size_t>(polygon->Node(i))); };
        for (int i = 1; i < polygon->NbNodes(); ++i)
            if (at(i) != at(i + 1)) mesh_.edges.push_back({at(i), at(i + 1)});
    }
}

ColoredTriangles& Gatherer::group_of(TopoDS_Face const& face)
{
    std::optional<Color> color;
    auto const own = body_.face_colors->find(face.TShape().get());
    if (own != body_.face_colors->end()) color = own->second;
    auto const [place, is_new] = group_numbers_.try_emplace(color, mesh_.groups.size());
    if (is_new) mesh_.groups.push_back({color, {}});
    return mesh_.groups[place->second];
}

std::uint32_t Gatherer::node_number(gp_Pnt const& point)
{
    // Adding zero turns -0 into 0, which is the same place.
    std::array<double, 3> const key{point.X() + 0.0, point.Y() + 0.0, point.Z() + 0.0};
    auto const [place, is_new] = numbers_.try_emplace(key, static_cast<std::uint32_t>(mesh_.nodes.size()));
    if (is_new) mesh_.nodes.push_back(point);
    return place->second;
}

BodyMesh gather(Body const& body, double deflection)
{
    BodyMesh mesh;
    mesh.deflection_mm = deflection;
    Gatherer{body, mesh}.gather();
    return mesh;
}

} // namespace

void triangulate(TopoDS_Shape const& shape, double deflection_mm, IMeshTools_MeshAlgoType mesher)
{
    IMeshTools_Parameters parameters;
    parameters.MeshAlgo = mesher;
    parameters.Deflection = deflection_mm;
    parameters.Angle = 0.35; // radians between neighbouring segments of a curve
    parameters.InParallel = false;
    BRepMesh_IncrementalMesh{shape, parameters};
}

std::size_t BodyMesh::triangle_count() const
{
    std::size_t count = 0;
    for (auto const& group : groups) count += group.triangles.size();
    return count;
}

double volume_deviation(BodyMesh const& mesh, double exact_volume_mm3)
{
    if (exact_volume_mm3 <= 0) return mesh.volume_mm3 == 0 ? 0 : 1;
    return std::fabs(mesh.volume_mm3 - exact_volume_mm3) / exact_volume_mm3;
}

BodyMesh mesh_body(Body const& body, double exact_volume_mm3)
{
    auto const deflection = std::clamp(diagonal_of(body.solid) / 2000, 0.01, 1.0);
    triangulate(body.solid, deflection, IMeshTools_MeshAlgoType_Delabella);
    remesh_bare_faces(body.solid, deflection);
    auto mesh = gather(body, deflection);
    if (volume_deviation(mesh, exact_volume_mm3) <= tolerable_deviation) return mesh;
    BRepTools::Clean(body.solid);
    triangulate(body.solid, deflection, IMeshTools_MeshAlgoType_Watson);
    auto second = gather(body, deflection);
    return volume_deviation(second, exact_volume_mm3) < volume_deviation(mesh, exact_volume_mm3) ? second : mesh;
}

} // namespace guildhall::step
