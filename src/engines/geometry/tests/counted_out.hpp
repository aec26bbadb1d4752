#pragma once
// An assembly as one mesh, to be compared with the mesh that readers deliver beside it.
#include "geometry/assembly.hpp"

namespace guildhall::geometry {

inline Mesh counted_out(Assembly const& assembly)
{
    Mesh mesh;
    for (auto const& node : assembly.nodes) {
        if (!node.body) continue;
        auto const& body = assembly.bodies.at(*node.body).mesh;
        auto const& m = node.placement;
        auto const first = static_cast<std::uint32_t>(mesh.positions.size());
        for (auto const& p : body.positions) {
            auto& placed = mesh.positions.emplace_back();
            for (std::size_t row = 0; row < 3; ++row)
                placed[row] =
                    static_cast<float>(m[row] * static_cast<double>(p[0]) + m[3 + row] * static_cast<double>(p[1]) +
                                       m[6 + row] * static_cast<double>(p[2]) + m[9 + row]);
        }
        double const determinant = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) +
                                   m[2] * (m[3] * m[7] - m[4] * m[6]);
        for (std::size_t i = 0; i + 2 < body.indices.size(); i += 3)
            for (std::size_t const k :
                {std::size_t{0}, std::size_t{determinant < 0 ? 2U : 1U}, std::size_t{determinant < 0 ? 1U : 2U}})
                mesh.indices.push_back(first + body.indices.at(i + k));
    }
    return mesh;
}

} // namespace guildhall::geometry
