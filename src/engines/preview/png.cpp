#include "preview/png.hpp"
#include <array>
#include <cstdlib>
#include <cstring>
#include <libdeflate.h>
#include <memory>
#include <new>
#include <span>

namespace guildhall::preview {
namespace {

using Bytes = std::vector<std::uint8_t>;

enum class Filter : std::uint8_t { none = 0, sub = 1, up = 2, paeth = 4 };

// PNG specification, 9.4: whichever of left, above and above-left is closest to left + above - above-left.
int paeth_predictor(int left, int above, int above_left)
{
    int const estimate = left + above - above_left;
    int const to_left = std::abs(estimate - left), to_above = std::abs(estimate - above);
    int const to_above_left = std::abs(estimate - above_left);
    if (to_left <= to_above && to_left <= to_above_left) return left;
    return to_above <= to_above_left ? above : above_left;
}

// Filters rows of pixels, choosing for each row the filter whose output is smallest in sum: it compresses best.
class RowFilter {
public:
    RowFilter(std::size_t row_bytes, std::size_t pixel_bytes)
        : pixel_bytes_(pixel_bytes)
        , row_(pixel_bytes + row_bytes)
        , above_(pixel_bytes + row_bytes)
        , best_(row_bytes)
        , attempt_(row_bytes)
    {
    }

    // Where the caller puts the pixels of the next row.
    std::span<std::uint8_t> row() { return std::span(row_).subspan(pixel_bytes_); }

    void append_filtered(Bytes& output)
    {
        Filter chosen = Filter::none;
        long smallest = -1;
        for (auto const filter : {Filter::up, Filter::sub, Filter::paeth}) {
            long const cost = apply(filter);
            if (smallest >= 0 && cost >= smallest) continue;
            smallest = cost;
            chosen = filter;
            best_.swap(attempt_);
        }
        output.push_back(static_cast<std::uint8_t>(chosen));
        output.insert(output.end(), best_.begin(), best_.end());
        row_.swap(above_);
    }

private:
    // Fills attempt_ and answers the sum of its bytes taken as signed values.
    long apply(Filter filter)
    {
        // Both rows begin with one black pixel, which the specification assumes left of the picture.
        std::uint8_t const* const left = row_.data();
        std::uint8_t const* const here = left + pixel_bytes_;
        std::uint8_t const* const above_left = above_.data();
        std::uint8_t const* const above = above_left + pixel_bytes_;
        long cost = 0;
        for (std::size_t i = 0; i < attempt_.size(); ++i) {
            int const guess = filter == Filter::up    ? above[i]
                              : filter == Filter::sub ? left[i]
                                                      : paeth_predictor(left[i], above[i], above_left[i]);
            attempt_[i] = static_cast<std::uint8_t>(here[i] - guess);
            cost += std::abs(static_cast<std::int8_t>(attempt_[i]));
        }
        return cost;
    }

    std::size_t pixel_bytes_;
    Bytes row_, above_, best_, attempt_;
};

Bytes filter_rows(Image const& image, std::size_t pixel_bytes)
{
    auto const width = static_cast<std::size_t>(image.width), height = static_cast<std::size_t>(image.height);
    RowFilter filter{width * pixel_bytes, pixel_bytes};
    Bytes filtered;
    filtered.reserve((width * pixel_bytes + 1) * height);
    std::uint8_t const* pixel = image.rgba.data();
    for (std::size_t y = 0; y < height; ++y) {
        auto const row = filter.row();
        for (std::size_t x = 0; x < width; ++x, pixel += 4) std::memcpy(&row[x * pixel_bytes], pixel, pixel_bytes);
        filter.append_filtered(filtered);
    }
    return filtered;
}

Bytes compress(Bytes const& plain)
{
    constexpr int level = 6;
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> const compressor{
        libdeflate_alloc_compressor(level), libdeflate_free_compressor};
    if (!compressor) throw std::bad_alloc{};
    Bytes packed(libdeflate_zlib_compress_bound(compressor.get(), plain.size()));
    packed.resize(libdeflate_zlib_compress(compressor.get(), plain.data(), plain.size(), packed.data(), packed.size()));
    return packed;
}

void append_big_endian(std::string& file, std::size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) file.push_back(static_cast<char>(number >> shift & 0xff));
}

void append_chunk(std::string& file, char const* type, Bytes const& content)
{
    append_big_endian(file, content.size());
    std::size_t const begin = file.size();
    file.append(type, 4);
    file.append(reinterpret_cast<char const*>(content.data()), content.size());
    append_big_endian(file, libdeflate_crc32(0, file.data() + begin, file.size() - begin));
}

Bytes describe(Image const& image, bool with_alpha)
{
    std::string header;
    append_big_endian(header, static_cast<std::size_t>(image.width));
    append_big_endian(header, static_cast<std::size_t>(image.height));
    constexpr std::uint8_t bit_depth = 8, rgb = 2, rgba = 6;
    Bytes content(header.begin(), header.end());
    for (std::uint8_t const byte :
        {bit_depth, with_alpha ? rgba : rgb, std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{0}})
        content.push_back(byte);
    return content;
}

} // namespace

std::string encode_png(Image const& image)
{
    bool with_alpha = false;
    for (std::size_t i = 3; i < image.rgba.size() && !with_alpha; i += 4) with_alpha = image.rgba[i] != 255;
    std::string file = "\x89PNG\r\n\x1a\n";
    append_chunk(file, "IHDR", describe(image, with_alpha));
    append_chunk(file, "IDAT", compress(filter_rows(image, with_alpha ? 4 : 3)));
    append_chunk(file, "IEND", {});
    return file;
}

} // namespace guildhall::preview
