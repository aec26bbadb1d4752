#include "studio.hpp"

namespace guildhall::preview {
namespace {

constexpr Vector key_color{1.00F, 0.97F, 0.92F};  // warm, upper left
constexpr Vector fill_color{0.17F, 0.20F, 0.25F}; // cool, from the right
constexpr Vector rim_color{0.22F, 0.23F, 0.25F};  // from behind
constexpr Vector sky_color{0.30F, 0.32F, 0.36F};  // what comes down from the ceiling
constexpr Vector floor_color{0.17F, 0.165F, 0.16F}; // what the ground throws back
constexpr float key_strength = 1.12F;
constexpr float key_falloff = 0.45F; // the soft box is near: what is closer to it is brighter
constexpr float lowest_key = 0.42F; // the key light never stands lower, or shadows grow too long

float to_the_8th(float value)
{
    float const squared = value * value, fourth = squared * squared;
    return fourth * fourth;
}

} // namespace

Studio::Studio(Camera const& camera)
    : eye_(camera.eye()), to_key_(normalized(camera.right() * -0.65F + camera.up() * 0.60F - camera.forward() * 0.50F)),
      to_fill_(normalized(camera.right() * 0.9F + camera.up() * 0.1F - camera.forward() * 0.45F)),
      to_rim_(normalized(camera.right() * 0.35F + camera.up() * 0.55F + camera.forward() * 0.75F))
{
    if (to_key_.z < lowest_key) to_key_ = normalized({to_key_.x, to_key_.y, lowest_key + std::fabs(to_key_.z)});
}

Vector Studio::shade(Fragment const& fragment, Illumination const& light, Vector color) const
{
    Vector const normal = fragment.normal;
    Vector const to_eye = normalized(eye_ - fragment.position);
    float const key = std::max(0.0F, dot(normal, to_key_));
    float const fill = std::max(0.0F, dot(normal, to_fill_));
    float const rim = std::max(0.0F, dot(normal, to_rim_));
    float const upward = 0.5F + 0.5F * normal.z;

    Vector const ambient = (sky_color * upward + floor_color * (1 - upward)) * light.open;
    float const nearness = 1 + key_falloff * dot(fragment.position, to_key_);
    Vector const direct = key_color * (key * light.lit * key_strength * nearness * (0.6F + 0.4F * light.open));
    Vector const side = (fill_color * fill + rim_color * rim) * (0.3F + 0.7F * light.open);
    Vector const diffuse = color * (ambient + direct + side);

    float const head_on = std::clamp(dot(normal, to_eye), 0.0F, 1.0F);
    float const away = 1 - head_on;
    float const fresnel = 0.04F + 0.5F * away * away * away * away * away;
    Vector const mirrored = normal * (2 * dot(normal, to_eye)) - to_eye;
    float const gloss = fresnel * reflection(mirrored, light.lit) * light.open;
    return diffuse + Vector{gloss, gloss, gloss * 1.02F};
}

// What a satin surface mirrors in a direction: the soft ceiling, the key light's soft box and a strip behind.
float Studio::reflection(Vector direction, float lit) const
{
    float const ceiling = 0.25F + 0.35F * smooth_step(-0.3F, 0.9F, direction.z);
    float const key = to_the_8th(std::max(0.0F, dot(direction, to_key_)));
    float const rim = to_the_8th(std::max(0.0F, dot(direction, to_rim_)));
    return ceiling + lit * (1.6F * key + 5.0F * to_the_8th(key)) + 1.2F * rim;
}

} // namespace guildhall::preview
