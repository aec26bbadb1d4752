// WebP by libwebp, unpacked in the size that is wanted.
#include "raster.hpp"
#include <algorithm>
#include <memory>
#include <webp/decode.h>
#include <webp/demux.h>

namespace guildhall::pictures {
namespace {

int orientation_of_webp(WebPDemuxer const* demuxer)
{
    WebPChunkIterator chunk{};
    if (!WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk)) return 1;
    auto const orientation = orientation_in({chunk.chunk.bytes, chunk.chunk.size});
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

} // namespace

Reading read_webp(File file, int size)
{
    WebPData const data{reinterpret_cast<std::uint8_t const*>(file.data()), file.size()};
    std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)> const demuxer(WebPDemux(&data), WebPDemuxDelete);
    WebPIterator frame{};
    if (!demuxer || !WebPDemuxGetFrame(demuxer.get(), 1, &frame))
        return std::unexpected(damaged("it breaks off or is no WebP"));
    std::unique_ptr<WebPIterator, void (*)(WebPIterator*)> const frame_owner(&frame, WebPDemuxReleaseIterator);
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return std::unexpected(damaged("libwebp is another version"));
    if (WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &config.input) != VP8_STATUS_OK)
        return std::unexpected(damaged("its heading is broken"));
    if (auto failure = too_large(config.input.width, config.input.height)) return std::unexpected(std::move(*failure));
    Raster raster{config.input.width, config.input.height, {}, orientation_of_webp(demuxer.get())};
    // Half of what there is at a time: what is left to the mean of pixels is small.
    while (std::max(raster.width, raster.height) >= 4 * size && std::min(raster.width, raster.height) >= 4) {
        raster.width = (raster.width + 1) / 2;
        raster.height = (raster.height + 1) / 2;
    }
    config.options.use_scaling = raster.width != config.input.width;
    config.options.scaled_width = raster.width;
    config.options.scaled_height = raster.height;
    raster.pixels.resize(static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height) * 4);
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {raster.pixels.data(), raster.width * 4, raster.pixels.size()};
    auto const status = WebPDecode(frame.fragment.bytes, frame.fragment.size, &config);
    if (status != VP8_STATUS_OK) return std::unexpected(damaged("its data breaks off or is broken"));
    return raster;
}

} // namespace guildhall::pictures
