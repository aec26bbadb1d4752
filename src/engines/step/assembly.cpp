#include "assembly.hpp"

namespace guildhall::step {
namespace {

constexpr Color no_color{0, 0, 0, 0};

geometry::AssemblyBody body_of(Body const& body, std::size_t number, BodyMesh const& triangles)
{
    geometry::AssemblyBody made;
    made.name = body.name;
    made.exact = true;
    made.edges = triangles.edges;
    made.mesh.positions.reserve(triangles.nodes.size());
    for (auto const& node : triangles.nodes)
        made.mesh.positions.push_back(
            {static_cast<float>(node.X()), static_cast<float>(node.Y()), static_cast<float>(node.Z())});
    for (auto const& group : triangles.groups) {
        geometry::MeshPart part;
        part.first_triangle = static_cast<std::uint32_t>(made.mesh.triangle_count());
        part.triangle_count = static_cast<std::uint32_t>(group.triangles.size());
        part.color = group.color ? *group.color : body.color.value_or(no_color);
        part.body = static_cast<std::uint32_t>(number);
        made.mesh.parts.push_back(std::move(part));
        for (auto const& triangle : group.triangles)
            made.mesh.indices.insert(made.mesh.indices.end(), triangle.begin(), triangle.end());
    }
    return made;
}

geometry::Placement placement_of(TopLoc_Location const& location)
{
    auto const to_file = location.Transformation();
    geometry::Placement placement{};
    for (int column = 1; column <= 4; ++column)
        for (int row = 1; row <= 3; ++row)
            placement[static_cast<std::size_t>(3 * (column - 1) + row - 1)] = to_file.Value(row, column);
    return placement;
}

} // namespace

geometry::Assembly assembly_of(Bodies const& bodies, std::span<BodyMesh const> meshes)
{
    geometry::Assembly assembly;
    if (bodies.tree.empty()) return assembly;
    for (std::size_t i = 0; i < meshes.size(); ++i)
        assembly.bodies.push_back(body_of(bodies.distinct[i], i, meshes[i]));
    for (auto const& [name, parent, placed] : bodies.tree) {
        auto& node = assembly.nodes.emplace_back();
        node.name = name;
        if (parent) node.parent = static_cast<std::uint32_t>(*parent);
        if (!placed) continue;
        auto const& placement = bodies.distinct[placed->first].placements[placed->second];
        node.body = static_cast<std::uint32_t>(placed->first);
        node.placement = placement_of(placement.location);
        node.color = placement.color.value_or(no_color);
    }
    return assembly;
}

} // namespace guildhall::step
