// The first frame of a GIF, by giflib.
#include "raster.hpp"
#include <algorithm>
#include <cstring>
#include <gif_lib.h>
#include <memory>

namespace guildhall::pictures {
namespace {

int read_bytes(GifFileType* gif, GifByteType* bytes, int length)
{
    auto& rest = *static_cast<File*>(gif->UserData);
    auto const taken = std::min(rest.size(), static_cast<std::size_t>(std::max(length, 0)));
    std::memcpy(bytes, rest.data(), taken);
    rest = rest.subspan(taken);
    return static_cast<int>(taken);
}

void close_gif(GifFileType* gif) { DGifCloseFile(gif, nullptr); }

// What stands before the frame: of that only which colour is none.
bool read_extension(GifFileType* gif, int& transparent)
{
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) return false;
    while (block) {
        GraphicsControlBlock control{};
        if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) return false;
    }
    return true;
}

void put_line(GifImageDesc const& frame, ColorMapObject const& colours, int transparent,
    std::vector<GifPixelType> const& line, int y, Raster& raster)
{
    for (int x = 0; x < frame.Width; ++x) {
        auto const at_x = frame.Left + x, at_y = frame.Top + y;
        auto const index = line[static_cast<std::size_t>(x)];
        if (at_x >= raster.width || at_y >= raster.height || index == transparent || index >= colours.ColorCount)
            continue;
        auto* const pixel =
            raster.pixels.data() +
            (static_cast<std::size_t>(at_y) * static_cast<std::size_t>(raster.width) + static_cast<std::size_t>(at_x)) *
                4;
        auto const& colour = colours.Colors[index];
        pixel[0] = colour.Red, pixel[1] = colour.Green, pixel[2] = colour.Blue, pixel[3] = 255;
    }
}

Reading read_frame(GifFileType* gif, int transparent)
{
    if (DGifGetImageDesc(gif) == GIF_ERROR) return std::unexpected(damaged("its first frame breaks off"));
    auto const& frame = gif->Image;
    auto const* const colours = frame.ColorMap ? frame.ColorMap : gif->SColorMap;
    if (!colours || frame.Width <= 0 || frame.Height <= 0) return std::unexpected(damaged("its first frame is empty"));
    if (auto failure = too_large(frame.Width, frame.Height)) return std::unexpected(std::move(*failure));
    Raster raster{gif->SWidth, gif->SHeight, {}, 1};
    raster.pixels.resize(static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height) * 4);
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    // Interlaced ones come in four passes: every eighth line, those between, and so on.
    static constexpr int first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
    for (int pass = 0; pass < (frame.Interlace ? 4 : 1); ++pass)
        for (int y = frame.Interlace ? first[pass] : 0; y < frame.Height; y += frame.Interlace ? step[pass] : 1) {
            if (DGifGetLine(gif, line.data(), frame.Width) == GIF_ERROR)
                return std::unexpected(damaged("its data breaks off or is broken"));
            put_line(frame, *colours, transparent, line, y, raster);
        }
    return raster;
}

} // namespace

Reading read_gif(File file)
{
    int error = 0;
    std::unique_ptr<GifFileType, void (*)(GifFileType*)> const gif(DGifOpen(&file, read_bytes, &error), close_gif);
    if (!gif) return std::unexpected(damaged("its heading is broken"));
    if (auto failure = too_large(gif->SWidth, gif->SHeight)) return std::unexpected(std::move(*failure));
    int transparent = NO_TRANSPARENT_COLOR;
    for (;;) {
        GifRecordType record = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(gif.get(), &record) == GIF_ERROR) break;
        if (record == IMAGE_DESC_RECORD_TYPE) return read_frame(gif.get(), transparent);
        if (record != EXTENSION_RECORD_TYPE || !read_extension(gif.get(), transparent)) break;
    }
    return std::unexpected(damaged("it holds no frame"));
}

} // namespace guildhall::pictures
