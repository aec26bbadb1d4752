#include "visibility.hpp"
#include "fill.hpp"

namespace guildhall::preview {
namespace {

float flat_square(Vector way) { return way.x * way.x + way.y * way.y; }

} // namespace

Visibility::Visibility(Scene const& scene, Camera const& camera, int per_pixel)
    : per_pixel_(per_pixel)
    , columns_(camera.width() * per_pixel)
    , rows_(camera.height() * per_pixel)
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
        Vector const a = corner(first_corner), b = corner(first_corner + 1), c = corner(first_corner + 2);
        fill_triangle(a, b, c, columns_, rows_, offset, draw_span);
        draw_if_thin(a, b, c, triangle);
    }
}

// Wires and the rims of sheets may be thinner than the distance of samples and would fall through the grid or show as
// dashes: their longest side is drawn as an unbroken line of samples.
void Visibility::draw_if_thin(Vector a, Vector b, Vector c, std::uint32_t triangle)
{
    constexpr float thinnest = 1, shortest = 6; // samples
    Vector const sides[]{b - a, c - b, a - c};
    float const squares[]{flat_square(sides[0]), flat_square(sides[1]), flat_square(sides[2])};
    auto const longest = static_cast<std::size_t>(std::max_element(squares, squares + 3) - squares);
    if (squares[longest] < shortest * shortest) return;
    float const doubled_area = sides[0].x * sides[1].y - sides[0].y * sides[1].x;
    if (doubled_area * doubled_area > thinnest * thinnest * squares[longest]) return;

    Vector const start = longest == 0 ? a : longest == 1 ? b : c;
    auto const steps = static_cast<int>(std::ceil(std::max(std::fabs(sides[longest].x), std::fabs(sides[longest].y))));
    for (int i = 0; i <= steps; ++i) {
        Vector const at = start + sides[longest] * (static_cast<float>(i) / static_cast<float>(steps));
        int const row = static_cast<int>(at.y), column = static_cast<int>(at.x - column_offset(row) + 0.5F);
        if (row < 0 || column < 0 || row >= rows_ || column >= columns_) continue;
        Sample& sample = samples_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                                  static_cast<std::size_t>(column)];
        if (at.z < sample.depth) sample = {at.z, triangle};
    }
}

} // namespace guildhall::preview
