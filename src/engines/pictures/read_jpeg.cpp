// JPEG by libjpeg-turbo, unpacked at an eighth, a quarter … of its size where that is enough.
#include "raster.hpp"
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <jpeglib.h>

namespace guildhall::pictures {
namespace {

struct Fault {
    jpeg_error_mgr manager{};
    std::jmp_buf way_out{};
    char words[JMSG_LENGTH_MAX] = "";
    bool broke_off = false;
};

void leave(j_common_ptr jpeg)
{
    auto* const fault = reinterpret_cast<Fault*>(jpeg->err);
    jpeg->err->format_message(jpeg, fault->words);
    std::longjmp(fault->way_out, 1);
}

// libjpeg makes up what is missing, and says so; a picture half grey helps nobody.
void note(j_common_ptr jpeg, int level)
{
    if (level < 0) reinterpret_cast<Fault*>(jpeg->err)->broke_off = true;
}

struct Decoder {
    jpeg_decompress_struct jpeg{};
    Fault fault;
    Decoder()
    {
        jpeg.err = jpeg_std_error(&fault.manager);
        fault.manager.error_exit = leave;
        fault.manager.emit_message = note;
        jpeg_create_decompress(&jpeg);
    }
    ~Decoder() { jpeg_destroy_decompress(&jpeg); }
    Decoder(Decoder const&) = delete;
};

// No object with a destructor is made in these two, which longjmp may leave.
bool read_head(Decoder& decoder, File file)
{
    if (setjmp(decoder.fault.way_out) != 0) return false;
    jpeg_mem_src(&decoder.jpeg, reinterpret_cast<unsigned char const*>(file.data()), file.size());
    jpeg_save_markers(&decoder.jpeg, JPEG_APP0 + 1, 0xFFFF);
    return jpeg_read_header(&decoder.jpeg, TRUE) == JPEG_HEADER_OK;
}

void widen(std::uint8_t const* row, std::uint8_t* pixels, unsigned width, bool is_cmyk, bool is_inverted)
{
    for (unsigned x = 0; x < width; ++x, pixels += 4) {
        for (unsigned i = 0; i < 3; ++i) {
            if (!is_cmyk) {
                pixels[i] = row[3 * x + i];
                continue;
            }
            auto const black = row[4 * x + 3], ink = row[4 * x + i];
            pixels[i] = static_cast<std::uint8_t>(is_inverted ? ink * black / 255 : (255 - ink) * (255 - black) / 255);
        }
        pixels[3] = 255;
    }
}

bool read_rows(Decoder& decoder, Raster& raster, std::vector<std::uint8_t>& row)
{
    auto& jpeg = decoder.jpeg;
    if (setjmp(decoder.fault.way_out) != 0) return false;
    jpeg_start_decompress(&jpeg);
    auto const is_cmyk = jpeg.out_color_space == JCS_CMYK;
    raster.width = static_cast<int>(jpeg.output_width);
    raster.height = static_cast<int>(jpeg.output_height);
    raster.pixels.resize(std::size_t{jpeg.output_width} * jpeg.output_height * 4);
    row.resize(std::size_t{jpeg.output_width} * 4);
    auto* pixels = raster.pixels.data();
    auto* line = row.data();
    while (jpeg.output_scanline < jpeg.output_height) {
        jpeg_read_scanlines(&jpeg, &line, 1);
        widen(line, pixels, jpeg.output_width, is_cmyk, jpeg.saw_Adobe_marker);
        pixels += std::size_t{jpeg.output_width} * 4;
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

int orientation_of(jpeg_decompress_struct const& jpeg)
{
    constexpr std::size_t heading = 6; // "Exif", two zeros
    for (auto const* marker = jpeg.marker_list; marker; marker = marker->next)
        if (marker->data_length > heading && std::memcmp(marker->data, "Exif\0", heading) == 0)
            return orientation_in({marker->data + heading, marker->data_length - heading});
    return 1;
}

} // namespace

Reading read_jpeg(File file, int size)
{
    Decoder decoder;
    auto& jpeg = decoder.jpeg;
    if (!read_head(decoder, file)) return std::unexpected(damaged(decoder.fault.words));
    if (auto failure = too_large(jpeg.image_width, jpeg.image_height)) return std::unexpected(std::move(*failure));
    auto const longer = std::max(jpeg.image_width, jpeg.image_height);
    jpeg.scale_num = 1;
    jpeg.scale_denom = 8;
    while (jpeg.scale_denom > 1 && longer / jpeg.scale_denom < static_cast<unsigned>(size)) jpeg.scale_denom /= 2;
    jpeg.out_color_space = jpeg.num_components == 4 ? JCS_CMYK : JCS_RGB;
    Raster raster;
    raster.orientation = orientation_of(jpeg); // what was saved of the heading goes with the last row
    std::vector<std::uint8_t> row;
    if (!read_rows(decoder, raster, row)) return std::unexpected(damaged(decoder.fault.words));
    if (decoder.fault.broke_off) return std::unexpected(damaged("its data breaks off or is broken"));
    return raster;
}

} // namespace guildhall::pictures
