#include "surface.hpp"
#include "triangle_view.hpp"
#include <array>

namespace guildhall::preview {
namespace {

constexpr std::size_t most_samples = 16;  // of one pixel
constexpr std::size_t most_fragments = 4; // of one pixel; what exceeds them joins the last

constexpr std::size_t crowd_of_patches = 6;

// The samples of one triangle within a pixel.
struct Patch {
    std::uint32_t triangle = 0;
    float samples = 0;
    float x = 0, y = 0, depth = 0; // sums over the samples
};

// Patches of different triangles that look like one surface.
struct Cluster {
    Vector normal; // sum weighted by samples
    Vector unit_normal;
    float samples = 0, x = 0, y = 0, depth = 0;
    std::uint32_t color = 0;
};

class PixelGatherer {
public:
    PixelGatherer(Scene const& scene, Camera const& camera, Visibility const& visibility,
        std::span<Vector const> normals, std::span<std::uint32_t const> part_colors)
        : scene_(scene)
        , camera_(camera)
        , visibility_(visibility)
        , normals_(normals)
        , part_colors_(part_colors)
        , several_parts_(scene.parts().size() > 1)
    {
    }

    void gather(int x, int y, Surface& surface)
    {
        find_patches(x, y);
        cluster_count_ = 0;
        for (std::size_t i = 0; i < patch_count_; ++i) join(patches_[i]);
        auto const clusters = std::span(clusters_).first(cluster_count_);
        if (cluster_count_ > 1) std::ranges::sort(clusters, std::greater{}, &Cluster::samples);
        std::array<Fragment, most_fragments> fragments;
        for (std::size_t i = 0; i < cluster_count_; ++i) fragments[i] = finish(clusters[i]);
        surface.add_pixel(std::span(fragments).first(cluster_count_),
            clusters.empty() ? 0.0F : -clusters[0].samples / clusters[0].depth);
    }

private:
    void find_patches(int pixel_x, int pixel_y)
    {
        int const fine = visibility_.per_pixel();
        patch_count_ = 0;
        for (int row = pixel_y * fine; row < (pixel_y + 1) * fine; ++row) {
            Sample const* const samples = visibility_.row(row);
            for (int column = pixel_x * fine; column < (pixel_x + 1) * fine; ++column) {
                if (samples[column].triangle == no_triangle) continue;
                Patch& patch = patch_of(samples[column].triangle);
                patch.samples += 1;
                patch.x += visibility_.x(column, row);
                patch.y += visibility_.y(row);
                patch.depth += samples[column].depth;
            }
        }
    }

    Patch& patch_of(std::uint32_t triangle)
    {
        for (std::size_t i = patch_count_; i-- > 0;)
            if (patches_[i].triangle == triangle) return patches_[i];
        return patches_[patch_count_++] = {triangle};
    }

    void join(Patch const& patch)
    {
        float const x = patch.x / patch.samples, y = patch.y / patch.samples;
        TriangleView const view{scene_.indices(), visibility_.projected(), normals_, patch.triangle};
        Vector const normal = facing(view.normal(x, y), camera_.ray(x, y));
        std::uint32_t const color = part_colors_[several_parts_ ? scene_.part_of(patch.triangle) : 0];
        Cluster& cluster = cluster_for(normal, patch.depth / patch.samples, color);
        cluster.normal = cluster.normal + normal * patch.samples;
        cluster.samples += patch.samples;
        cluster.x += patch.x;
        cluster.y += patch.y;
        cluster.depth += patch.depth;
    }

    Cluster& cluster_for(Vector normal, float depth, std::uint32_t color)
    {
        // About the crease angle; but where triangles are smaller than samples there are no creases to keep apart.
        float const same_direction = patch_count_ < crowd_of_patches ? 0.86F : 0.2F;
        float const pixel_size = -1 / (depth * camera_.scale());
        for (std::size_t i = 0; i < cluster_count_; ++i) {
            Cluster& cluster = clusters_[i];
            float const step = std::fabs(1 / depth - cluster.samples / cluster.depth);
            if (cluster.color == color && dot(cluster.unit_normal, normal) > same_direction && step < 8 * pixel_size)
                return cluster;
        }
        if (cluster_count_ == most_fragments) return clusters_.back();
        return clusters_[cluster_count_++] = {{}, normal, 0, 0, 0, 0, color};
    }

    Fragment finish(Cluster const& cluster) const
    {
        float const part = 1 / cluster.samples;
        Vector const ray = camera_.ray(cluster.x * part, cluster.y * part);
        float const all = static_cast<float>(visibility_.per_pixel() * visibility_.per_pixel());
        return {camera_.eye() + ray * (-cluster.samples / cluster.depth), normalized(cluster.normal), cluster.color,
            cluster.samples / all};
    }

    Scene const& scene_;
    Camera const& camera_;
    Visibility const& visibility_;
    std::span<Vector const> normals_;
    std::span<std::uint32_t const> part_colors_;
    bool several_parts_;
    std::array<Patch, most_samples> patches_;
    std::size_t patch_count_ = 0;
    std::array<Cluster, most_fragments> clusters_;
    std::size_t cluster_count_ = 0;
};

} // namespace

Surface::Surface(int width, int height)
    : width_(width)
    , height_(height)
{
    auto const pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    fragments_.reserve(pixels);
    distances_.reserve(pixels);
    first_.reserve(pixels + 1);
    first_.push_back(0);
}

void Surface::add_pixel(std::span<Fragment const> fragments, float distance)
{
    fragments_.insert(fragments_.end(), fragments.begin(), fragments.end());
    first_.push_back(static_cast<std::uint32_t>(fragments_.size()));
    distances_.push_back(distance);
}

Surface find_surface(Scene const& scene, Camera const& camera, Visibility const& visibility,
    std::span<Vector const> normals, std::span<std::uint32_t const> part_colors)
{
    Surface surface{camera.width(), camera.height()};
    PixelGatherer gatherer{scene, camera, visibility, normals, part_colors};
    for (int y = 0; y < camera.height(); ++y)
        for (int x = 0; x < camera.width(); ++x) gatherer.gather(x, y, surface);
    return surface;
}

} // namespace guildhall::preview
