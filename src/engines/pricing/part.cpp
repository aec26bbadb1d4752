#include "part.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace guildhall::pricing {
namespace {

constexpr std::string_view plain_format = "dimensions";
constexpr std::string_view dimensions_field = "dimensions_mm";
constexpr std::int64_t most_setups = 26; // every face, edge and corner of a box
constexpr double rounding = 1e-9;
constexpr double hull_slack = 0.01; // the hull is computed from the mesh, the volume perhaps from exact surfaces

bool measurable(double number) { return std::isfinite(number) && number >= 0; }

geometry::Dimensions descending(geometry::Dimensions const& box)
{
    std::array sides{box.x, box.y, box.z};
    std::ranges::sort(sides, std::greater{});
    return {sides[0], sides[1], sides[2]};
}

bool has_size(geometry::Dimensions const& box)
{
    return std::ranges::all_of(
        std::array{box.x, box.y, box.z}, [](double side) { return measurable(side) && side > 0; });
}

double box_area(geometry::Dimensions const& box) { return 2 * (box.x * box.y + box.y * box.z + box.z * box.x); }

geometry::Orientation standing(double height, double side_a, double side_b, std::array<double, 3> const& up)
{
    auto const shadow = side_a * side_b;
    return {.up = up,
        .height_mm = height,
        .length_mm = std::max(side_a, side_b),
        .width_mm = std::min(side_a, side_b),
        .up_area_mm2 = shadow,
        .down_area_mm2 = shadow,
        .contact_area_mm2 = shadow};
}

// The three ways a box can stand, flattest first.
std::vector<geometry::Orientation> standing_boxes(geometry::Dimensions const& box)
{
    return {standing(box.z, box.x, box.y, {0, 0, 1}), standing(box.y, box.x, box.z, {0, 1, 0}),
        standing(box.x, box.y, box.z, {1, 0, 0})};
}

bool sound(geometry::Orientation const& way)
{
    return way.height_mm > 0 && way.length_mm > 0 && way.width_mm > 0 &&
           std::ranges::all_of(
               std::array{way.height_mm, way.length_mm, way.width_mm, way.up_area_mm2, way.down_area_mm2,
                   way.contact_area_mm2, way.overhang_area_mm2, way.support_volume_mm3},
               measurable);
}

Rejection not_makeable(geometry::Analysis const& analysis, std::string detail)
{
    return {Refusal::not_makeable, part_field(analysis), std::move(detail)};
}

} // namespace

std::string part_field(geometry::Analysis const& analysis)
{
    return analysis.format == plain_format ? std::string(dimensions_field) : "file";
}

std::string size_text(geometry::Dimensions const& box)
{
    return fmt::format("{:.4g} x {:.4g} x {:.4g} mm", box.x, box.y, box.z);
}

std::expected<Part, Rejection> checked_part(geometry::Analysis const& analysis)
{
    auto const& shape = analysis.shape;
    Part part;
    part.analysis = &analysis;
    part.box_mm = descending(shape.oriented_box_mm);
    if (!has_size(part.box_mm)) part.box_mm = descending(analysis.bounding_box_mm);
    if (!has_size(part.box_mm))
        return std::unexpected(not_makeable(analysis, "The part has no extent in at least one direction."));

    auto const box_volume = part.box_mm.x * part.box_mm.y * part.box_mm.z;
    auto const hull = shape.convex_hull_volume_mm3;
    part.hull_mm3 = measurable(hull) && hull > 0 ? std::min(hull, box_volume) : box_volume;
    auto const volume = analysis.volume_mm3;
    auto const volume_known = measurable(volume) && volume > 0;
    if (!volume_known && analysis.volume_reliable)
        return std::unexpected(not_makeable(analysis, "The part encloses no volume."));
    if (part_field(analysis) == dimensions_field && volume > box_volume * (1 + rounding))
        return std::unexpected(Rejection{Refusal::not_makeable, "volume_mm3",
            fmt::format("The volume is larger than the box of {} it should fit in.", size_text(part.box_mm))});
    part.volume_doubtful = !analysis.volume_reliable || volume > part.hull_mm3 * (1 + hull_slack);
    // An open mesh may sum to anything; its hull is the most it can be. A person looks at it in any case.
    part.volume_mm3 = volume_known ? std::min(volume, part.hull_mm3) : part.hull_mm3;
    auto const area = analysis.surface_area_mm2 - analysis.auxiliary_area_mm2;
    part.area_mm2 = measurable(area) && area > 0 ? area : box_area(part.box_mm);
    part.stock_face_mm2 = measurable(shape.box_face_area_mm2) ? std::min(shape.box_face_area_mm2, part.area_mm2) : 0;
    part.unreachable_share = measurable(shape.unreachable_area_share) ? std::min(shape.unreachable_area_share, 1.0) : 0;
    part.milling_setups = std::clamp<std::int64_t>(shape.milling_setups, 0, most_setups);
    part.thin_wall_mm = measurable(shape.thin_wall_mm) ? shape.thin_wall_mm : 0;
    if (!std::isfinite(box_volume) || !std::isfinite(box_area(part.box_mm)))
        return std::unexpected(not_makeable(analysis, "The part's dimensions are beyond measure."));

    std::ranges::copy_if(shape.orientations, std::back_inserter(part.orientations), sound);
    if (part.orientations.empty()) part.orientations = standing_boxes(part.box_mm);
    return part;
}

geometry::Analysis plain_box(double x_mm, double y_mm, double z_mm, std::optional<double> volume_mm3)
{
    geometry::Dimensions const box{x_mm, y_mm, z_mm};
    auto const box_volume = x_mm * y_mm * z_mm;
    auto const filled = volume_mm3 ? *volume_mm3 / box_volume : 1.0;
    geometry::Analysis analysis;
    analysis.format = plain_format;
    analysis.units = "mm";
    analysis.volume_mm3 = volume_mm3.value_or(box_volume);
    analysis.surface_area_mm2 = box_area(box);
    analysis.bounding_box_mm = box;
    analysis.center_of_mass_mm = {x_mm / 2, y_mm / 2, z_mm / 2};
    analysis.bodies = 1;
    analysis.watertight = true;
    auto& shape = analysis.shape;
    shape.oriented_box_mm = descending(box);
    shape.convex_hull_volume_mm3 = box_volume;
    // Where the box is not full, as much of its surface is taken to be cut.
    shape.box_face_area_mm2 = analysis.surface_area_mm2 * std::clamp(filled, 0.0, 1.0);
    shape.milling_setups = 2;
    if (has_size(box)) shape.orientations = standing_boxes(shape.oriented_box_mm);
    return analysis;
}

} // namespace guildhall::pricing
