#include "pictures/thumbnail.hpp"
#include "geometry/file_kind.hpp"
#include "raster.hpp"
#include <algorithm>
#include <memory>
#include <webp/encode.h>

namespace guildhall::pictures {
namespace {

using geometry::Defect;
using geometry::Failure;
using geometry::FileKind;

Reading read_picture(File file, int size)
{
    switch (geometry::file_kind_of(file)) {
    case FileKind::jpeg: return read_jpeg(file, size);
    case FileKind::png: return read_png(file);
    case FileKind::webp: return read_webp(file, size);
    case FileKind::gif: return read_gif(file);
    default: return std::unexpected(Failure{Defect::unknown_format, "The file is no PNG, JPEG, WebP or GIF."});
    }
}

} // namespace

Failure damaged(std::string detail)
{
    return {Defect::damaged_file, "The picture cannot be read: " + std::move(detail) + "."};
}

std::optional<Failure> too_large(std::int64_t width, std::int64_t height)
{
    if (width <= 0 || height <= 0) return damaged("it has no width or no height");
    if (width > most_pixels || height > most_pixels || width * height > most_pixels)
        return Failure{Defect::too_complex, "The picture has more than 50 million pixels."};
    return std::nullopt;
}

std::expected<std::string, Failure> make_thumbnail(std::span<std::byte const> file, int size)
{
    constexpr float quality = 82;
    size = std::clamp(size, 16, 2048);
    auto raster = read_picture(file, size);
    if (!raster) return std::unexpected(std::move(raster.error()));
    auto const small = turned_upright(shrunk(std::move(*raster), size));
    std::uint8_t* bytes = nullptr;
    auto const length =
        WebPEncodeRGBA(small.pixels.data(), small.width, small.height, small.width * 4, quality, &bytes);
    std::unique_ptr<std::uint8_t, void (*)(void*)> const owner(bytes, WebPFree);
    if (length == 0) return std::unexpected(damaged("nothing can be made of it"));
    return std::string(reinterpret_cast<char const*>(bytes), length);
}

} // namespace guildhall::pictures
