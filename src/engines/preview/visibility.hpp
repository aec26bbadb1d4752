#pragma once
// Which triangle is seen where: several samples per pixel, each with the nearest triangle.
#include "camera.hpp"
#include <limits>
#include <vector>

namespace guildhall::preview {

constexpr std::uint32_t no_triangle = std::numeric_limits<std::uint32_t>::max();

struct Sample {
    float depth = 0; // Projected::z, 0 where nothing is
    std::uint32_t triangle = no_triangle;
};

// A grid of samples, `per_pixel` times finer than the picture in both directions. The rows within a pixel are shifted
// against each other, so that steep edges get per_pixel^2 steps of grey.
class Visibility {
public:
    Visibility(Scene const& scene, Camera const& camera, int per_pixel);

    int per_pixel() const { return per_pixel_; }
    int columns() const { return columns_; }
    int rows() const { return rows_; }
    Sample const* row(int row) const
    {
        return &samples_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_)];
    }

    // Where in the picture a sample lies, in pixels.
    float x(int column, int row) const
    {
        return (static_cast<float>(column) + column_offset(row)) / static_cast<float>(per_pixel_);
    }
    float y(int row) const { return (static_cast<float>(row) + 0.5F) / static_cast<float>(per_pixel_); }

    // Vertices as the camera sees them.
    std::vector<Projected> const& projected() const { return projected_; }

private:
    float column_offset(int row) const { return offsets_[static_cast<std::size_t>(row % per_pixel_)]; }
    void draw(Scene const& scene);
    void draw_if_thin(Vector a, Vector b, Vector c, std::uint32_t triangle);

    int per_pixel_, columns_, rows_;
    std::vector<float> offsets_; // of each row within a pixel
    std::vector<Projected> projected_;
    std::vector<Sample> samples_;
};

} // namespace guildhall::preview
