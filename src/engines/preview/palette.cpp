#include "palette.hpp"
#include <map>

namespace guildhall::preview {
namespace {

// Steel blue, ochre, sage, brick, graphite, sand, teal, plum: muted, and apart in lightness as well as in hue.
constexpr std::array<Vector, 8> house_colors{{{0.16F, 0.29F, 0.48F}, {0.74F, 0.47F, 0.19F}, {0.36F, 0.52F, 0.34F},
    {0.60F, 0.25F, 0.21F}, {0.20F, 0.22F, 0.25F}, {0.66F, 0.60F, 0.48F}, {0.16F, 0.46F, 0.46F}, {0.41F, 0.27F, 0.44F}}};

// The nearest colour real paint could have: none is blacker than 3 % or brighter than 66 %, or as pure as the primary
// colours of a screen; and shape needs room on both sides to show.
std::array<float, 3> as_paint(std::array<float, 3> color)
{
    constexpr float pure = 0.86F;
    for (auto& channel : color) channel = std::isfinite(channel) ? std::clamp(channel, 0.0F, 1.0F) : 0.5F;
    float const grey = 0.2126F * color[0] + 0.7152F * color[1] + 0.0722F * color[2];
    for (auto& channel : color) channel = std::clamp(grey + pure * (channel - grey), 0.03F, 0.66F);
    return color;
}

} // namespace

Palette make_palette(std::span<geometry::MeshPart const> parts, std::optional<std::array<float, 3>> const& color)
{
    Palette palette;
    std::map<std::array<float, 3>, std::uint32_t> known;
    std::map<std::uint32_t, std::size_t> house_color_of; // by body
    for (auto const& part : parts) {
        std::array<float, 3> wanted;
        if (part.color[3] > 0) {
            wanted = {part.color[0], part.color[1], part.color[2]};
        } else if (color) {
            wanted = *color;
        } else {
            auto const next = house_color_of.try_emplace(part.body, house_color_of.size()).first->second;
            Vector const house = house_colors[next % house_colors.size()];
            wanted = {house.x, house.y, house.z};
        }
        wanted = as_paint(wanted);
        auto const [at, is_new] = known.try_emplace(wanted, static_cast<std::uint32_t>(palette.colors.size()));
        if (is_new) palette.colors.push_back({wanted[0], wanted[1], wanted[2]});
        palette.of_part.push_back(at->second);
    }
    return palette;
}

} // namespace guildhall::preview
