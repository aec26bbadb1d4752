#include "viewpoint.hpp"
#include "camera.hpp"
#include "fill.hpp"
#include <limits>

namespace guildhall::preview {
namespace {

constexpr int sketch_width = 96, sketch_height = 72;
constexpr std::size_t most_triangles = 40'000; // enough for a sketch of this size
constexpr float large_area = 2e-4F;            // of a triangle in a scene of diagonal 1: about a pixel of the sketch

struct Facet {
    Vector a, b, c;
    Vector normal;
};

// All large triangles, and of the small ones as many as it takes to see where they are.
std::vector<Facet> choose_facets(Scene const& scene)
{
    auto const indices = scene.indices();
    std::size_t const stride = 1 + scene.triangle_count() / most_triangles;
    std::vector<Facet> facets;
    facets.reserve(std::min(scene.triangle_count(), most_triangles));
    for (std::size_t i = 0; i < scene.triangle_count(); ++i) {
        Vector const a = scene.positions()[indices[3 * i]];
        Vector const b = scene.positions()[indices[3 * i + 1]];
        Vector const c = scene.positions()[indices[3 * i + 2]];
        Vector const area = cross(b - a, c - a);
        if (i % stride == 0 || dot(area, area) > large_area * large_area) facets.push_back({a, b, c, normalized(area)});
    }
    return facets;
}

// A small drawing that only knows which way the surface faces.
class Sketch {
public:
    Sketch(std::vector<Facet> const& facets, Camera const& camera)
        : pixels_(sketch_width * sketch_height)
    {
        for (auto const& facet : facets) {
            Vector const normal = dot(facet.normal, camera.forward()) > 0 ? -facet.normal : facet.normal;
            auto const draw = [&](int row, int first, int last, float z, float z_per_column) {
                for (int column = first; column < last; ++column, z += z_per_column)
                    if (Pixel& pixel = at(column, row); z < pixel.depth) pixel = {z, normal};
            };
            fill_triangle(
                camera.project(facet.a), camera.project(facet.b), camera.project(facet.c), sketch_width, sketch_height,
                [](int) { return 0.5F; }, draw);
        }
    }

    // Counts where the surface turns or steps from one pixel to the next.
    int detail()
    {
        int count = 0;
        for (int row = 0; row + 1 < sketch_height; ++row)
            for (int column = 0; column + 1 < sketch_width; ++column)
                count += differ(at(column, row), at(column + 1, row)) + differ(at(column, row), at(column, row + 1));
        return count;
    }

private:
    struct Pixel {
        float depth = 0;
        Vector normal;
    };

    static int differ(Pixel const& a, Pixel const& b)
    {
        if (a.depth == 0 || b.depth == 0) return 0;
        constexpr float turned = 0.9F, stepped = 0.02F;
        return dot(a.normal, b.normal) < turned || std::fabs(a.depth / b.depth - 1) > stepped;
    }

    Pixel& at(int column, int row) { return pixels_[static_cast<std::size_t>(row * sketch_width + column)]; }

    std::vector<Pixel> pixels_;
};

} // namespace

View choose_view(Scene const& scene)
{
    Vector const extent = scene.high() - scene.low();
    float const widest = std::max({extent.x, extent.y, 1e-6F});
    float const lengthwise = (extent.x - extent.y) / (extent.x + extent.y + 1e-6F);
    float const turn = lengthwise > 0 ? 37 - 13 * lengthwise : 37 - 26 * lengthwise; // from the front to the right side
    float const pitch = 15 + 28 / (1 + extent.z / widest);

    // Where a part is the same all round, it is shown from the front right, as draughtsmen do.
    struct Candidate {
        float yaw, preference;
    };
    Candidate const candidates[]{{-90 + turn, 1.2F}, {-90 - turn, 1.1F}, {90 - turn, 1.0F}, {90 + turn, 1.0F}};
    auto const facets = choose_facets(scene);
    View best;
    float most = -1;
    for (auto const& candidate : candidates) {
        View const view{candidate.yaw, pitch};
        Sketch sketch{facets, Camera{scene, view, sketch_width, sketch_height}};
        float const merit = (50 + static_cast<float>(sketch.detail())) * candidate.preference;
        if (merit <= most) continue;
        most = merit;
        best = view;
    }
    return best;
}

} // namespace guildhall::preview
