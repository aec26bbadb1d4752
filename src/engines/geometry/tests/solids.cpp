#include "solids.hpp"
#include "geometry/weld.hpp"
#include "vec3.hpp"
#include <algorithm>
#include <cstring>
#include <numbers>
#include <random>

namespace guildhall::geometry::solids {
namespace {

std::array<float, 3> to_position(Vec3 p)
{
    return {static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z)};
}

class Builder {
public:
    void triangle(Vec3 a, Vec3 b, Vec3 c)
    {
        for (auto const& corner : {a, b, c}) {
            mesh_.indices.push_back(static_cast<std::uint32_t>(mesh_.positions.size()));
            mesh_.positions.push_back(to_position(corner));
        }
    }
    void quad(Vec3 a, Vec3 b, Vec3 c, Vec3 d)
    {
        triangle(a, b, c);
        triangle(a, c, d);
    }
    Mesh welded()
    {
        weld_vertices(mesh_);
        return std::move(mesh_);
    }

private:
    Mesh mesh_;
};

} // namespace

Mesh box(Vec3 size, Vec3 low, bool outward)
{
    auto const corner = [&](int x, int y, int z) { return low + Vec3{x * size.x, y * size.y, z * size.z}; };
    Builder builder;
    builder.quad(corner(0, 0, 0), corner(0, 1, 0), corner(1, 1, 0), corner(1, 0, 0));
    builder.quad(corner(0, 0, 1), corner(1, 0, 1), corner(1, 1, 1), corner(0, 1, 1));
    builder.quad(corner(0, 0, 0), corner(1, 0, 0), corner(1, 0, 1), corner(0, 0, 1));
    builder.quad(corner(0, 1, 0), corner(0, 1, 1), corner(1, 1, 1), corner(1, 1, 0));
    builder.quad(corner(0, 0, 0), corner(0, 0, 1), corner(0, 1, 1), corner(0, 1, 0));
    builder.quad(corner(1, 0, 0), corner(1, 1, 0), corner(1, 1, 1), corner(1, 0, 1));
    auto mesh = builder.welded();
    if (!outward)
        for (std::size_t i = 0; i < mesh.indices.size(); i += 3) std::swap(mesh.indices[i], mesh.indices[i + 1]);
    return mesh;
}

Mesh sphere(double radius, int rings, double bump)
{
    auto const point = [&](int ring, int step) {
        auto const polar = std::numbers::pi * ring / rings;
        auto const around = std::numbers::pi * (step % (2 * rings)) / rings;
        auto const r = radius * (1 + bump * std::sin(5 * polar) * std::cos(3 * around + 1) * std::sin(polar));
        if (ring == 0) return Vec3{0, 0, r};
        if (ring == rings) return Vec3{0, 0, -r};
        return Vec3{std::sin(polar) * std::cos(around), std::sin(polar) * std::sin(around), std::cos(polar)} * r;
    };
    Builder builder;
    for (int ring = 0; ring < rings; ++ring)
        for (int step = 0; step < 2 * rings; ++step) {
            if (ring > 0) builder.triangle(point(ring, step), point(ring + 1, step), point(ring, step + 1));
            if (ring + 1 < rings)
                builder.triangle(point(ring, step + 1), point(ring + 1, step), point(ring + 1, step + 1));
        }
    return builder.welded();
}

Mesh tube(double outer_radius, double inner_radius, double height, int sides)
{
    auto const point = [&](double radius, int step, double z) {
        auto const around = 2 * std::numbers::pi * (step % sides) / sides;
        return Vec3{radius * std::cos(around), radius * std::sin(around), z};
    };
    Builder builder;
    for (int i = 0; i < sides; ++i) {
        auto const outer = [&](int step, double z) { return point(outer_radius, step, z); };
        auto const inner = [&](int step, double z) { return point(inner_radius, step, z); };
        builder.quad(outer(i, 0), outer(i + 1, 0), outer(i + 1, height), outer(i, height));
        builder.quad(inner(i, 0), inner(i, height), inner(i + 1, height), inner(i + 1, 0));
        builder.quad(outer(i, height), outer(i + 1, height), inner(i + 1, height), inner(i, height));
        builder.quad(outer(i, 0), inner(i, 0), inner(i + 1, 0), outer(i + 1, 0));
    }
    return builder.welded();
}

Mesh wedge(double leg_x, double leg_y, double height)
{
    auto const corner = [&](int which, double z) { return Vec3{which == 1 ? leg_x : 0, which == 2 ? leg_y : 0, z}; };
    Builder builder;
    builder.triangle(corner(0, 0), corner(2, 0), corner(1, 0));
    builder.triangle(corner(0, height), corner(1, height), corner(2, height));
    for (int i = 0; i < 3; ++i) {
        auto const j = (i + 1) % 3;
        builder.quad(corner(i, 0), corner(j, 0), corner(j, height), corner(i, height));
    }
    return builder.welded();
}

Mesh together(Mesh first, Mesh const& second)
{
    auto const offset = static_cast<std::uint32_t>(first.positions.size());
    first.positions.insert(first.positions.end(), second.positions.begin(), second.positions.end());
    for (auto const index : second.indices) first.indices.push_back(index + offset);
    return first;
}

Mesh moved(Mesh mesh, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    auto const direction = [&] { return Vec3{normal(random), normal(random), normal(random)}; };
    auto const x = unit(direction());
    auto const y = unit(cross(x, direction()));
    auto const z = cross(x, y);
    double size = 0;
    for (auto const& position : mesh.positions) size = std::max(size, length(to_vec3(position)));
    auto const shift = unit(direction()) * (3 * size);
    for (auto& position : mesh.positions) {
        auto const p = to_vec3(position);
        position = to_position(x * p.x + y * p.y + z * p.z + shift);
    }
    return mesh;
}

Mesh shuffled(Mesh mesh, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::vector<std::array<std::uint32_t, 3>> triangles(mesh.triangle_count());
    std::memcpy(triangles.data(), mesh.indices.data(), mesh.indices.size() * sizeof(std::uint32_t));
    std::ranges::shuffle(triangles, random);
    for (auto& triangle : triangles) std::ranges::rotate(triangle, triangle.begin() + random() % 3);
    std::memcpy(mesh.indices.data(), triangles.data(), mesh.indices.size() * sizeof(std::uint32_t));
    return mesh;
}

std::vector<std::byte> to_binary_stl(Mesh const& mesh)
{
    std::vector<std::byte> bytes(84 + 50 * mesh.triangle_count());
    auto const count = static_cast<std::uint32_t>(mesh.triangle_count());
    std::memcpy(&bytes[80], &count, sizeof count);
    for (std::size_t i = 0; i < mesh.indices.size(); ++i)
        std::memcpy(&bytes[84 + 50 * (i / 3) + 12 + 12 * (i % 3)], &mesh.positions[mesh.indices[i]], 12);
    return bytes;
}

} // namespace guildhall::geometry::solids
