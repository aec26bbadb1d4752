#include "threemf_tree.hpp"
#include <cmath>

namespace guildhall::geometry::threemf {
namespace {

// Whether the map keeps angles. Others would not survive as a rotation and a scale, which is how viewers keep them.
bool keeps_angles(Transform const& transform)
{
    auto const& m = transform.m;
    std::array<Vec3, 3> const images{Vec3{m[0], m[1], m[2]}, Vec3{m[3], m[4], m[5]}, Vec3{m[6], m[7], m[8]}};
    double const square = dot(images[0], images[0]);
    if (!(square > 0)) return false;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k)
            if (std::fabs(dot(images[i], images[k]) - (i == k ? square : 0)) > 1e-5 * square) return false;
    return true;
}

class TreeWriter {
public:
    explicit TreeWriter(Document const& document)
        : document_(document)
        , millimetres_(millimetres_in(document.unit))
    {
    }

    Assembly write()
    {
        for (auto const& item : document_.items) {
            auto const& object = document_.objects.at(item.object);
            auto const& name = object.name.empty() ? item.part_number : object.name;
            if (!add_object(item.object, item.transform, name, object.is_made(), {})) return {};
        }
        if (assembly_.nodes.size() <= 1) return {};
        return std::move(assembly_);
    }

private:
    // False when the tree grows too large.
    bool add_object(ObjectKey key, Transform const& transform, std::string const& name, bool made,
        std::optional<std::uint32_t> parent)
    {
        auto const& object = document_.objects.at(key);
        auto const& own_name = object.name.empty() ? name : object.name;
        made = made && object.is_made();
        // An object that is nothing but another one, placed, is no group of its own.
        if (object.components.size() + (object.triangles.empty() ? 0 : 1) > 1) {
            if (!add_node({own_name, parent, {}})) return false;
            parent = static_cast<std::uint32_t>(assembly_.nodes.size() - 1);
        }
        if (!object.triangles.empty() && !add_occurrence(key, object, transform, own_name, made, parent)) return false;
        for (auto const& component : object.components)
            if (!add_object(component.object, chain(component.transform, transform), own_name, made, parent))
                return false;
        return true;
    }

    bool add_node(AssemblyNode node)
    {
        assembly_.nodes.push_back(std::move(node));
        return assembly_.nodes.size() <= most_assembly_nodes;
    }

    bool add_occurrence(ObjectKey key, Object const& object, Transform const& transform, std::string const& name,
        bool made, std::optional<std::uint32_t> parent)
    {
        AssemblyNode node{name, parent, {}};
        node.auxiliary = !made;
        if (keeps_angles(transform)) {
            auto const [known, is_new] = body_of_.try_emplace(key, static_cast<std::uint32_t>(assembly_.bodies.size()));
            if (is_new) add_body(object, {});
            node.body = known->second;
            node.placement = transform.m;
            for (std::size_t axis = 9; axis < 12; ++axis) node.placement[axis] *= millimetres_;
        } else {
            node.body = static_cast<std::uint32_t>(assembly_.bodies.size());
            add_body(object, transform);
        }
        return add_node(std::move(node));
    }

    void add_body(Object const& object, Transform const& transform)
    {
        auto& body = assembly_.bodies.emplace_back();
        body.name = object.name;
        auto& mesh = body.mesh;
        mesh.indices = object.triangles;
        if (transform.determinant() < 0)
            for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3)
                std::swap(mesh.indices[i + 1], mesh.indices[i + 2]);
        mesh.positions.reserve(object.vertices.size());
        for (auto const& vertex : object.vertices) {
            auto const placed = transform(to_vec3(vertex)) * millimetres_;
            mesh.positions.push_back(
                {static_cast<float>(placed.x), static_cast<float>(placed.y), static_cast<float>(placed.z)});
        }
        MeshPart part;
        part.triangle_count = static_cast<std::uint32_t>(mesh.triangle_count());
        part.color = object.color;
        part.body = object.number;
        mesh.parts.push_back(std::move(part));
    }

    Document const& document_;
    double millimetres_;
    Assembly assembly_;
    std::unordered_map<ObjectKey, std::uint32_t, ObjectKeyHash> body_of_;
};

} // namespace

Assembly assembly_of(Document const& document) { return TreeWriter(document).write(); }

} // namespace guildhall::geometry::threemf
