#include "pictures/thumbnail.hpp"
#include <array>
#include <cstdio>
#include <cstring>
#include <gmock/gmock.h>
#include <jpeglib.h>
#include <memory>
#include <png.h>
#include <webp/decode.h>
#include <webp/encode.h>

namespace guildhall::pictures {
namespace {

using geometry::Defect;
using testing::HasSubstr;

struct Colour {
    int red = 0, green = 0, blue = 0;
};

// Its left half red, its right half blue; below the middle both darker.
std::vector<std::uint8_t> halves(int width, int height)
{
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            std::uint8_t const light = y < height / 2 ? 255 : 100;
            auto const is_left = x < width / 2;
            pixels.insert(pixels.end(), {is_left ? light : std::uint8_t{0}, 0, is_left ? std::uint8_t{0} : light});
        }
    return pixels;
}

std::string jpeg_of(int width, int height, int orientation = 1)
{
    auto const pixels = halves(width, height);
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr faults{};
    jpeg.err = jpeg_std_error(&faults);
    jpeg_create_compress(&jpeg);
    unsigned char* bytes = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&jpeg, &bytes, &length);
    jpeg.image_width = static_cast<unsigned>(width);
    jpeg.image_height = static_cast<unsigned>(height);
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    if (orientation != 1) {
        std::string exif("Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
        exif += static_cast<char>(orientation);
        exif += std::string("\0\0\0\0\0\0", 6) + "taken at a secret place";
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, reinterpret_cast<unsigned char const*>(exif.data()),
            static_cast<unsigned>(exif.size()));
    }
    while (jpeg.next_scanline < jpeg.image_height) {
        auto* row = const_cast<unsigned char*>(pixels.data()) + std::size_t{jpeg.next_scanline} * jpeg.image_width * 3;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::string text(reinterpret_cast<char*>(bytes), length);
    std::free(bytes);
    return text;
}

std::string png_of(int width, int height)
{
    auto const pixels = halves(width, height);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<unsigned>(width);
    image.height = static_cast<unsigned>(height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t length = 0;
    png_image_write_to_memory(&image, nullptr, &length, 0, pixels.data(), 0, nullptr);
    std::string text(length, '\0');
    png_image_write_to_memory(&image, text.data(), &length, 0, pixels.data(), 0, nullptr);
    text.resize(length);
    return text;
}

std::string webp_of(int width, int height)
{
    auto const pixels = halves(width, height);
    std::uint8_t* bytes = nullptr;
    auto const length = WebPEncodeLosslessRGB(pixels.data(), width, height, width * 3, &bytes);
    std::string text(reinterpret_cast<char*>(bytes), length);
    WebPFree(bytes);
    return text;
}

// 2 x 2: red and blue above, the colour that is none and white below.
std::string const small_gif("GIF89a\x02\0\x02\0\xF1\0\0\xFF\0\0\0\0\xFF\x0A\x0A\x0A\xFF\xFF\xFF"
                            "\x21\xF9\x04\x01\0\0\x02\0"
                            "\x2C\0\0\0\0\x02\0\x02\0\0\x02\x03\x44\x34\x05\0\x3B",
    50);

std::expected<std::string, geometry::Failure> thumbnail(std::string const& file, int size)
{
    return make_thumbnail(std::as_bytes(std::span(file)), size);
}

struct Seen {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
    Colour at(int x, int y) const
    {
        auto const* const pixel = pixels.data() + (static_cast<std::size_t>(y * width + x)) * 4;
        return {pixel[0], pixel[1], pixel[2]};
    }
    int opacity_at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x) * 4 + 3]; }
};
Seen look_at(std::string const& webp)
{
    Seen seen;
    auto* const pixels =
        WebPDecodeRGBA(reinterpret_cast<std::uint8_t const*>(webp.data()), webp.size(), &seen.width, &seen.height);
    if (!pixels) return seen;
    seen.pixels.assign(pixels, pixels + std::ptrdiff_t{seen.width} * seen.height * 4);
    WebPFree(pixels);
    return seen;
}
bool is_red(Colour c) { return c.red > 60 && c.blue < 60; }
bool is_blue(Colour c) { return c.blue > 60 && c.red < 60; }

TEST(Thumbnail, IsSmallAndLooksLikeWhatItWasMadeOf)
{
    for (auto const& file : {jpeg_of(800, 600), png_of(800, 600), webp_of(800, 600)}) {
        auto const made = thumbnail(file, 128);
        ASSERT_TRUE(made) << made.error().detail;
        auto const seen = look_at(*made);
        EXPECT_EQ(seen.width, 128);
        EXPECT_EQ(seen.height, 96);
        EXPECT_TRUE(is_red(seen.at(20, 20)));
        EXPECT_TRUE(is_blue(seen.at(100, 20)));
        EXPECT_GT(seen.at(20, 20).red, seen.at(20, 80).red + 80); // darker below
    }
}

TEST(Thumbnail, IsNeverLargerThanItsOriginal)
{
    auto const seen = look_at(thumbnail(png_of(40, 20), 400).value());
    EXPECT_EQ(seen.width, 40);
    EXPECT_EQ(seen.height, 20);
}

TEST(Thumbnail, KeepsTheShapeOfThinPictures)
{
    auto const seen = look_at(thumbnail(png_of(3000, 2), 128).value());
    EXPECT_EQ(seen.width, 128);
    EXPECT_EQ(seen.height, 1);
}

TEST(Thumbnail, StandsUprightWithoutTheWordsBesideIt)
{
    // What the eight say of the camera: where the left (red) and the upper (lighter) half have come to lie.
    struct Case {
        int orientation;
        bool lies;
        int red_x, red_y, blue_x, blue_y;
    };
    for (auto const& c : {Case{1, false, 10, 40, 110, 40}, Case{2, false, 110, 40, 10, 40},
             Case{3, false, 110, 60, 10, 60}, Case{4, false, 10, 60, 110, 60}, Case{5, true, 40, 10, 40, 110},
             Case{6, true, 60, 10, 60, 110}, Case{7, true, 60, 110, 60, 10}, Case{8, true, 40, 110, 40, 10}}) {
        auto const file = jpeg_of(400, 300, c.orientation);
        auto const made = thumbnail(file, 128);
        ASSERT_TRUE(made) << made.error().detail;
        EXPECT_EQ(made->find("secret"), made->npos);
        auto const seen = look_at(*made);
        EXPECT_EQ(seen.width, c.lies ? 96 : 128) << c.orientation;
        EXPECT_TRUE(is_red(seen.at(c.red_x, c.red_y))) << c.orientation;
        EXPECT_TRUE(is_blue(seen.at(c.blue_x, c.blue_y))) << c.orientation;
    }
}

TEST(Thumbnail, OfAGifIsItsFirstFrame)
{
    auto const made = thumbnail(small_gif, 128);
    ASSERT_TRUE(made) << made.error().detail;
    auto const seen = look_at(*made);
    EXPECT_EQ(seen.width, 2);
    EXPECT_EQ(seen.opacity_at(0, 1), 0);
    EXPECT_EQ(seen.opacity_at(1, 1), 255);
}

TEST(Thumbnail, RefusesTooManyPixelsBeforeItUnpacksThem)
{
    auto png = png_of(10, 10);
    png.replace(16, 8, std::string("\0\0\xFF\xFF\0\0\xFF\xFF", 8)); // width and height; the sum of IHDR is wrong now
    auto const broken = thumbnail(png, 128);
    ASSERT_FALSE(broken);
    auto gif = small_gif;
    gif.replace(6, 4, "\xFF\xFF\xFF\xFF");
    auto const bomb = thumbnail(gif, 128);
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().defect, Defect::too_complex);
    EXPECT_THAT(bomb.error().detail, HasSubstr("50 million"));
    auto jpeg = jpeg_of(16, 16);
    auto const frame = jpeg.find("\xFF\xC0");
    jpeg.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
    auto const large = thumbnail(jpeg, 128);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().defect, Defect::too_complex);
}

TEST(Thumbnail, RefusesWhatBreaksOff)
{
    for (auto const& file : {jpeg_of(800, 600), png_of(800, 600), webp_of(800, 600)})
        for (auto const part : {0.3, 0.6, 0.9}) {
            auto const cut = file.substr(0, static_cast<std::size_t>(static_cast<double>(file.size()) * part));
            auto const made = thumbnail(cut, 128);
            ASSERT_FALSE(made) << "of " << file.size() << " bytes " << cut.size();
            EXPECT_EQ(made.error().defect, Defect::damaged_file);
            EXPECT_THAT(made.error().detail, HasSubstr("cannot be read"));
        }
    EXPECT_FALSE(thumbnail(small_gif.substr(0, 40), 128));
}

TEST(Thumbnail, RefusesWhatIsNoPicture)
{
    for (std::string const file : {"", "GIF89a", "RIFF", "\xFF\xD8\xFF", "<svg/>", "solid x"}) {
        auto const made = thumbnail(file, 128);
        EXPECT_FALSE(made) << file;
    }
}

// One byte after the other is something else: whatever comes of it, it comes back.
TEST(Thumbnail, TakesNoHarmFromBrokenBytes)
{
    for (auto const& file : {jpeg_of(40, 30, 6), png_of(40, 30), webp_of(40, 30), small_gif})
        for (std::size_t i = 0; i < file.size(); ++i) {
            auto broken = file;
            broken[i] = static_cast<char>(broken[i] ^ 0x5A);
            std::ignore = thumbnail(broken, 16);
        }
}

} // namespace
} // namespace guildhall::pictures
