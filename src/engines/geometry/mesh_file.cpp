#include "geometry/mesh_file.hpp"
#include "failure.hpp"
#include "geometry/measure.hpp"
#include "geometry/shape.hpp"
#include "geometry/stl.hpp"
#include "geometry/threemf.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::geometry {
namespace {

std::expected<Mesh, Failure> read_stl_in(std::span<std::byte const> bytes, std::optional<LengthUnit> unit)
{
    return read_stl(bytes, {.millimetres_per_unit = millimetres_in(unit.value_or(LengthUnit::mm))});
}

std::unexpected<Failure> not_a_mesh(std::span<std::byte const> bytes, FileKind kind)
{
    if (bytes.empty()) return fail(Defect::empty_file, "The file is empty.");
    return fail(Defect::unknown_format, "The file is of kind \"{}\", which holds no mesh.", to_string(kind));
}

std::expected<AnalyzedMesh, Failure> analyze_stl(std::span<std::byte const> bytes, std::optional<LengthUnit> unit)
{
    auto mesh = read_stl_in(bytes, unit);
    if (!mesh) return std::unexpected(mesh.error());
    auto analysis = measure(*mesh);
    std::vector<ThinWall> thin_walls;
    analysis.shape = shape_of(*mesh, &thin_walls);
    analysis.format = "stl";
    analysis.units = to_string(unit.value_or(LengthUnit::mm));
    analysis.units_assumed = !unit;
    for (auto const& part : mesh->parts) {
        if (analysis.parts.size() == most_listed_parts) break;
        auto const piece = measure_piece(*mesh, part.first_triangle, part.triangle_count);
        analysis.parts.push_back({part.name, 1, std::fabs(piece.signed_volume_mm3), piece.area_mm2, piece.box()});
    }
    if (mesh->parts.empty())
        analysis.parts.push_back({"", 1, analysis.volume_mm3, analysis.surface_area_mm2, analysis.bounding_box_mm});
    analysis.distinct_parts = static_cast<std::int64_t>(std::max<std::size_t>(mesh->parts.size(), 1));
    return AnalyzedMesh{std::move(analysis), std::move(*mesh), {}, std::move(thin_walls)};
}

std::expected<AnalyzedMesh, Failure> analyze_3mf(std::span<std::byte const> bytes)
{
    auto model = read_3mf(bytes);
    if (!model) return std::unexpected(model.error());
    auto analysis = measure(model->mesh);
    std::vector<ThinWall> thin_walls;
    analysis.shape = shape_of(model->mesh, &thin_walls);
    analysis.format = "3mf";
    analysis.units = to_string(model->unit);
    analysis.parts = std::move(model->items);
    analysis.distinct_parts = model->distinct_items;
    if (!model->remarks.empty()) analysis.watertight = false; // there is more to the solid than these triangles
    analysis.problems.insert(analysis.problems.end(), model->remarks.begin(), model->remarks.end());
    return AnalyzedMesh{std::move(analysis), std::move(model->mesh), std::move(model->assembly), std::move(thin_walls)};
}

} // namespace

std::expected<Mesh, Failure> read_mesh_file(
    std::span<std::byte const> bytes, FileKind kind, std::optional<LengthUnit> unit)
{
    if (kind == FileKind::stl) return read_stl_in(bytes, unit);
    if (kind != FileKind::threemf) return not_a_mesh(bytes, kind);
    auto model = read_3mf(bytes);
    if (!model) return std::unexpected(model.error());
    return std::move(model->mesh);
}

std::expected<AnalyzedMesh, Failure> analyze_mesh_file(
    std::span<std::byte const> bytes, FileKind kind, std::optional<LengthUnit> unit)
{
    if (kind == FileKind::stl) return analyze_stl(bytes, unit);
    if (kind == FileKind::threemf) return analyze_3mf(bytes);
    return not_a_mesh(bytes, kind);
}

} // namespace guildhall::geometry
