// Each pixel of the small picture is the mean of the pixels it covers, those at its border in part. Colours count by
// their opacity, so that what is seen through has none.
#include "raster.hpp"
#include <algorithm>
#include <array>
#include <cmath>

namespace guildhall::pictures {
namespace {

// Which pixels of the long row one of the short row covers, and how much of the first and the last.
struct Cover {
    int first = 0, last = 0;
    float first_part = 1, last_part = 1;
    float part(int at) const { return at == first ? first_part : at == last ? last_part : 1; }
};

std::vector<Cover> covers_of(int from, int to)
{
    std::vector<Cover> covers(static_cast<std::size_t>(to));
    auto const step = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        auto& cover = covers[static_cast<std::size_t>(i)];
        auto const begin = i * step, end = std::min<double>(from, (i + 1) * step);
        cover.first = static_cast<int>(begin);
        cover.last = std::clamp(static_cast<int>(std::ceil(end)) - 1, cover.first, from - 1);
        cover.first_part = static_cast<float>(std::min(end, cover.first + 1.0) - begin);
        cover.last_part = static_cast<float>(end - cover.last);
    }
    return covers;
}

int scaled(int length, int longer, int size)
{
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(length) * size / longer)));
}

using Sum = std::array<float, 5>; // red, green, blue and opacity, each by weight and opacity; the weight

void add_row(std::span<std::uint8_t const> row, std::vector<Cover> const& columns, float part, std::vector<Sum>& sums)
{
    for (std::size_t x = 0; x < columns.size(); ++x) {
        auto const& cover = columns[x];
        auto& sum = sums[x];
        for (int at = cover.first; at <= cover.last; ++at) {
            auto const* const pixel = row.data() + static_cast<std::size_t>(at) * 4;
            auto const weight = part * cover.part(at), opacity = weight * static_cast<float>(pixel[3]);
            for (std::size_t i = 0; i < 3; ++i) sum[i] += opacity * static_cast<float>(pixel[i]);
            sum[3] += opacity;
            sum[4] += weight;
        }
    }
}

std::uint8_t byte_of(float value) { return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L)); }

} // namespace

Raster shrunk(Raster raster, int size)
{
    auto const longer = std::max(raster.width, raster.height);
    if (longer <= size) return raster;
    Raster small{scaled(raster.width, longer, size), scaled(raster.height, longer, size), {}, raster.orientation};
    small.pixels.reserve(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height) * 4);
    auto const columns = covers_of(raster.width, small.width);
    auto const row_bytes = static_cast<std::size_t>(raster.width) * 4;
    std::vector<Sum> sums(columns.size());
    for (auto const& rows : covers_of(raster.height, small.height)) {
        std::ranges::fill(sums, Sum{});
        for (int y = rows.first; y <= rows.last; ++y)
            add_row(std::span(raster.pixels).subspan(static_cast<std::size_t>(y) * row_bytes, row_bytes), columns,
                rows.part(y), sums);
        for (auto const& sum : sums) {
            for (std::size_t i = 0; i < 3; ++i) small.pixels.push_back(sum[3] > 0 ? byte_of(sum[i] / sum[3]) : 0);
            small.pixels.push_back(byte_of(sum[4] > 0 ? sum[3] / sum[4] : 0));
        }
    }
    return small;
}

} // namespace guildhall::pictures
