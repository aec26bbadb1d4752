// PNG by libpng.
#include "raster.hpp"
#include <cstring>
#include <memory>
#include <png.h>

namespace guildhall::pictures {
namespace {

std::uint32_t big_endian(std::uint8_t const* bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

// Of the chunk eXIf, where there is one. Chunks are length, name, data, check sum.
int orientation_of_png(File file)
{
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(file.data());
    for (std::size_t at = 8; at + 12 <= file.size();) {
        std::size_t const length = big_endian(bytes + at);
        if (length > file.size() - at - 12) return 1;
        if (std::memcmp(bytes + at + 4, "eXIf", 4) == 0) return orientation_in({bytes + at + 8, length});
        if (std::memcmp(bytes + at + 4, "IEND", 4) == 0) return 1;
        at += length + 12;
    }
    return 1;
}

} // namespace

Reading read_png(File file)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    std::unique_ptr<png_image, void (*)(png_image*)> const owner(&image, png_image_free);
    if (!png_image_begin_read_from_memory(&image, file.data(), file.size()))
        return std::unexpected(damaged(image.message));
    if (auto failure = too_large(image.width, image.height)) return std::unexpected(std::move(*failure));
    image.format = PNG_FORMAT_RGBA;
    Raster raster{static_cast<int>(image.width), static_cast<int>(image.height), {}, orientation_of_png(file)};
    raster.pixels.resize(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, raster.pixels.data(), 0, nullptr))
        return std::unexpected(damaged(image.message));
    return raster;
}

} // namespace guildhall::pictures
