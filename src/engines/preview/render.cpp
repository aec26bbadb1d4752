#include "preview/render.hpp"
#include "backdrop.hpp"
#include "corner_normals.hpp"
#include "edges.hpp"
#include "film.hpp"
#include "palette.hpp"
#include "studio.hpp"
#include "viewpoint.hpp"

namespace guildhall::preview {
namespace {

// Fewer samples for large pictures, where steps are small against the picture and memory counts.
int samples_per_pixel(int width, int height)
{
    constexpr int finely_sampled_pixels = 1280 * 1024;
    return width * height <= finely_sampled_pixels ? 3 : 2;
}

// What the camera sees, ready to be shaded.
struct Sight {
    Surface surface;
    std::vector<float> edges; // strength of the line through each pixel; empty when none are wanted
};

// The fine grid of samples, the largest thing in memory, lives only as long as this takes.
Sight look(Scene const& scene, Camera const& camera, Palette const& palette, bool with_edges)
{
    auto const normals = corner_normals(scene.positions(), scene.indices());
    Visibility const visibility{scene, camera, samples_per_pixel(camera.width(), camera.height())};
    Sight sight{find_surface(scene, camera, visibility, normals, palette.of_part), {}};
    if (with_edges) sight.edges = find_edges(scene, camera, visibility, sight.surface, normals);
    return sight;
}

class Painter {
public:
    Painter(Scene const& scene, Camera const& camera, RenderOptions const& options)
        : camera_(camera)
        , options_(options)
        , palette_(make_palette(scene.parts(), options.color))
        , studio_(camera)
        , ground_shadow_(scene, studio_.to_key(), camera.size())
        , backdrop_(camera, ground_shadow_)
        , sight_(look(scene, camera, palette_, options.edges))
        , illumination_(find_illumination(sight_.surface, camera, ShadowMap{scene, studio_.to_key(), camera.size()}))
    {
    }

    Image paint() const
    {
        Image image{camera_.width(), camera_.height(), {}};
        image.rgba.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
        std::size_t pixel = 0;
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x, ++pixel) {
                Tint part = paint_part(x, y);
                if (!sight_.edges.empty() && part.coverage > 0)
                    part.color = part.color * (1 - sight_.edges[pixel] / part.coverage);
                append(x, y, on_backdrop(part, x, y), image);
            }
        return image;
    }

private:
    struct Tint {
        Vector color; // times coverage
        float coverage = 0;
    };

    Tint paint_part(int x, int y) const
    {
        Tint tint;
        std::size_t index = sight_.surface.first_fragment(x, y);
        for (auto const& fragment : sight_.surface.at(x, y)) {
            Vector const light = studio_.shade(fragment, illumination_[index++], palette_.colors[fragment.color]);
            tint.color = tint.color + light * fragment.coverage;
            tint.coverage += fragment.coverage;
        }
        return tint;
    }

    Tint on_backdrop(Tint const& part, int x, int y) const
    {
        float const gap = std::max(0.0F, 1 - part.coverage);
        if (gap < 1e-3F) return {part.color, 1};
        float const shadow = options_.ground_shadow ? backdrop_.shadow(x, y) : 0.0F;
        if (options_.background == Background::transparent) return {part.color, part.coverage + gap * shadow};
        return {part.color + backdrop_.paper(x, y) * (gap * (1 - shadow)), 1};
    }

    static void append(int x, int y, Tint const& tint, Image& image)
    {
        static Film const film;
        float const alpha = std::min(1.0F, tint.coverage);
        Vector const color = alpha > 0 ? tint.color * (1 / alpha) : Vector{};
        for (float const channel : {color.x, color.y, color.z}) image.rgba.push_back(film.develop(channel, x, y));
        image.rgba.push_back(static_cast<std::uint8_t>(std::lround(255 * alpha)));
    }

    Camera const& camera_;
    RenderOptions const& options_;
    Palette palette_;
    Studio studio_;
    GroundShadow ground_shadow_;
    Backdrop backdrop_;
    Sight sight_;
    std::vector<Illumination> illumination_;
};

} // namespace

Image render(geometry::Mesh const& mesh, RenderOptions const& options)
{
    int const width = std::clamp(options.width, smallest_picture, largest_picture);
    int const height = std::clamp(options.height, smallest_picture, largest_picture);
    Scene const scene{mesh};
    Camera const camera{scene, options.view ? *options.view : choose_view(scene), width, height};
    return Painter{scene, camera, options}.paint();
}

} // namespace guildhall::preview
