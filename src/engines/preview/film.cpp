#include "film.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::preview {
namespace {

constexpr float shoulder = 0.70F; // light up to here is shown as it is

// IEC 61966-2-1, the transfer function of sRGB.
float encode(float light) { return light <= 0.0031308F ? 12.92F * light : 1.055F * std::pow(light, 1 / 2.4F) - 0.055F; }

float roll_off(float light)
{
    constexpr float room = 1 - shoulder;
    return light < shoulder ? light : 1 - room * std::exp((shoulder - light) / room);
}

} // namespace

Film::Film()
{
    for (std::size_t i = 0; i < entries; ++i)
        values_[i] = 255 * std::clamp(encode(roll_off(static_cast<float>(i) / per_light)), 0.0F, 1.0F);
}

} // namespace guildhall::preview
