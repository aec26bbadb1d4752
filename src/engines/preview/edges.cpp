#include "edges.hpp"
#include "triangle_view.hpp"

namespace guildhall::preview {
namespace {

constexpr float outline_strength = 0.85F, step_strength = 0.75F, crease_strength = 0.55F;
constexpr float crease_begins = 0.90F, crease_full = 0.74F; // cosine between the two normals

// Finds lines between neighbouring samples. Each line is two samples wide: one on either side.
class EdgeFinder {
public:
    EdgeFinder(Scene const& scene, Camera const& camera, Visibility const& visibility, std::span<Vector const> normals)
        : scene_(scene)
        , camera_(camera)
        , visibility_(visibility)
        , normals_(normals)
    {
    }

    // The share of a pixel that lines cover, weighted by their strength.
    float in_pixel(int pixel_x, int pixel_y) const
    {
        int const fine = visibility_.per_pixel();
        float sum = 0;
        for (int row = pixel_y * fine; row < (pixel_y + 1) * fine; ++row)
            for (int column = pixel_x * fine; column < (pixel_x + 1) * fine; ++column) sum += at_sample(column, row);
        return sum / static_cast<float>(fine * fine);
    }

private:
    float at_sample(int column, int row) const
    {
        if (visibility_.row(row)[column].triangle == no_triangle) return 0;
        return std::max({between(column, row, column - 1, row), between(column, row, column + 1, row),
            between(column, row, column, row - 1), between(column, row, column, row + 1)});
    }

    // The strength of the line between a sample and one of its neighbours.
    float between(int column, int row, int other_column, int other_row) const
    {
        if (other_column < 0 || other_row < 0 || other_column >= visibility_.columns() ||
            other_row >= visibility_.rows())
            return 0;
        Sample const& own = visibility_.row(row)[column];
        Sample const& other = visibility_.row(other_row)[other_column];
        if (other.triangle == own.triangle) return 0;
        if (other.triangle == no_triangle) return outline_strength;

        // Two surfaces that meet here: each one's plane passes the other's sample. The better of the two predictions
        // counts, so that surfaces seen at a grazing angle do not look like steps.
        float const x = visibility_.x(column, row), y = visibility_.y(row);
        float const other_x = visibility_.x(other_column, other_row), other_y = visibility_.y(other_row);
        TriangleView const own_view = view(own.triangle), other_view = view(other.triangle);
        float const miss = std::min(
            std::fabs(own_view.depth(other_x, other_y) - other.depth), std::fabs(other_view.depth(x, y) - own.depth));
        float const distance = -1 / own.depth;
        float const pixels = miss * distance * camera_.scale(); // the step, in pixels at this distance
        float const step = step_strength * smooth_step(1.0F, 3.0F, pixels);

        Vector const ray = camera_.ray(x, y);
        float const cosine = dot(facing(own_view.mean_normal(), ray), facing(other_view.mean_normal(), ray));
        return std::max(step, crease_strength * smooth_step(-crease_begins, -crease_full, -cosine));
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

bool within_one_surface(Fragment const& a, Fragment const& b)
{
    if (a.color != b.color || dot(a.normal, b.normal) < crease_begins) return false;
    constexpr float steepest = 0.4F, smallest_step = 0.002F; // the scene's diagonal is 1
    Vector const way = b.position - a.position;
    float const rise = std::fabs(dot(way, a.normal));
    return rise < smallest_step || rise < steepest * length(way);
}

// Marks the pixels that may have lines in them: most lie within one smooth surface and need no closer look.
std::vector<std::uint8_t> mark_discontinuities(Surface const& surface)
{
    int const width = surface.width(), height = surface.height();
    std::vector<std::uint8_t> marks(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::size_t pixel = 0;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x, ++pixel) {
            auto const own = surface.at(x, y);
            if (own.empty()) continue;
            if (own.size() > 1 || own[0].coverage < 0.999F) marks[pixel] = 1;
            auto const compare = [&](int there_x, int there_y, std::size_t there_pixel) {
                auto const there = surface.at(there_x, there_y);
                if (there.empty())
                    marks[pixel] = 1;
                else if (!within_one_surface(own[0], there[0]))
                    marks[pixel] = marks[there_pixel] = 1;
            };
            if (x + 1 < width) compare(x + 1, y, pixel + 1);
            if (y + 1 < height) compare(x, y + 1, pixel + static_cast<std::size_t>(width));
            if (x > 0 && surface.at(x - 1, y).empty()) marks[pixel] = 1;
            if (y > 0 && surface.at(x, y - 1).empty()) marks[pixel] = 1;
        }
    }
    return marks;
}

constexpr int crowd_radius = 4; // pixels

// The share of marked pixels around each pixel.
std::vector<float> find_crowds(std::vector<std::uint8_t> const& marks, int width, int height)
{
    auto const at = [width](int x, int y) {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    };
    std::vector<std::uint8_t> along_rows(marks.size());
    for (int y = 0; y < height; ++y) {
        int sum = 0;
        for (int x = -crowd_radius; x < width; ++x) {
            if (x + crowd_radius < width) sum += marks[at(x + crowd_radius, y)];
            if (x - crowd_radius - 1 >= 0) sum -= marks[at(x - crowd_radius - 1, y)];
            if (x >= 0) along_rows[at(x, y)] = static_cast<std::uint8_t>(sum);
        }
    }
    constexpr float share = 1.0F / ((2 * crowd_radius + 1) * (2 * crowd_radius + 1));
    std::vector<float> crowds(marks.size());
    std::vector<int> sums(static_cast<std::size_t>(width));
    for (int y = -crowd_radius; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            int& sum = sums[static_cast<std::size_t>(x)];
            if (y + crowd_radius < height) sum += along_rows[at(x, y + crowd_radius)];
            if (y - crowd_radius - 1 >= 0) sum -= along_rows[at(x, y - crowd_radius - 1)];
            if (y >= 0) crowds[at(x, y)] = static_cast<float>(sum) * share;
        }
    }
    return crowds;
}

} // namespace

std::vector<float> find_edges(Scene const& scene, Camera const& camera, Visibility const& visibility,
    Surface const& surface, std::span<Vector const> normals)
{
    // Where lines crowd so densely that they would merge into a dark patch, they fade away.
    constexpr float airy = 0.42F, crowded = 0.72F;
    auto const marks = mark_discontinuities(surface);
    auto const crowds = find_crowds(marks, surface.width(), surface.height());
    EdgeFinder const finder{scene, camera, visibility, normals};
    std::vector<float> edges(marks.size());
    std::size_t pixel = 0;
    for (int y = 0; y < surface.height(); ++y)
        for (int x = 0; x < surface.width(); ++x, ++pixel)
            if (marks[pixel] != 0 && crowds[pixel] < crowded)
                edges[pixel] = finder.in_pixel(x, y) * (1 - smooth_step(airy, crowded, crowds[pixel]));
    return edges;
}

} // namespace guildhall::preview
