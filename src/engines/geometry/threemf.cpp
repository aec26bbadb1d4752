#include "geometry/threemf.hpp"
#include "coordinates.hpp"
#include "failure.hpp"
#include "geometry/measure.hpp"
#include "threemf_model.hpp"
#include "threemf_tree.hpp"
#include <algorithm>
#include <cmath>

namespace guildhall::geometry {
namespace {

using namespace threemf;
using Done = std::expected<void, Failure>;

// Writes the objects of the build, with all their components, into one mesh.
class BuildWriter {
public:
    BuildWriter(Document const& document, ThreemfLimits const& limits)
        : document_(document)
        , limits_(limits)
        , millimetres_(millimetres_in(document.unit))
    {
    }

    std::expected<ThreemfModel, Failure> write()
    {
        model_.unit = document_.unit;
        for (auto const& item : document_.items)
            if (auto done = add_item(item); !done) return std::unexpected(done.error());
        if (model_.mesh.indices.empty()) return std::unexpected(nothing_to_measure());
        if (document_.beam_lattices > 0)
            model_.remarks.push_back({"beam_lattice_ignored",
                "The beams of the lattice are not measured, only the triangles beside it.", document_.beam_lattices});
        model_.assembly = assembly_of(document_);
        return std::move(model_);
    }

private:
    Done add_item(Item const& item)
    {
        auto const object = document_.objects.find(item.object);
        if (object == document_.objects.end())
            return damaged("The build refers to object {}, which does not exist.", item.object.id);
        if (object->second.type == "other")
            return damaged("The build refers to object {}, which is of type \"other\".", item.object.id);
        auto name = object->second.name.empty() ? item.part_number : object->second.name;
        auto const first_part = model_.mesh.parts.size();
        if (auto done = add_object(item.object, item.transform, name, object->second.is_made(), 0); !done) return done;
        add_summary(item.object, std::move(name), first_part, object->second.is_made());
        return {};
    }

    // Equal items are counted, those scaled differently are listed apart. Modifiers inside an item count for nothing;
    // of an item that is itself a support, everything does.
    void add_summary(ObjectKey object, std::string name, std::size_t first_part, bool made_only)
    {
        PartSummary summary{std::move(name), 1, 0, 0.0, {}};
        Vec3 low{1e300, 1e300, 1e300}, high{-1e300, -1e300, -1e300};
        double volume = 0;
        for (auto const& part : std::span(model_.mesh.parts).subspan(first_part)) {
            if (made_only && part.auxiliary) continue;
            auto const piece = measure_piece(model_.mesh, part.first_triangle, part.triangle_count);
            volume += piece.signed_volume_mm3;
            *summary.surface_area_mm2 += piece.area_mm2;
            low = {std::min(low.x, piece.low.x), std::min(low.y, piece.low.y), std::min(low.z, piece.low.z)};
            high = {std::max(high.x, piece.high.x), std::max(high.y, piece.high.y), std::max(high.z, piece.high.z)};
        }
        summary.volume_mm3 = std::fabs(volume);
        summary.bounding_box_mm = PieceMeasures{0, 0, low, high}.box();
        for (auto const known : items_of_[object]) {
            auto& other = model_.items[known];
            if (std::fabs(other.volume_mm3 - summary.volume_mm3) > 1e-6 * summary.volume_mm3) continue;
            ++other.count;
            return;
        }
        ++model_.distinct_items;
        if (model_.items.size() == most_listed_parts) return;
        items_of_[object].push_back(model_.items.size());
        model_.items.push_back(std::move(summary));
    }

    Done add_object(ObjectKey key, Transform const& transform, std::string const& name, bool made, std::size_t depth)
    {
        if (depth > limits_.component_depth)
            return damaged("Components are nested more than {} deep, or contain themselves.", limits_.component_depth);
        if (++instances_ > limits_.instances)
            return fail(Defect::too_complex, "The model has more than {} instances.", limits_.instances);
        auto const found = document_.objects.find(key);
        if (found == document_.objects.end())
            return damaged("A component refers to object {}, which does not exist.", key.id);
        auto const& object = found->second;
        auto const& own_name = object.name.empty() ? name : object.name;
        made = made && object.is_made();
        if (auto done = add_triangles(object, transform, own_name, made); !done) return done;
        for (auto const& component : object.components)
            if (auto done =
                    add_object(component.object, chain(component.transform, transform), own_name, made, depth + 1);
                !done)
                return done;
        return {};
    }

    Done add_triangles(Object const& object, Transform const& transform, std::string const& name, bool made)
    {
        auto& mesh = model_.mesh;
        auto const count = object.triangles.size() / 3;
        if (count == 0) return {};
        if (mesh.triangle_count() + count > limits_.triangles)
            return fail(Defect::too_complex, "The build has more than the {} triangles accepted.", limits_.triangles);
        MeshPart part;
        part.name = name;
        part.first_triangle = static_cast<std::uint32_t>(mesh.triangle_count());
        part.triangle_count = static_cast<std::uint32_t>(count);
        part.color = object.color;
        part.body = object.number;
        part.auxiliary = !made;
        mesh.parts.push_back(std::move(part));

        auto const first_vertex = static_cast<std::uint32_t>(mesh.positions.size());
        for (auto const& vertex : object.vertices) {
            auto const placed = transform(to_vec3(vertex)) * millimetres_;
            // Also false for NaN, which overflowing transforms can make.
            bool const fits = std::fabs(placed.x) <= largest_coordinate_mm &&
                              std::fabs(placed.y) <= largest_coordinate_mm &&
                              std::fabs(placed.z) <= largest_coordinate_mm;
            if (!fits) return damaged("An instance of \"{}\" lies outside of what can be measured.", name);
            mesh.positions.push_back(
                {static_cast<float>(placed.x), static_cast<float>(placed.y), static_cast<float>(placed.z)});
        }
        bool const mirrored = transform.determinant() < 0;
        for (std::size_t i = 0; i < object.triangles.size(); i += 3) {
            mesh.indices.push_back(first_vertex + object.triangles[i]);
            mesh.indices.push_back(first_vertex + object.triangles[i + (mirrored ? 2 : 1)]);
            mesh.indices.push_back(first_vertex + object.triangles[i + (mirrored ? 1 : 2)]);
        }
        return {};
    }

    Failure nothing_to_measure() const
    {
        if (document_.items.empty()) return {Defect::no_geometry, "The build of the 3MF model is empty."};
        if (document_.implicit_shapes > 0)
            return {Defect::no_geometry, "The shape is described by functions, not by triangles."};
        if (document_.beam_lattices > 0)
            return {Defect::no_geometry, "The model is a lattice of beams and holds no triangles."};
        return {Defect::no_geometry, "The build of the 3MF model holds no triangles."};
    }

    Document const& document_;
    ThreemfLimits const& limits_;
    double millimetres_;
    ThreemfModel model_;
    std::unordered_map<ObjectKey, std::vector<std::size_t>, ObjectKeyHash> items_of_; // into model_.items
    std::size_t instances_ = 0;
};

} // namespace

std::expected<ThreemfModel, Failure> read_3mf(std::span<std::byte const> bytes, ThreemfLimits const& limits)
{
    if (bytes.empty()) return fail(Defect::empty_file, "The file is empty.");
    auto package = ThreemfPackage::open(bytes, limits);
    if (!package) return std::unexpected(package.error());
    auto const document = read_document(*package, limits);
    if (!document) return std::unexpected(document.error());
    return BuildWriter(*document, limits).write();
}

} // namespace guildhall::geometry
