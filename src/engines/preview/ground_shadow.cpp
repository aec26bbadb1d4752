#include "ground_shadow.hpp"
#include "fill.hpp"
#include <array>
#include <limits>

namespace guildhall::preview {
namespace {

constexpr float cells_per_pixel = 0.36F, fewest_cells = 128, most_cells = 384;
constexpr float contact_strength = 0.50F, cast_strength = 0.30F;
constexpr float nothing = std::numeric_limits<float>::max();

// Heights above the ground that are blurred together, each with its own radius.
constexpr std::array<float, 7> layer_heights{0.0F, 0.012F, 0.035F, 0.09F, 0.2F, 0.45F, 1.0F};

// How much a height belongs to a layer: 1 at the layer's own height, falling to 0 at the neighbouring layers'.
float share_of_layer(std::size_t layer, float height)
{
    float const own = layer_heights[layer];
    if (height < own) {
        if (layer == 0) return 1;
        float const below = layer_heights[layer - 1];
        return std::max(0.0F, (height - below) / (own - below));
    }
    if (layer + 1 == layer_heights.size()) return 1;
    float const above = layer_heights[layer + 1];
    return std::max(0.0F, (above - height) / (above - own));
}

// One running mean along a line of cells.
void blur_line(std::span<float> line, std::size_t step, int count, int radius, std::vector<float>& copy)
{
    for (int i = 0; i < count; ++i) copy[static_cast<std::size_t>(i)] = line[static_cast<std::size_t>(i) * step];
    float const share = 1 / static_cast<float>(2 * radius + 1);
    float sum = 0;
    for (int i = -radius; i < count; ++i) {
        if (i + radius < count) sum += copy[static_cast<std::size_t>(i + radius)];
        if (i - radius - 1 >= 0) sum -= copy[static_cast<std::size_t>(i - radius - 1)];
        if (i >= 0) line[static_cast<std::size_t>(i) * step] = std::max(0.0F, sum * share);
    }
}

// Three running means each way come close to a Gaussian.
void blur(std::vector<float>& values, int width, int height, int radius)
{
    std::vector<float> copy(static_cast<std::size_t>(std::max(width, height)));
    auto const columns = static_cast<std::size_t>(width);
    for (int pass = 0; pass < 3; ++pass) {
        for (int y = 0; y < height; ++y)
            blur_line(std::span(values).subspan(static_cast<std::size_t>(y) * columns), 1, width, radius, copy);
        for (std::size_t x = 0; x < columns; ++x)
            blur_line(std::span(values).subspan(x), columns, height, radius, copy);
    }
}

} // namespace

GroundShadow::GroundShadow(Scene const& scene, Vector to_light, int picture_size)
    : ground_(scene.low().z)
{
    float const cells = std::clamp(cells_per_pixel * static_cast<float>(picture_size), fewest_cells, most_cells);
    contact_ = throw_shadow(scene, {0, 0, 1}, {.widest = 0.55F, .sharpest = 0.007F, .fading = 0.10F}, cells);
    cast_ = throw_shadow(scene, to_light, {.widest = 0.16F, .sharpest = 0.005F, .fading = 1.2F}, cells);
}

float GroundShadow::at(float x, float y) const
{
    float const open = 1 - contact_strength * contact_.at(x, y);
    return 1 - open * (1 - cast_strength * cast_.at(x, y));
}

GroundShadow::Map GroundShadow::throw_shadow(
    Scene const& scene, Vector to_light, Softness const& softness, float cells_across)
{
    // Where each vertex' shadow falls, and how high above it the vertex is.
    float const lean_x = to_light.x / to_light.z, lean_y = to_light.y / to_light.z;
    std::vector<Vector> fallen;
    fallen.reserve(scene.positions().size());
    Vector low{nothing, nothing, 0}, high{-nothing, -nothing, 0};
    for (auto const position : scene.positions()) {
        float const rise = position.z - scene.low().z;
        fallen.push_back({position.x - lean_x * rise, position.y - lean_y * rise, rise});
        low = smallest(low, fallen.back());
        high = largest(high, fallen.back());
    }
    float const margin = 2.2F * (softness.sharpest + softness.widest * high.z) + 0.02F;
    float const wide = high.x - low.x + 2 * margin, deep = high.y - low.y + 2 * margin;
    Map map{low.x - margin, low.y - margin, cells_across / std::max(wide, deep), 0, 0, {}};
    map.width = static_cast<int>(wide * map.scale) + 1;
    map.height = static_cast<int>(deep * map.scale) + 1;

    auto const cells = static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height);
    std::vector<float> heights(cells, nothing); // of the lowest thing that shades each cell
    auto const keep_lowest = [&](int row, int first, int last, float z, float z_per_column) {
        float* const line = &heights[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.width)];
        for (int column = first; column < last; ++column, z += z_per_column) line[column] = std::min(line[column], z);
    };
    for (auto& point : fallen) point = {(point.x - map.low_x) * map.scale, (point.y - map.low_y) * map.scale, point.z};
    auto const indices = scene.indices();
    for (std::size_t i = 0; i < indices.size(); i += 3)
        fill_triangle(
            fallen[indices[i]], fallen[indices[i + 1]], fallen[indices[i + 2]], map.width, map.height,
            [](int) { return 0.5F; }, keep_lowest);

    map.values.assign(cells, 0.0F);
    std::vector<float> layer_values(cells);
    for (std::size_t layer = 0; layer < layer_heights.size(); ++layer) {
        bool any = false;
        for (std::size_t i = 0; i < cells; ++i) {
            float const share = heights[i] == nothing ? 0.0F : share_of_layer(layer, heights[i]);
            layer_values[i] = share * softness.fading / (softness.fading + heights[i]);
            any = any || share > 0;
        }
        if (!any) continue;
        float const radius = (softness.sharpest + softness.widest * layer_heights[layer]) * map.scale;
        blur(layer_values, map.width, map.height, std::max(1, static_cast<int>(std::lround(radius / 1.7F))));
        for (std::size_t i = 0; i < cells; ++i) map.values[i] += layer_values[i];
    }
    return map;
}

float GroundShadow::Map::at(float x, float y) const
{
    float const column = (x - low_x) * scale - 0.5F, row = (y - low_y) * scale - 0.5F;
    if (!(column >= 0 && row >= 0)) return 0;
    auto const left = static_cast<std::size_t>(column), top = static_cast<std::size_t>(row);
    auto const columns = static_cast<std::size_t>(width);
    if (left + 1 >= columns || top + 1 >= static_cast<std::size_t>(height)) return 0;
    float const u = column - static_cast<float>(left), v = row - static_cast<float>(top);
    float const* const cell = &values[top * columns + left];
    return (cell[0] * (1 - u) + cell[1] * u) * (1 - v) + (cell[columns] * (1 - u) + cell[columns + 1] * u) * v;
}

} // namespace guildhall::preview
