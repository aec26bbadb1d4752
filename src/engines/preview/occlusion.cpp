#include "occlusion.hpp"
#include "spiral.hpp"

namespace guildhall::preview {
namespace {

constexpr float reach = 0.09F;      // how far surroundings darken; the scene's diagonal is 1
constexpr float shallowest = 0.10F; // cosine below which a neighbour counts as the same, slightly curved surface
constexpr float strength = 2.6F;
constexpr float darkest = 0.12F;
constexpr std::size_t probes = 9;

} // namespace

float openness(Surface const& surface, Camera const& camera, Fragment const& fragment, int x, int y, int variant)
{
    static auto const spirals = make_spirals<probes>();
    Vector const way = fragment.position - camera.eye();
    Vector const own{dot(way, camera.right()), dot(way, camera.up()), dot(way, camera.forward())};
    Vector const normal{dot(fragment.normal, camera.right()), dot(fragment.normal, camera.up()),
        dot(fragment.normal, camera.forward())};
    float const per_pixel = 1 / camera.scale();
    float const slope_x = own.x / own.z, slope_y = own.y / own.z;
    float const radius = reach * camera.scale() / own.z;

    float const middle_x = static_cast<float>(x) + 0.5F, middle_y = static_cast<float>(y) + 0.5F;
    float occluded = 0;
    for (auto const& point : spirals[static_cast<std::size_t>(variant)]) {
        // Squeezed towards the centre: what is near matters most.
        float const squeezed = point.radius * radius;
        auto const probe_x = static_cast<int>(middle_x + point.x * squeezed);
        auto const probe_y = static_cast<int>(middle_y + point.y * squeezed);
        if (probe_x < 0 || probe_y < 0 || probe_x >= surface.width() || probe_y >= surface.height()) continue;
        float const distance = surface.distance(probe_x, probe_y);
        if (distance <= 0) continue;
        Vector const there{(slope_x + static_cast<float>(probe_x - x) * per_pixel) * distance,
            (slope_y - static_cast<float>(probe_y - y) * per_pixel) * distance, distance};
        Vector const to_there = there - own;
        float const above = dot(to_there, normal); // the tangent plane
        float const squared = dot(to_there, to_there);
        if (above <= 0 || squared >= reach * reach) continue;
        float const cosine = above / std::sqrt(squared);
        occluded += std::max(0.0F, cosine - shallowest) * (1 - squared / (reach * reach));
    }
    return std::max(darkest, 1 - strength * occluded / static_cast<float>(probes));
}

} // namespace guildhall::preview
