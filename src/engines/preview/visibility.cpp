#include "visibility.hpp"
#include "fill.hpp"

namespace guildhall::preview {

Visibility::Visibility(Scene const& scene, Camera const& camera, int per_pixel)
    : per_pixel_(per_pixel), columns_(camera.width() * per_pixel), rows_(camera.height() * per_pixel)
{
    for (int row = 0; row < per_pixel; ++row)
        offsets_.push_back((static_cast<float>(row) + 0.5F) / static_cast<float>(per_pixel));
    projected_.reserve(scene.positions().size());
    for (auto const position : scene.positions()) projected_.push_back(camera.project(position));
    samples_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    draw(scene);
}

void Visibility::draw(Scene const& scene)
{
    auto const indices = scene.indices();
    auto const scale = static_cast<float>(per_pixel_);
    auto const corner = [&](std::size_t index) {
        Projected const at = projected_[indices[index]];
        return Vector{at.x * scale, at.y * scale, at.z};
    };
    auto const offset = [this](int row) { return column_offset(row); };
    for (std::uint32_t triangle = 0; triangle < scene.triangle_count(); ++triangle) {
        auto const first_corner = std::size_t{triangle} * 3;
        auto const draw_span = [&](int row, int first, int last, float z, float z_per_column) {
            Sample* const samples = &samples_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_)];
            for (int column = first; column < last; ++column, z += z_per_column)
                if (z < samples[column].depth) samples[column] = {z, triangle};
        };
        fill_triangle(corner(first_corner), corner(first_corner + 1), corner(first_corner + 2), columns_, rows_, offset,
            draw_span);
    }
}

} // namespace guildhall::preview
