#include "assets/assets.hpp"
#include "base/outcome.hpp"
#include <algorithm>
#define ZLIB_CONST // zlib then takes const input
#include <zlib.h>

namespace guildhall::assets {
namespace {

std::string_view without_slash(std::string_view path)
{
    if (path.ends_with('/')) path.remove_suffix(1);
    return path;
}

constexpr int gzip_framing = 16 + MAX_WBITS; // tells zlib to expect a gzip header

} // namespace

Asset const* find(std::span<Asset const> assets, std::string_view path)
{
    auto const wanted = without_slash(path);
    auto const found = std::ranges::find(assets, wanted, [](Asset const& asset) { return without_slash(asset.path); });
    return found == assets.end() ? nullptr : &*found;
}

std::string unpacked(Asset const& asset)
{
    std::string plain(asset.plain_size, '\0');
    z_stream stream{};
    check(inflateInit2(&stream, gzip_framing) == Z_OK, "zlib starts");
    stream.next_in = reinterpret_cast<Bytef const*>(asset.gzip.data());
    stream.avail_in = static_cast<uInt>(asset.gzip.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    auto const status = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    check(status == Z_STREAM_END && stream.avail_out == 0, "an embedded file unpacks to its size");
    return plain;
}

} // namespace guildhall::assets
