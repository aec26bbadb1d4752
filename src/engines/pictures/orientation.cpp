// What the camera says of how it was held, and turning the picture accordingly.
#include "raster.hpp"
#include <algorithm>

namespace guildhall::pictures {
namespace {

class Tiff {
public:
    explicit Tiff(std::span<std::uint8_t const> bytes)
        : bytes_(bytes)
    {
        is_little_ = bytes.size() > 1 && bytes[0] == 'I' && bytes[1] == 'I';
    }
    bool is_tiff() const
    {
        return bytes_.size() >= 8 && bytes_[0] == bytes_[1] && (bytes_[0] == 'I' || bytes_[0] == 'M') && word(2) == 42;
    }
    // 0 behind the end.
    std::uint32_t word(std::size_t at) const { return number(at, 2); }
    std::uint32_t longword(std::size_t at) const { return number(at, 4); }

private:
    std::uint32_t number(std::size_t at, std::size_t length) const
    {
        if (at > bytes_.size() || bytes_.size() - at < length) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) value = value << 8 | bytes_[at + (is_little_ ? length - 1 - i : i)];
        return value;
    }
    std::span<std::uint8_t const> bytes_;
    bool is_little_ = false;
};

} // namespace

int orientation_in(std::span<std::uint8_t const> exif)
{
    constexpr std::uint32_t tag = 0x0112, most_entries = 200;
    Tiff const tiff(exif);
    if (!tiff.is_tiff()) return 1;
    std::size_t const directory = tiff.longword(4);
    auto const entries = std::min(tiff.word(directory), most_entries);
    for (std::uint32_t i = 0; i < entries; ++i) {
        auto const entry = directory + 2 + 12 * std::size_t{i};
        if (tiff.word(entry) != tag) continue;
        auto const value = static_cast<int>(tiff.word(entry + 8));
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

Raster turned_upright(Raster raster)
{
    auto const orientation = raster.orientation;
    if (orientation == 1) return raster;
    auto const lies = orientation >= 5; // width and height change places
    Raster upright{lies ? raster.height : raster.width, lies ? raster.width : raster.height, {}, 1};
    upright.pixels.resize(raster.pixels.size());
    for (int y = 0; y < upright.height; ++y)
        for (int x = 0; x < upright.width; ++x) {
            auto from_x = lies ? y : x, from_y = lies ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                from_x = raster.width - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                from_y = raster.height - 1 - from_y;
            auto const from = (static_cast<std::size_t>(from_y) * static_cast<std::size_t>(raster.width) +
                                  static_cast<std::size_t>(from_x)) *
                              4;
            auto const to =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(upright.width) + static_cast<std::size_t>(x)) *
                4;
            std::copy_n(raster.pixels.begin() + static_cast<std::ptrdiff_t>(from), 4,
                upright.pixels.begin() + static_cast<std::ptrdiff_t>(to));
        }
    return upright;
}

} // namespace guildhall::pictures
