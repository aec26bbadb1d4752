#pragma once
// Pixels as they are read: four bytes each, red, green, blue and opacity, rows from above.
#include "geometry/analysis.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <vector>

namespace guildhall::pictures {

struct Raster {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels; // width · height · 4
    int orientation = 1;              // EXIF 2.3, tag 0x0112: how to turn it upright, 1 … 8
};
using Reading = std::expected<Raster, geometry::Failure>;
using File = std::span<std::byte const>;

// `size` is what will be made of it: a reader may unpack fewer pixels, as long as there are at least so many.
Reading read_jpeg(File file, int size);
Reading read_png(File file);
Reading read_webp(File file, int size);
Reading read_gif(File file);

// Why a picture of this width and height is not read; nothing when it is.
std::optional<geometry::Failure> too_large(std::int64_t width, std::int64_t height);
geometry::Failure damaged(std::string detail);

// The orientation in a block of EXIF (TIFF), 1 when there is none or it makes no sense.
int orientation_in(std::span<std::uint8_t const> exif);
Raster turned_upright(Raster raster);

// At most so many pixels in width and height, each the mean of what it covers.
Raster shrunk(Raster raster, int size);

} // namespace guildhall::pictures
