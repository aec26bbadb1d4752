#include "preview/png.hpp"
#include <gmock/gmock.h>
#include <random>
#include <zlib.h>

namespace guildhall::preview {
namespace {

// A reader of PNG files of its own making, after the specification, on zlib.
class PngReader {
public:
    explicit PngReader(std::string const& file)
        : file_(file)
    {
        EXPECT_EQ(file_.substr(0, 8), "\x89PNG\r\n\x1a\n");
        at_ = 8;
    }

    Image read()
    {
        std::string packed;
        for (std::string type; type != "IEND";) {
            auto const length = number(at_);
            type = file_.substr(at_ + 4, 4);
            auto const content = file_.substr(at_ + 8, length);
            EXPECT_EQ(number(at_ + 8 + length),
                crc32(0, reinterpret_cast<Bytef const*>(file_.data()) + at_ + 4, static_cast<uInt>(length + 4)));
            at_ += length + 12;
            if (type == "IHDR") read_header(content);
            if (type == "IDAT") packed += content;
        }
        EXPECT_EQ(at_, file_.size());
        return unfilter(inflate(packed));
    }

    int color_type() const { return color_type_; }

private:
    std::size_t number(std::size_t at) const
    {
        std::size_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(file_.at(at + i));
        return value;
    }

    void read_header(std::string const& header)
    {
        ASSERT_EQ(header.size(), 13U);
        width_ = number(16);
        height_ = number(20);
        EXPECT_EQ(header[8], 8);
        color_type_ = header[9];
        EXPECT_EQ(header.substr(10), std::string(3, '\0'));
    }

    std::size_t pixel_bytes() const { return color_type_ == 6 ? 4 : 3; }

    std::vector<std::uint8_t> inflate(std::string const& packed) const
    {
        std::vector<std::uint8_t> plain((width_ * pixel_bytes() + 1) * height_);
        auto size = static_cast<uLongf>(plain.size());
        EXPECT_EQ(uncompress(plain.data(), &size, reinterpret_cast<Bytef const*>(packed.data()), packed.size()), Z_OK);
        EXPECT_EQ(size, plain.size());
        return plain;
    }

    Image unfilter(std::vector<std::uint8_t> const& plain) const
    {
        std::size_t const row_bytes = width_ * pixel_bytes();
        Image image{static_cast<int>(width_), static_cast<int>(height_), {}};
        std::vector<std::uint8_t> above(row_bytes), row(row_bytes);
        for (std::size_t y = 0; y < height_; ++y) {
            std::uint8_t const* const line = &plain[y * (row_bytes + 1)];
            for (std::size_t i = 0; i < row_bytes; ++i) {
                int const a = i >= pixel_bytes() ? row[i - pixel_bytes()] : 0;
                int const c = i >= pixel_bytes() ? above[i - pixel_bytes()] : 0;
                row[i] = static_cast<std::uint8_t>(line[i + 1] + guess(line[0], a, above[i], c));
            }
            for (std::size_t x = 0; x < width_; ++x)
                for (std::size_t k = 0; k < 4; ++k)
                    image.rgba.push_back(k < pixel_bytes() ? row[x * pixel_bytes() + k] : 255);
            above = row;
        }
        return image;
    }

    static int guess(int filter, int a, int b, int c)
    {
        EXPECT_LE(filter, 4);
        if (filter == 1) return a;
        if (filter == 2) return b;
        if (filter == 3) return (a + b) / 2;
        if (filter != 4) return 0;
        int const pa = std::abs(b - c), pb = std::abs(a - c), pc = std::abs(a + b - 2 * c);
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    std::string const& file_;
    std::size_t at_ = 0, width_ = 0, height_ = 0;
    int color_type_ = 0;
};

Image noise(int width, int height, bool opaque)
{
    Image image{width, height, {}};
    std::mt19937 random{42};
    for (int i = 0; i < 4 * width * height; ++i)
        image.rgba.push_back(static_cast<std::uint8_t>(opaque && i % 4 == 3 ? 255U : random() & 0xffU));
    return image;
}

Image slope(int width, int height)
{
    Image image{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int const value : {x, x + 2 * y, 3 * y, 255}) image.rgba.push_back(static_cast<std::uint8_t>(value));
    return image;
}

TEST(Png, GivesBackEveryPixel)
{
    for (auto const& image : {noise(1, 1, true), noise(37, 23, true), noise(64, 5, false), slope(200, 100)}) {
        auto const file = encode_png(image);
        auto const read = PngReader{file}.read();
        EXPECT_EQ(read.width, image.width);
        EXPECT_EQ(read.height, image.height);
        EXPECT_EQ(read.rgba, image.rgba);
    }
}

TEST(Png, SpendsAlphaOnlyOnPicturesThatHaveIt)
{
    constexpr int rgb = 2, rgba = 6;
    for (bool const opaque : {true, false}) {
        auto const file = encode_png(noise(8, 8, opaque));
        PngReader reader{file};
        reader.read();
        EXPECT_EQ(reader.color_type(), opaque ? rgb : rgba);
    }
}

TEST(Png, FiltersMakeSlopesSmall)
{
    EXPECT_THAT(encode_png(slope(200, 100)).size(), testing::Lt(1000U)) << "60,000 bytes of differing pixels";
}

} // namespace
} // namespace guildhall::preview
