#pragma once
// The model parts of a 3MF package as they are written: objects, components, build items, colours.
#include "geometry/threemf.hpp"
#include "threemf_package.hpp"
#include "transform.hpp"
#include <map>
#include <unordered_map>

namespace guildhall::geometry::threemf {

// An object is known by the part it stands in and its number there.
struct ObjectKey {
    std::uint32_t part = 0;
    std::uint32_t id = 0;

    bool operator==(ObjectKey const&) const = default;
};

struct ObjectKeyHash {
    std::size_t operator()(ObjectKey key) const
    {
        return std::hash<std::uint64_t>()(std::uint64_t{key.part} << 32 | key.id);
    }
};

struct Component {
    ObjectKey object;
    Transform transform;
};

struct Object {
    std::uint32_t number = 0; // in the order of the package
    std::string name;
    std::string type = "model";
    std::vector<std::array<float, 3>> vertices; // in file units; bit-identical ones are one
    std::vector<std::uint32_t> triangles;
    std::vector<Component> components;
    std::array<float, 4> color{0, 0, 0, 0};

    bool is_made() const { return type == "model"; }
};

struct Item {
    ObjectKey object;
    Transform transform;
    std::string part_number;
};

struct Document {
    LengthUnit unit = LengthUnit::mm;
    std::unordered_map<ObjectKey, Object, ObjectKeyHash> objects;
    std::vector<Item> items;
    std::int64_t beam_lattices = 0;
    std::int64_t implicit_shapes = 0; // described by functions or images instead of triangles
};

// Reads the start part and every part it refers to. Triangles index existing vertices; references to objects are not
// followed yet.
std::expected<Document, Failure> read_document(ThreemfPackage& package, ThreemfLimits const& limits);

// Gives objects of the start part the names that slicers keep in files of their own (PrusaSlicer, Bambu Studio, Orca).
// A damaged file of that kind is no reason to refuse the model.
void take_project_names(ThreemfPackage& package, Document& document);

} // namespace guildhall::geometry::threemf
