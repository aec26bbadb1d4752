#include "edges.hpp"
#include "triangle_view.hpp"
#include <optional>

namespace guildhall::preview {
namespace {

constexpr float outline_strength = 0.85F, step_strength = 0.75F, crease_strength = 0.55F;
constexpr float crease_begins = 0.90F, crease_full = 0.74F; // cosine between the two normals

// Finds lines between neighbouring samples. Each line is two samples wide: one on either side.
class EdgeFinder {
  public:
    EdgeFinder(Scene const& scene, Camera const& camera, Visibility const& visibility, std::span<Vector const> normals)
        : scene_(scene), camera_(camera), visibility_(visibility), normals_(normals)
    {
    }

    struct Lines {
        float outline = 0; // against the background
        float inner = 0;   // creases and steps within the picture of the part
    };

    Lines in_pixel(int pixel_x, int pixel_y)
    {
        int const fine = visibility_.per_pixel();
        Lines sum;
        for (int row = pixel_y * fine; row < (pixel_y + 1) * fine; ++row)
            for (int column = pixel_x * fine; column < (pixel_x + 1) * fine; ++column) {
                Lines const lines = at_sample(column, row);
                sum.outline += lines.outline;
                sum.inner += lines.inner;
            }
        float const share = 1 / static_cast<float>(fine * fine);
        return {sum.outline * share, sum.inner * share};
    }

  private:
    Lines at_sample(int column, int row)
    {
        Sample const& own = visibility_.row(row)[column];
        Lines lines;
        if (own.triangle == no_triangle) return lines;
        compare(column, row, column - 1, row, lines);
        compare(column, row, column + 1, row, lines);
        compare(column, row, column, row - 1, lines);
        compare(column, row, column, row + 1, lines);
        if (lines.outline > 0) lines.inner = 0;
        return lines;
    }

    void compare(int column, int row, int other_column, int other_row, Lines& lines)
    {
        if (other_column < 0 || other_row < 0 || other_column >= visibility_.columns() || other_row >= visibility_.rows())
            return;
        Sample const& own = visibility_.row(row)[column];
        Sample const& other = visibility_.row(other_row)[other_column];
        if (other.triangle == own.triangle) return;
        if (other.triangle == no_triangle) {
            lines.outline = outline_strength;
            return;
        }
        float const x = visibility_.x(column, row), y = visibility_.y(row);
        float const other_x = visibility_.x(other_column, other_row), other_y = visibility_.y(other_row);
        TriangleView const own_view = view(own.triangle), other_view = view(other.triangle);

        // Two surfaces that meet here: each one's plane passes the other's sample. The better of the two predictions
        // counts, so that surfaces seen at a grazing angle do not look like steps.
        float const miss = std::min(std::fabs(own_view.depth(other_x, other_y) - other.depth),
            std::fabs(other_view.depth(x, y) - own.depth));
        float const distance = -1 / own.depth;
        float const pixels = miss * distance * camera_.scale(); // the step, in pixels at this distance
        lines.inner = std::max(lines.inner, step_strength * smooth_step(1.0F, 3.0F, pixels));

        Vector const ray = camera_.ray(x, y);
        float const cosine = dot(facing(own_view.mean_normal(), ray), facing(other_view.mean_normal(), ray));
        lines.inner = std::max(lines.inner, crease_strength * smooth_step(-crease_begins, -crease_full, -cosine));
    }

    TriangleView view(std::uint32_t triangle) const
    {
        return {scene_.indices(), visibility_.projected(), normals_, triangle};
    }

    Scene const& scene_;
    Camera const& camera_;
    Visibility const& visibility_;
    std::span<Vector const> normals_;
};

// Most pixels lie within one smooth surface; only the others need a closer look.
bool may_have_edges(Surface const& surface, int x, int y)
{
    auto const own = surface.at(x, y);
    if (own.empty()) return false;
    for (int there_y = std::max(0, y - 1); there_y <= std::min(surface.height() - 1, y + 1); ++there_y) {
        for (int there_x = std::max(0, x - 1); there_x <= std::min(surface.width() - 1, x + 1); ++there_x) {
            auto const there = surface.at(there_x, there_y);
            if (there.size() != 1 || there[0].coverage < 0.999F) return true;
            if (there[0].color != own[0].color || dot(there[0].normal, own[0].normal) < crease_begins) return true;
            Vector const way = there[0].position - own[0].position;
            float const ratio = surface.distance(there_x, there_y) / surface.distance(x, y);
            if (std::fabs(dot(way, own[0].normal)) > 0.5F * length(way) || std::fabs(ratio - 1) > 0.02F) return true;
        }
    }
    return false;
}

// Where lines crowd so densely that they would merge into a dark patch, they are drawn fainter.
void thin_out(std::vector<float>& lines, int width, int height)
{
    constexpr int radius = 4;
    constexpr float airy = 0.16F, crowded = 0.40F, faintest = 0.25F;
    auto const at = [width](int x, int y) {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    };
    std::vector<float> rows(lines.size()), density(static_cast<std::size_t>(width));
    for (int y = 0; y < height; ++y) {
        float sum = 0;
        for (int x = -radius; x < width; ++x) {
            if (x + radius < width) sum += lines[at(x + radius, y)];
            if (x - radius - 1 >= 0) sum -= lines[at(x - radius - 1, y)];
            if (x >= 0) rows[at(x, y)] = sum;
        }
    }
    constexpr float area = (2 * radius + 1) * (2 * radius + 1);
    for (int y = -radius; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            float& sum = density[static_cast<std::size_t>(x)];
            if (y + radius < height) sum += rows[at(x, y + radius)];
            if (y - radius - 1 >= 0) sum -= rows[at(x, y - radius - 1)];
            if (y >= 0) lines[at(x, y)] *= 1 - (1 - faintest) * smooth_step(airy, crowded, sum / area);
        }
    }
}

} // namespace

std::vector<float> find_edges(Scene const& scene, Camera const& camera, Visibility const& visibility,
    Surface const& surface, std::span<Vector const> normals)
{
    auto const pixels = static_cast<std::size_t>(surface.width()) * static_cast<std::size_t>(surface.height());
    std::vector<float> outlines(pixels), inner(pixels);
    EdgeFinder finder{scene, camera, visibility, normals};
    std::size_t pixel = 0;
    for (int y = 0; y < surface.height(); ++y) {
        for (int x = 0; x < surface.width(); ++x, ++pixel) {
            if (!may_have_edges(surface, x, y)) continue;
            auto const lines = finder.in_pixel(x, y);
            outlines[pixel] = lines.outline;
            inner[pixel] = lines.inner;
        }
    }
    thin_out(inner, surface.width(), surface.height());
    for (std::size_t i = 0; i < pixels; ++i) outlines[i] = std::min(1.0F, outlines[i] + inner[i]);
    return outlines;
}

} // namespace guildhall::preview
