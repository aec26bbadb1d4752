#include "shadow_map.hpp"
#include "fill.hpp"
#include "spiral.hpp"
#include <limits>

namespace guildhall::preview {
namespace {

constexpr float texels_per_pixel = 1.28F;
constexpr float fewest_texels = 320, most_texels = 1024; // across a square map
constexpr float longest_side = 2;                        // of a narrow map, against the square's
constexpr float border = 4;                              // texels without anything round the scene
constexpr float penumbra = 0.007F;                       // radius of the soft edge; the scene's diagonal is 1
constexpr float least_slack = 0.0016F, slack_texels = 1.6F;
constexpr float steepest_slope = 12; // of a receiver against the light
constexpr float far_away = std::numeric_limits<float>::max();

} // namespace

ShadowMap::ShadowMap(Scene const& scene, Vector to_light, int picture_size)
    : to_light_(to_light)
{
    across_ = normalized(cross(to_light, std::fabs(to_light.z) < 0.9F ? Vector{0, 0, 1} : Vector{1, 0, 0}));
    along_ = cross(to_light, across_);
    Vector low{far_away, far_away, 0}, high{-far_away, -far_away, 0};
    for (auto const position : scene.positions()) {
        Vector const at{dot(position, across_), dot(position, along_), 0};
        low = smallest(low, at);
        high = largest(high, at);
    }
    float const wide = std::max(high.x - low.x, 0.01F), tall = std::max(high.y - low.y, 0.01F);
    float const texels = std::clamp(texels_per_pixel * static_cast<float>(picture_size), fewest_texels, most_texels);
    scale_ = std::min(texels / std::sqrt(wide * tall), longest_side * texels / std::max(wide, tall));
    slack_ = std::max(least_slack, slack_texels / scale_);
    low_x_ = low.x - border / scale_;
    low_y_ = low.y - border / scale_;
    width_ = static_cast<int>(wide * scale_ + 2 * border) + 1;
    height_ = static_cast<int>(tall * scale_ + 2 * border) + 1;
    depths_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), far_away);

    std::vector<Vector> located;
    located.reserve(scene.positions().size());
    for (auto const position : scene.positions()) {
        Texel const at = locate(position);
        located.push_back({at.x, at.y, at.depth});
    }
    auto const nearest = [this](int row, int first, int last, float z, float z_per_column) {
        float* const depths = &depths_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_)];
        for (int column = first; column < last; ++column, z += z_per_column)
            depths[column] = std::min(depths[column], z);
    };
    auto const indices = scene.indices();
    for (std::size_t i = 0; i < indices.size(); i += 3)
        fill_triangle(
            located[indices[i]], located[indices[i + 1]], located[indices[i + 2]], width_, height_,
            [](int) { return 0.5F; }, nearest);
}

ShadowMap::Texel ShadowMap::locate(Vector position) const
{
    return {(dot(position, across_) - low_x_) * scale_, (dot(position, along_) - low_y_) * scale_,
        -dot(position, to_light_)};
}

float ShadowMap::light(Vector position, Vector normal, int variant) const
{
    static auto const spirals = make_spirals<8>();
    // The receiver is taken for a plane, so that a wide penumbra does not shade the surface it falls on. Where light
    // only grazes a surface, its curvature and the size of a texel outweigh the plane: there more slack is given.
    float const toward = std::max(dot(normal, to_light_), 1 / steepest_slope);
    float const slope_x = dot(normal, across_) / toward, slope_y = dot(normal, along_) / toward;
    float const radius = penumbra * std::min(1.0F, 2.5F * toward);
    Texel const center = locate(position + normal * (slack_ * (3 - 2 * toward)));
    float const grazing_slack = slack_ / toward;
    int lit = 0;
    for (auto const& point : spirals[static_cast<std::size_t>(variant)]) {
        float const dx = point.x * radius, dy = point.y * radius;
        auto const column = static_cast<int>(center.x + dx * scale_), row = static_cast<int>(center.y + dy * scale_);
        if (column < 0 || row < 0 || column >= width_ || row >= height_) {
            ++lit;
            continue;
        }
        float const expected = center.depth + dx * slope_x + dy * slope_y;
        auto const texel =
            static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column);
        if (depths_[texel] > expected - grazing_slack) ++lit;
    }
    return static_cast<float>(lit) / static_cast<float>(spirals[0].size());
}

} // namespace guildhall::preview
