#include "step/step.hpp"
#include "assembly.hpp"
#include "base/outcome.hpp"
#include "bodies.hpp"
#include "body_mesh.hpp"
#include "document.hpp"
#include "extent.hpp"
#include "geometry/measure.hpp"
#include "no_geometry.hpp"
#include "step/prescan.hpp"
#include <BRepGProp.hxx>
#include <BRep_Tool.hxx>
#include <GProp_GProps.hxx>
#include <Standard_Failure.hxx>
#include <Standard_OutOfMemory.hxx>
#include <TopExp_Explorer.hxx>
#include <algorithm>
#include <cmath>
#include <map>
#include <new>

namespace guildhall::step {
namespace {

using geometry::Defect;
using geometry::Failure;

constexpr std::size_t most_triangles = 20'000'000;

struct Measure {
    double volume_mm3 = 0;
    double area_mm2 = 0;
    gp_Pnt center; // in the solid's coordinates
    std::int64_t faces = 0;
    bool closed = false;
};

Measure measure_exactly(TopoDS_Solid const& solid)
{
    // With a tolerance OpenCASCADE integrates adaptively. Without one it takes a fixed number of points, which is no
    // faster and misses the volume of a modelled thread by 1.3 %.
    constexpr double relative_tolerance = 1e-3; // of each face; the sums are far better
    GProp_GProps volume, surface;
    BRepGProp::VolumeProperties(solid, volume, relative_tolerance);
    BRepGProp::SurfaceProperties(solid, surface, relative_tolerance);
    Measure measure;
    measure.volume_mm3 = std::fabs(volume.Mass()); // a solid turned inside out has a negative one
    measure.area_mm2 = surface.Mass();
    measure.center = volume.CentreOfMass();
    for (TopExp_Explorer faces(solid, TopAbs_FACE); faces.More(); faces.Next()) ++measure.faces;
    measure.closed = true;
    for (TopExp_Explorer shells(solid, TopAbs_SHELL); shells.More(); shells.Next())
        measure.closed = measure.closed && BRep_Tool::IsClosed(shells.Current());
    return measure;
}

// As the body lies in its own coordinates; on curved extents short by the deflection of its triangles.
geometry::Dimensions box_of(BodyMesh const& mesh)
{
    if (mesh.nodes.empty()) return {};
    auto low = mesh.nodes.front().XYZ(), high = low;
    for (auto const& node : mesh.nodes)
        for (int axis = 1; axis <= 3; ++axis) {
            low.SetCoord(axis, std::min(low.Coord(axis), node.Coord(axis)));
            high.SetCoord(axis, std::max(high.Coord(axis), node.Coord(axis)));
        }
    return {high.X() - low.X(), high.Y() - low.Y(), high.Z() - low.Z()};
}

// Adds up the instances of all bodies.
void sum_up(
    StepModel& model, std::span<Body const> bodies, std::span<Measure const> measures, std::span<BodyMesh const> meshes)
{
    gp_XYZ moment;
    model.watertight = true;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        auto const count = static_cast<double>(bodies[i].placements.size());
        model.volume_mm3 += count * measures[i].volume_mm3;
        model.surface_area_mm2 += count * measures[i].area_mm2;
        model.solids += static_cast<std::int64_t>(bodies[i].placements.size());
        model.faces += static_cast<std::int64_t>(bodies[i].placements.size()) * measures[i].faces;
        model.watertight = model.watertight && measures[i].closed;
        for (auto const& placement : bodies[i].placements)
            moment +=
                measures[i].center.Transformed(placement.location.Transformation()).XYZ() * measures[i].volume_mm3;
        if (i < geometry::most_listed_parts)
            model.parts.push_back({bodies[i].name, static_cast<std::int64_t>(bodies[i].placements.size()),
                measures[i].volume_mm3, measures[i].area_mm2, box_of(meshes[i])});
    }
    model.distinct_parts = static_cast<std::int64_t>(bodies.size());
    if (model.volume_mm3 > 0) moment /= model.volume_mm3;
    model.center_of_mass_mm = {moment.X(), moment.Y(), moment.Z()};
}

std::array<float, 3> to_float(gp_Pnt const& point)
{
    return {static_cast<float>(point.X()), static_cast<float>(point.Y()), static_cast<float>(point.Z())};
}

// Puts every instance of the body into the mesh; triangles of one color follow each other.
void append_instances(geometry::Mesh& mesh, Body const& body, std::uint32_t number, BodyMesh const& triangles)
{
    std::map<std::optional<Color>, std::vector<std::uint32_t>> indices_by_color;
    for (auto const& placement : body.placements) {
        auto const to_file = placement.location.Transformation();
        auto const first_node = static_cast<std::uint32_t>(mesh.positions.size());
        for (auto const& node : triangles.nodes) mesh.positions.push_back(to_float(node.Transformed(to_file)));
        for (auto const& group : triangles.groups) {
            auto const color = placement.color ? placement.color : group.color ? group.color : body.color;
            auto& indices = indices_by_color[color];
            for (auto triangle : group.triangles) {
                if (to_file.IsNegative()) std::swap(triangle[1], triangle[2]);
                for (auto const node : triangle) indices.push_back(first_node + node);
            }
        }
    }
    for (auto const& [color, indices] : indices_by_color) {
        mesh.parts.push_back({body.name, static_cast<std::uint32_t>(mesh.triangle_count()),
            static_cast<std::uint32_t>(indices.size() / 3), color.value_or(Color{0, 0, 0, 0}), number});
        mesh.indices.insert(mesh.indices.end(), indices.begin(), indices.end());
    }
}

void report(StepModel& model, char const* code, std::int64_t count, std::string message)
{
    if (count > 0) model.problems.push_back({code, std::move(message), count});
}

void report_problems(StepModel& model, Outline const& outline, Bodies const& bodies, std::span<Measure const> measures,
    std::span<BodyMesh const> meshes)
{
    std::int64_t off = 0, bare = 0, open = 0;
    for (std::size_t i = 0; i < meshes.size(); ++i) {
        off += volume_deviation(meshes[i], measures[i].volume_mm3) > tolerable_deviation ? 1 : 0;
        bare += meshes[i].bare_faces;
        open += measures[i].closed ? 0 : 1;
    }
    report(model, "mesh_deviates", off, "The triangles of some bodies differ from their exact shape by more than 2 %.");
    report(model, "faces_without_mesh", bare, "Some faces could not be triangulated; they are missing in the picture.");
    report(model, "open_solid", open, "Some bodies are called solid in the file but their surface is not closed.");
    report(model, "surface_body", bodies.closed_surfaces,
        "Some bodies are given as closed surfaces; they were taken as solids.");
    report(model, "surfaces_ignored", bodies.open_surfaces,
        "Open surfaces in the file enclose no volume and were left out.");
    auto const distinct = static_cast<std::int64_t>(bodies.distinct.size()) - bodies.closed_surfaces;
    report(model, "solids_missing", outline.solids - distinct,
        "Some solids of the file could not be built; the price would be too low.");
}

std::expected<StepModel, Failure> measure_bodies(Outline const& outline, Document const& document, Bodies const& bodies)
{
    StepModel model;
    model.schema = outline.schema;
    model.units = document.units;
    std::vector<Measure> measures;
    std::vector<BodyMesh> meshes;
    std::size_t triangles = 0;
    for (auto const& body : bodies.distinct) {
        measures.push_back(measure_exactly(body.solid));
        meshes.push_back(mesh_body(body, measures.back().volume_mm3));
        triangles += meshes.back().triangle_count() * body.placements.size();
        if (triangles > most_triangles)
            return std::unexpected(
                Failure{Defect::too_complex, "The file is too complex: it has more than 20 million triangles."});
    }
    sum_up(model, bodies.distinct, measures, meshes);
    model.faces += bodies.open_surface_faces;
    for (std::size_t i = 0; i < meshes.size(); ++i)
        append_instances(model.mesh, bodies.distinct[i], static_cast<std::uint32_t>(i), meshes[i]);
    model.assembly = assembly_of(bodies, meshes);
    auto const extent = extent_of(bodies.distinct, meshes);
    model.box_min_mm = extent.min;
    model.box_max_mm = extent.max;
    report_problems(model, outline, bodies, measures, meshes);
    auto const &low = extent.min, &high = extent.max;
    geometry::warn_of_size(std::max({high.x - low.x, high.y - low.y, high.z - low.z}), model.problems);
    return model;
}

std::expected<StepModel, Failure> read_outlined(std::span<std::byte const> file, Outline const& outline)
{
    auto const lean = outline.dispensable.empty() ? std::string() : without(file, outline.dispensable);
    auto const document = read_document(lean.empty() ? file : std::as_bytes(std::span(lean)));
    if (!document) return std::unexpected(document.error());
    auto const bodies = collect_bodies(document->shapes, Limits{}.instances);
    if (!bodies) return std::unexpected(bodies.error());
    if (bodies->distinct.empty()) return std::unexpected(explain_no_geometry(outline, bodies->open_surfaces));
    return measure_bodies(outline, *document, *bodies);
}

} // namespace

std::expected<StepModel, Failure> read_step(std::span<std::byte const> file)
{
    auto const outline = prescan(file);
    if (!outline) return std::unexpected(outline.error());
    try {
        return read_outlined(file, *outline);
    } catch (Standard_OutOfMemory const&) {
        throw std::bad_alloc();
    } catch (Standard_Failure const& failure) {
        auto const* const said = failure.GetMessageString();
        return std::unexpected(
            Failure{Defect::damaged_file, std::string("The shapes in the STEP file are damaged: ") +
                                              (said && *said ? said : failure.DynamicType()->Name())});
    }
}

void warm_up()
{
    static constexpr std::string_view tiny = "ISO-10303-21;HEADER;FILE_DESCRIPTION((''),'2;1');"
                                             "FILE_NAME('','',(''),(''),'','','');FILE_SCHEMA(('AUTOMOTIVE_DESIGN'));"
                                             "ENDSEC;DATA;#1=CARTESIAN_POINT('',(0.,0.,0.));ENDSEC;END-ISO-10303-21;";
    auto const outcome = read_step(std::as_bytes(std::span(tiny)));
    check(!outcome && outcome.error().defect == Defect::no_geometry, "OpenCASCADE reads a point");
}

} // namespace guildhall::step
