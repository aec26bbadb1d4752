#include "corner_normals.hpp"
#include <numbers>

namespace guildhall::preview {
namespace {

// Fans with more triangles than this round one vertex keep their flat normals there: comparing all pairs would be
// quadratic, and such fans are nearly always flat caps.
constexpr std::uint32_t widest_fan = 64;

struct Face {
    Vector area;   // normal, twice the area long
    Vector normal; // unit length
};

std::vector<Face> find_faces(std::span<Vector const> positions, std::span<std::uint32_t const> indices)
{
    std::vector<Face> faces(indices.size() / 3);
    for (std::size_t i = 0; i < faces.size(); ++i) {
        Vector const a = positions[indices[3 * i]];
        Vector const b = positions[indices[3 * i + 1]];
        Vector const c = positions[indices[3 * i + 2]];
        faces[i].area = cross(b - a, c - a);
        faces[i].normal = normalized(faces[i].area);
    }
    return faces;
}

// The triangles round each vertex, as one list cut into pieces.
struct Fans {
    std::vector<std::uint32_t> first; // per vertex, and one past the last
    std::vector<std::uint32_t> triangles;
};

Fans find_fans(std::size_t vertex_count, std::span<std::uint32_t const> indices)
{
    Fans fans;
    fans.first.resize(vertex_count + 2);
    for (auto const vertex : indices) ++fans.first[vertex + 2];
    for (std::size_t v = 2; v < fans.first.size(); ++v) fans.first[v] += fans.first[v - 1];
    fans.triangles.resize(indices.size());
    for (std::size_t i = 0; i < indices.size(); ++i)
        fans.triangles[fans.first[indices[i] + 1]++] = static_cast<std::uint32_t>(i / 3);
    return fans;
}

Vector mean_of_smooth_faces(
    std::span<Face const> faces, std::span<std::uint32_t const> fan, Face const& own, float smooth_cosine)
{
    Vector sum;
    for (auto const triangle : fan) {
        Face const& other = faces[triangle];
        float const cosine = dot(other.normal, own.normal);
        if (cosine > smooth_cosine)
            sum = sum + other.area;
        else if (cosine < -smooth_cosine)
            sum = sum - other.area;
    }
    return dot(sum, sum) > 0 ? normalized(sum) : own.normal;
}

} // namespace

std::vector<Vector> corner_normals(std::span<Vector const> positions, std::span<std::uint32_t const> indices)
{
    float const smooth_cosine = std::cos(crease_degrees * std::numbers::pi_v<float> / 180);
    auto const faces = find_faces(positions, indices);
    auto const fans = find_fans(positions.size(), indices);
    std::vector<Vector> normals(indices.size());
    for (std::size_t i = 0; i < indices.size(); ++i) {
        Face const& own = faces[i / 3];
        auto const begin = fans.first[indices[i]];
        auto const count = fans.first[indices[i] + 1] - begin;
        auto const fan = std::span(fans.triangles).subspan(begin, count);
        normals[i] = count > widest_fan ? own.normal : mean_of_smooth_faces(faces, fan, own, smooth_cosine);
    }
    return normals;
}

} // namespace guildhall::preview
