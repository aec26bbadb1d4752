#pragma once
// What tests ask of pictures.
#include "preview/image.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace guildhall::preview::pixels {

inline std::uint8_t const* at(Image const& image, int x, int y)
{
    return &image.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                               static_cast<std::size_t>(x))];
}

inline int alpha(Image const& image, int x, int y) { return at(image, x, y)[3]; }
inline int brightness(Image const& image, int x, int y)
{
    auto const* const pixel = at(image, x, y);
    return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

// Covered area in pixels.
inline double area(Image const& image)
{
    double sum = 0;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) sum += image.rgba[i] / 255.0;
    return sum;
}

inline double mean_difference(Image const& a, Image const& b)
{
    if (a.rgba.size() != b.rgba.size()) return 255;
    double sum = 0;
    for (std::size_t i = 0; i < a.rgba.size(); ++i) sum += std::abs(a.rgba[i] - b.rgba[i]);
    return sum / static_cast<double>(a.rgba.size());
}

// The largest step in brightness between neighbours in a row or column of a rectangle.
inline int roughest_step(Image const& image, int left, int top, int right, int bottom)
{
    int roughest = 0;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            roughest = std::max({roughest, std::abs(brightness(image, x, y) - brightness(image, x + 1, y)),
                std::abs(brightness(image, x, y) - brightness(image, x, y + 1))});
    return roughest;
}

} // namespace guildhall::preview::pixels
