#pragma once
// What each pixel shows: one or more pieces of surface, each shaded once.
#include "visibility.hpp"
#include <span>

namespace guildhall::preview {

// A piece of one smooth surface within one pixel.
struct Fragment {
    Vector position;
    Vector normal;       // shading normal, unit length, turned to the camera
    std::uint32_t color; // of the palette
    float coverage;      // share of the pixel, in (0, 1]
};

// The fragments of a picture, pixel by pixel, in each pixel the largest first.
class Surface {
public:
    Surface(int width, int height);

    int width() const { return width_; }
    int height() const { return height_; }
    std::vector<Fragment> const& fragments() const { return fragments_; }

    std::size_t first_fragment(int x, int y) const { return first_[pixel(x, y)]; }
    std::span<Fragment const> at(int x, int y) const
    {
        auto const begin = first_[pixel(x, y)], end = first_[pixel(x, y) + 1];
        return std::span(fragments_).subspan(begin, end - begin);
    }

    // Distance of the largest fragment along the viewing direction; 0 where the pixel is empty.
    float distance(int x, int y) const { return distances_[pixel(x, y)]; }
    std::vector<float> const& distances() const { return distances_; }

    void add_pixel(std::span<Fragment const> fragments, float distance);

private:
    std::size_t pixel(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
    }

    int width_, height_;
    std::vector<std::uint32_t> first_; // per pixel, and one past the last
    std::vector<Fragment> fragments_;
    std::vector<float> distances_;
};

// Gathers the samples of every pixel into fragments. `part_colors` holds a colour number for each part.
Surface find_surface(Scene const& scene, Camera const& camera, Visibility const& visibility,
    std::span<Vector const> normals, std::span<std::uint32_t const> part_colors);

} // namespace guildhall::preview
