#include "preview/render.hpp"
#include "backdrop.hpp"
#include "corner_normals.hpp"
#include "edges.hpp"
#include "palette.hpp"
#include "studio.hpp"
#include "viewpoint.hpp"

namespace guildhall::preview {
namespace {

// Fewer samples for large pictures, where steps are small against the picture and memory counts.
constexpr long long finely_sampled_pixels = 1280LL * 1024;

int samples_per_pixel(int width, int height)
{
    return static_cast<long long>(width) * height <= finely_sampled_pixels ? 3 : 2;
}

// From linear light to the 8-bit values of a screen; highlights roll off softly instead of clipping.
class Developer {
  public:
    Developer()
    {
        for (std::size_t i = 0; i < table_.size(); ++i)
            table_[i] = to_screen(brightest * static_cast<float>(i) / static_cast<float>(table_.size() - 1));
    }

    std::uint8_t operator()(float light) const
    {
        float const place = std::clamp(light / brightest, 0.0F, 1.0F) * static_cast<float>(table_.size() - 1);
        return table_[static_cast<std::size_t>(place + 0.5F)];
    }

  private:
    static constexpr float brightest = 2;
    static constexpr float shoulder = 0.80F; // linear below

    static std::uint8_t to_screen(float light)
    {
        float const room = 1 - shoulder;
        float const rolled = light < shoulder ? light : 1 - room * std::exp((shoulder - light) / room);
        float const encoded = rolled <= 0.0031308F ? 12.92F * rolled : 1.055F * std::pow(rolled, 1 / 2.4F) - 0.055F;
        return static_cast<std::uint8_t>(std::lround(255 * std::clamp(encoded, 0.0F, 1.0F)));
    }

    std::array<std::uint8_t, 8192> table_{};
};

class Painter {
  public:
    Painter(Scene const& scene, Camera const& camera, RenderOptions const& options)
        : scene_(scene), camera_(camera), options_(options), studio_(camera), ground_shadow_(scene, studio_.to_key()),
          backdrop_(camera, ground_shadow_)
    {
    }

    Image paint() const
    {
        Palette const palette = make_palette(scene_, options_.color);
        auto const normals = corner_normals(scene_.positions(), scene_.indices());
        std::vector<float> edges;
        Surface const surface = look(normals, palette, edges);
        auto const light = find_illumination(surface, camera_, ShadowMap{scene_, studio_.to_key()});

        Image image{camera_.width(), camera_.height(), {}};
        image.rgba.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
        std::size_t pixel = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x, ++pixel) {
                Light sum;
                std::size_t index = surface.first_fragment(x, y);
                for (auto const& fragment : surface.at(x, y)) {
                    Vector const shaded = studio_.shade(fragment, light[index++], palette.colors[fragment.color]);
                    sum.color = sum.color + shaded * fragment.coverage;
                    sum.coverage += fragment.coverage;
                }
                if (!edges.empty()) sum.color = sum.color * (1 - edges[pixel] / std::max(sum.coverage, 0.01F));
                put(x, y, sum, image);
            }
        }
        return image;
    }

  private:
    struct Light {
        Vector color; // times coverage
        float coverage = 0;
    };

    // Everything that needs the fine grid of samples, which is large and dropped here.
    Surface look(std::vector<Vector> const& normals, Palette const& palette, std::vector<float>& edges) const
    {
        Visibility const visibility{scene_, camera_, samples_per_pixel(camera_.width(), camera_.height())};
        Surface surface = find_surface(scene_, camera_, visibility, normals, palette.of_part);
        if (options_.edges) edges = find_edges(scene_, camera_, visibility, surface, normals);
        return surface;
    }

    void put(int x, int y, Light const& part, Image& image) const
    {
        static Developer const develop;
        float const gap = std::max(0.0F, 1 - part.coverage);
        float const shadow = gap > 0 ? backdrop_.shadow(x, y) : 0.0F;
        Vector color = part.color;
        float alpha = 1;
        if (options_.background == Background::studio) {
            if (gap > 0) color = color + backdrop_.paper(x, y) * (gap * (1 - shadow));
        } else {
            alpha = std::min(1.0F, part.coverage + gap * shadow);
            color = alpha > 0 ? color * (1 / alpha) : Vector{};
        }
        for (float const channel : {color.x, color.y, color.z}) image.rgba.push_back(develop(channel));
        image.rgba.push_back(static_cast<std::uint8_t>(std::lround(255 * alpha)));
    }

    Scene const& scene_;
    Camera const& camera_;
    RenderOptions const& options_;
    Studio studio_;
    GroundShadow ground_shadow_;
    Backdrop backdrop_;
};

} // namespace

Image render(geometry::Mesh const& mesh, RenderOptions const& options)
{
    int const width = std::clamp(options.width, smallest_picture, largest_picture);
    int const height = std::clamp(options.height, smallest_picture, largest_picture);
    Scene const scene{mesh};
    Camera const camera{scene, options.view.value_or(choose_view(scene)), width, height};
    return Painter{scene, camera, options}.paint();
}

} // namespace guildhall::preview
