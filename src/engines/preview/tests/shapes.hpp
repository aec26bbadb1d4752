#pragma once
// Meshes whose pictures can be foretold.
#include "geometry/mesh.hpp"
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace guildhall::preview::shapes {

using geometry::Mesh;

inline void add_box(Mesh& mesh, std::array<float, 3> low, std::array<float, 3> size)
{
    auto const first = static_cast<std::uint32_t>(mesh.positions.size());
    for (unsigned corner = 0; corner < 8; ++corner)
        mesh.positions.push_back({low[0] + ((corner & 1U) != 0 ? size[0] : 0),
            low[1] + ((corner & 2U) != 0 ? size[1] : 0), low[2] + ((corner & 4U) != 0 ? size[2] : 0)});
    for (auto const corner :
        {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5})
        mesh.indices.push_back(first + static_cast<std::uint32_t>(corner));
}

inline Mesh box(float x, float y, float z)
{
    Mesh mesh;
    add_box(mesh, {0, 0, 0}, {x, y, z});
    return mesh;
}

// Adds a box as a part of its own.
inline void add_part(Mesh& mesh, std::string name, std::array<float, 3> low, std::array<float, 3> size,
    std::array<float, 4> color = {0, 0, 0, 0})
{
    auto const first = static_cast<std::uint32_t>(mesh.triangle_count());
    add_box(mesh, low, size);
    auto const body = static_cast<std::uint32_t>(mesh.parts.size());
    mesh.parts.push_back(
        {std::move(name), first, static_cast<std::uint32_t>(mesh.triangle_count()) - first, color, body});
}

// A closed sphere without seams: `rings` circles of twice as many vertices, and two poles.
inline Mesh sphere(float radius, std::uint32_t rings)
{
    Mesh mesh;
    std::uint32_t const around = 2 * rings;
    for (std::uint32_t ring = 1; ring <= rings; ++ring)
        for (std::uint32_t step = 0; step < around; ++step) {
            double const polar = std::numbers::pi * ring / (rings + 1), turn = 2 * std::numbers::pi * step / around;
            mesh.positions.push_back({radius * static_cast<float>(std::sin(polar) * std::cos(turn)),
                radius * static_cast<float>(std::sin(polar) * std::sin(turn)),
                radius * static_cast<float>(std::cos(polar))});
        }
    auto const top = static_cast<std::uint32_t>(mesh.positions.size());
    mesh.positions.push_back({0, 0, radius});
    mesh.positions.push_back({0, 0, -radius});
    auto const at = [&](std::uint32_t ring, std::uint32_t step) { return ring * around + step % around; };
    for (std::uint32_t step = 0; step < around; ++step) {
        for (std::uint32_t const vertex : {top, at(0, step), at(0, step + 1)}) mesh.indices.push_back(vertex);
        for (std::uint32_t ring = 0; ring + 1 < rings; ++ring)
            for (std::uint32_t const vertex : {at(ring, step), at(ring + 1, step), at(ring, step + 1),
                     at(ring, step + 1), at(ring + 1, step), at(ring + 1, step + 1)})
                mesh.indices.push_back(vertex);
        for (std::uint32_t const vertex : {top + 1, at(rings - 1, step + 1), at(rings - 1, step)})
            mesh.indices.push_back(vertex);
    }
    return mesh;
}

inline void turn_inside_out(Mesh& mesh)
{
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) std::swap(mesh.indices[i], mesh.indices[i + 1]);
}

} // namespace guildhall::preview::shapes
