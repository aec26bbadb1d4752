#pragma once
// From light to the 8-bit values of a screen.
#include <array>
#include <cstddef>
#include <cstdint>

namespace guildhall::preview {

// sRGB values for linear light. Highlights roll off softly instead of clipping.
class Film {
public:
    Film();

    // Neighbouring pixels round at different places, which hides the steps in slow gradients.
    std::uint8_t develop(float light, int x, int y) const
    {
        if (!(light > 0)) return 0;
        float const place = light < brightest ? light * per_light : static_cast<float>(entries - 1);
        float const threshold = ((x ^ y) & 1) != 0 ? 0.75F : 0.25F;
        return static_cast<std::uint8_t>(values_[static_cast<std::size_t>(place)] + threshold);
    }

private:
    static constexpr std::size_t entries = 16384;
    static constexpr float brightest = 2;
    static constexpr float per_light = static_cast<float>(entries - 1) / brightest;
    std::array<float, entries> values_{}; // 0..255
};

} // namespace guildhall::preview
