#include "backdrop.hpp"

namespace guildhall::preview {
namespace {

constexpr Vector bright{1.00F, 1.03F, 1.07F};
constexpr Vector dim{0.70F, 0.735F, 0.78F};

} // namespace

Vector Backdrop::paper(int x, int y) const
{
    // Brightest above the middle, falling off towards the lower corners.
    float const across = (static_cast<float>(x) + 0.5F) / static_cast<float>(camera_.width()) - 0.5F;
    float const down = (static_cast<float>(y) + 0.5F) / static_cast<float>(camera_.height()) - 0.38F;
    float const away = smooth_step(0.0F, 1.0F, 1.15F * std::sqrt(across * across * 0.8F + down * down));
    return bright * (1 - away) + dim * away;
}

float Backdrop::shadow(int x, int y) const
{
    Vector const ray = camera_.ray(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
    float const below = ground_shadow_.ground() - camera_.eye().z;
    if (below >= 0 || ray.z >= -1e-4F) return 0; // seen from below, or above the horizon
    Vector const place = camera_.eye() + ray * (below / ray.z);
    return ground_shadow_.at(place.x, place.y);
}

} // namespace guildhall::preview
