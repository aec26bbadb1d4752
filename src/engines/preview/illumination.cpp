#include "illumination.hpp"
#include "occlusion.hpp"
#include "spiral.hpp"

namespace guildhall::preview {
namespace {

// Averages over four pixels in a row or column, looking through the largest fragment of each.
class Softener {
public:
    explicit Softener(Surface const& surface)
        : surface_(surface)
    {
    }

    std::vector<Illumination> soften(std::vector<Illumination> const& sharp, int step_x, int step_y) const
    {
        std::vector<Illumination> soft(sharp.size());
        for (int y = 0; y < surface_.height(); ++y) {
            for (int x = 0; x < surface_.width(); ++x) {
                std::size_t index = surface_.first_fragment(x, y);
                for (auto const& fragment : surface_.at(x, y)) {
                    soft[index] = mean(sharp, fragment, sharp[index], x, y, step_x, step_y);
                    ++index;
                }
            }
        }
        return soft;
    }

private:
    Illumination mean(std::vector<Illumination> const& sharp, Fragment const& fragment, Illumination own, int x, int y,
        int step_x, int step_y) const
    {
        constexpr float own_weight = 0.02F; // counts only where no neighbour belongs to the same surface
        float open = own.open * own_weight, lit = own.lit * own_weight, weights = own_weight;
        for (int step = -2; step < 2; ++step) {
            int const there_x = x + step * step_x, there_y = y + step * step_y;
            if (there_x < 0 || there_y < 0 || there_x >= surface_.width() || there_y >= surface_.height()) continue;
            auto const there = surface_.at(there_x, there_y);
            if (there.empty() || !same_surface(fragment, there.front())) continue;
            Illumination const& other = sharp[surface_.first_fragment(there_x, there_y)];
            open += other.open;
            lit += other.lit;
            weights += 1;
        }
        return {open / weights, lit / weights};
    }

    static bool same_surface(Fragment const& a, Fragment const& b)
    {
        constexpr float same_direction = 0.8F, thickest = 0.006F; // the scene's diagonal is 1
        Vector const way = b.position - a.position;
        return dot(a.normal, b.normal) > same_direction && std::fabs(dot(way, a.normal)) < thickest;
    }

    Surface const& surface_;
};

} // namespace

std::vector<Illumination> find_illumination(Surface const& surface, Camera const& camera, ShadowMap const& shadow_map)
{
    std::vector<Illumination> sharp;
    sharp.reserve(surface.fragments().size());
    for (int y = 0; y < surface.height(); ++y) {
        for (int x = 0; x < surface.width(); ++x) {
            int const variant = spiral_variant(x, y);
            for (auto const& fragment : surface.at(x, y))
                sharp.push_back({openness(surface, camera, fragment, x, y, variant),
                    shadow_map.light(fragment.position, fragment.normal, variant)});
        }
    }
    Softener const softener{surface};
    return softener.soften(softener.soften(sharp, 1, 0), 0, 1);
}

} // namespace guildhall::preview
