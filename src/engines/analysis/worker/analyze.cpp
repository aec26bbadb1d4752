#include "worker/analyze.hpp"
#include "geometry/file_kind.hpp"
#include "geometry/mesh_file.hpp"
#include "geometry/shape.hpp"
#include "pictures/thumbnail.hpp"
#include "preview/glb.hpp"
#include "preview/png.hpp"
#include "preview/render.hpp"
#include <algorithm>

namespace guildhall::analysis {
namespace {

using geometry::AnalyzedMesh;
using geometry::Defect;
using geometry::Failure;
using geometry::FileKind;

geometry::Analysis analysis_of(step::StepModel& model)
{
    geometry::Analysis analysis;
    analysis.format = "step";
    analysis.units = model.units;
    analysis.volume_mm3 = model.volume_mm3;
    analysis.volume_reliable = model.watertight;
    analysis.surface_area_mm2 = model.surface_area_mm2;
    auto const &low = model.box_min_mm, &high = model.box_max_mm;
    analysis.bounding_box_mm = {high.x - low.x, high.y - low.y, high.z - low.z};
    analysis.center_of_mass_mm = model.center_of_mass_mm;
    analysis.bodies = model.solids;
    analysis.triangles = static_cast<std::int64_t>(model.mesh.triangle_count());
    analysis.faces = model.faces;
    analysis.watertight = model.watertight;
    analysis.problems = std::move(model.problems);
    analysis.parts = std::move(model.parts);
    analysis.distinct_parts = model.distinct_parts;
    return analysis;
}

std::expected<AnalyzedMesh, Failure> analyze_step(
    std::span<std::byte const> file, bool measure, step::ReadStep read_step)
{
    if (!read_step)
        return std::unexpected(Failure{Defect::unsupported_feature, "STEP files cannot be read by this installation."});
    auto model = read_step(file);
    if (!model) return std::unexpected(std::move(model.error()));
    AnalyzedMesh analyzed;
    analyzed.analysis = analysis_of(*model);
    analyzed.mesh = std::move(model->mesh);
    analyzed.assembly = std::move(model->assembly);
    if (measure) analyzed.analysis.shape = geometry::shape_of(analyzed.mesh, &analyzed.thin_walls);
    return analyzed;
}

std::expected<AnalyzedMesh, Failure> analyze_file(
    std::span<std::byte const> file, Job const& job, step::ReadStep read_step)
{
    auto const kind = geometry::file_kind_of(file);
    if (kind == FileKind::step) return analyze_step(file, job.measure || job.glb, read_step);
    std::optional<geometry::LengthUnit> unit;
    if (job.unit) unit = geometry::length_unit_named(*job.unit);
    if (job.measure || job.glb) return geometry::analyze_mesh_file(file, kind, unit); // the model shows thin walls
    auto mesh = geometry::read_mesh_file(file, kind, unit);
    if (!mesh) return std::unexpected(std::move(mesh.error()));
    return AnalyzedMesh{{}, std::move(*mesh), {}, {}};
}

std::string draw(geometry::Mesh const& mesh, Picture const& picture)
{
    preview::RenderOptions options;
    options.width = static_cast<int>(std::clamp<std::int64_t>(picture.width, 1, preview::largest_picture));
    options.height = static_cast<int>(std::clamp<std::int64_t>(picture.height, 1, preview::largest_picture));
    options.background = picture.transparent ? preview::Background::transparent : preview::Background::studio;
    return preview::encode_png(preview::render(mesh, options));
}

// The model as it is, and a lighter one for parts that make a browser slow. Twenty bytes a triangle in a graphics card:
// beyond two million even the first is simplified.
void model(AnalyzedMesh const& analyzed, Product& product)
{
    constexpr std::size_t most_triangles = 2'000'000, light_triangles = 150'000, heavy_triangles = 300'000;
    auto const write = [&](std::size_t triangles) {
        preview::GlbOptions const options{.simplify_to_triangles = triangles, .thin_walls = analyzed.thin_walls};
        return analyzed.assembly.nodes.empty() ? preview::write_glb(analyzed.mesh, options)
                                               : preview::write_glb(analyzed.assembly, options);
    };
    product.glb = write(most_triangles);
    if (analyzed.mesh.triangle_count() > heavy_triangles) product.light_glb = write(light_triangles);
}

} // namespace

std::expected<Product, Failure> analyze(
    std::span<std::byte const> file, Job const& job, step::ReadStep read_step, Progress const& progress)
{
    auto const tell = [&](int percent) {
        if (progress) progress(percent);
    };
    tell(5);
    if (file.empty()) return std::unexpected(Failure{Defect::empty_file, "The file is empty."});
    if (job.thumbnail) {
        auto made = pictures::make_thumbnail(file, static_cast<int>(*job.thumbnail));
        if (!made) return std::unexpected(std::move(made.error()));
        return Product{{}, std::move(*made), {}, {}};
    }
    auto analyzed = analyze_file(file, job, read_step);
    if (!analyzed) return std::unexpected(std::move(analyzed.error()));
    Product product;
    tell(70);
    if (job.picture) product.picture = draw(analyzed->mesh, *job.picture);
    tell(85);
    if (job.glb) model(*analyzed, product);
    tell(95);
    if (job.measure) product.analysis = std::move(analyzed->analysis);
    return product;
}

} // namespace guildhall::analysis
