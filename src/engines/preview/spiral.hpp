#pragma once
// Points spread evenly over a disc, in sixteen different rotations.
#include "vector.hpp"
#include <array>
#include <numbers>

namespace guildhall::preview {

struct DiscPoint {
    float x, y, radius;
};

constexpr int spiral_variants = 16;

// A sunflower spiral per variant: neighbouring variants interleave, so that the mean over a 4x4 block of pixels
// is as smooth as if all points had been used everywhere.
template <std::size_t Count> std::array<std::array<DiscPoint, Count>, spiral_variants> make_spirals()
{
    constexpr float golden_angle = 2.3999632F;
    std::array<std::array<DiscPoint, Count>, spiral_variants> spirals;
    for (std::size_t variant = 0; variant < spirals.size(); ++variant) {
        float const turn = static_cast<float>(variant) / spiral_variants;
        for (std::size_t i = 0; i < Count; ++i) {
            float const radius = std::sqrt((static_cast<float>(i) + (1 + turn * 14) / 16) / Count);
            float const angle = golden_angle * static_cast<float>(i) + 2 * std::numbers::pi_v<float> * turn;
            spirals[variant][i] = {radius * std::cos(angle), radius * std::sin(angle), radius};
        }
    }
    return spirals;
}

// Which variant a pixel uses: every 4x4 block holds each once, and direct neighbours are far apart.
inline int spiral_variant(int x, int y)
{
    static constexpr std::array<std::array<int, 4>, 4> order{
        {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}}};
    return order[static_cast<std::size_t>(y & 3)][static_cast<std::size_t>(x & 3)];
}

} // namespace guildhall::preview
