#include "studio.hpp"

namespace guildhall::preview {
namespace {

constexpr Vector key_color{1.00F, 0.97F, 0.92F};      // warm, upper left
constexpr Vector fill_color{0.13F, 0.155F, 0.195F};   // cool, from the right
constexpr Vector rim_color{0.15F, 0.16F, 0.175F};     // from behind
constexpr Vector sky_color{0.30F, 0.32F, 0.36F};      // what comes down from the ceiling
constexpr Vector floor_color{0.165F, 0.165F, 0.165F}; // what the ground throws back
constexpr float key_strength = 1.12F;
constexpr float key_falloff = 0.45F; // the soft box is near: what is closer to it is brighter

// Light from a source so large that it reaches round the part and leaves no line where it ends.
float wrapped(float cosine)
{
    float const half = 0.5F + 0.5F * cosine;
    return half * half;
}

float to_the_8th(float value)
{
    float const squared = value * value, fourth = squared * squared;
    return fourth * fourth;
}

} // namespace

// The lights stand round the part as seen from the camera, always on the camera's side of the ground.
Studio::Studio(Camera const& camera)
    : eye_(camera.eye())
{
    Vector const right = camera.right();
    Vector const nearer = cross(right, {0, 0, 1});
    Vector const above{0, 0, camera.forward().z < 0.1F ? 1.0F : -1.0F};
    to_key_ = normalized(right * -0.55F + nearer * 0.30F + above * 0.78F);
    to_fill_ = normalized(right * 0.80F + nearer * 0.50F + above * 0.25F);
    to_rim_ = normalized(right * 0.30F - nearer * 0.65F + above * 0.70F);
}

Vector Studio::shade(Fragment const& fragment, Illumination const& light, Vector color) const
{
    Vector const normal = fragment.normal;
    Vector const to_eye = normalized(eye_ - fragment.position);
    float const key = std::max(0.0F, dot(normal, to_key_));
    float const fill = wrapped(dot(normal, to_fill_));
    float const rim = wrapped(dot(normal, to_rim_));
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
