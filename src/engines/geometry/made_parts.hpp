#pragma once
#include "geometry/mesh.hpp"

namespace guildhall::geometry {

// Calls visit(first triangle, end) for each run of triangles that is part of what is made: auxiliary parts left out.
template <class Visit> void for_each_made_range(Mesh const& mesh, Visit visit)
{
    if (mesh.parts.empty()) visit(std::size_t{0}, mesh.triangle_count());
    for (auto const& part : mesh.parts)
        if (!part.auxiliary)
            visit(std::size_t{part.first_triangle}, std::size_t{part.first_triangle} + part.triangle_count);
}

} // namespace guildhall::geometry
