#include "threemf_model.hpp"
#include "coordinates.hpp"
#include "failure.hpp"
#include "part_name.hpp"
#include "threemf_namespaces.hpp"
#include "threemf_values.hpp"
#include "vertex_welder.hpp"
#include <algorithm>
#include <set>

namespace guildhall::geometry::threemf {
namespace {

using Done = std::expected<void, Failure>;

// The parts of a package in the order in which they are first named; the start part is number 0.
class PartList {
public:
    std::uint32_t number_of(std::string const& name)
    {
        auto const [found, added] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
        if (added) names_.push_back(name);
        return found->second;
    }
    std::string const& name(std::size_t number) const { return names_[number]; }
    std::size_t size() const { return names_.size(); }

private:
    std::map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> names_;
};

// What has been counted against the limits so far, over all parts.
struct Usage {
    std::size_t vertices = 0;
    std::size_t triangles = 0;
    std::size_t components = 0;
};

class ModelPartReader {
public:
    ModelPartReader(XmlScanner& scanner, std::uint32_t part, PartList& parts, Document& document, Usage& usage,
        ThreemfLimits const& limits)
        : scanner_(scanner)
        , part_(part)
        , parts_(parts)
        , document_(document)
        , usage_(usage)
        , limits_(limits)
    {
    }

    Done read()
    {
        while (auto const tag = scanner_.next()) {
            auto done = tag->is_end ? end_of(*tag) : start_of(*tag);
            if (!done) return done;
        }
        if (scanner_.failure()) return std::unexpected(*scanner_.failure());
        if (part_ == 0 && !had_build_) return scanner_.complaint("the model has no build element");
        return {};
    }

private:
    Done start_of(XmlTag const& tag)
    {
        if (!had_model_) return start_of_model(tag);
        auto const prefix = xml_prefix(tag.name);
        auto const name = xml_local_name(tag.name);
        if (prefix != core_prefix_) return start_of_extension(tag, prefix, name);
        if (name == "vertex") return vertex(tag);
        if (name == "triangle") return triangle(tag);
        if (name == "object") return start_of_object(tag);
        if (name == "component") return component(tag);
        if (name == "build") had_build_ = true;
        if (name == "item") return item(tag);
        if (name == "basematerials") return start_of_colors(tag);
        if (name == "base") add_color(tag, "displaycolor");
        return {};
    }

    Done end_of(XmlTag const& tag)
    {
        if (object_ == nullptr || xml_prefix(tag.name) != core_prefix_ || xml_local_name(tag.name) != "object")
            return {};
        weld_object();
        object_ = nullptr;
        return {};
    }

    Done start_of_model(XmlTag const& tag)
    {
        for (auto const& attribute : tag.attributes) {
            if (attribute.name == "xmlns") namespaces_[""] = attribute.value;
            if (xml_prefix(attribute.name) == "xmlns")
                namespaces_[std::string(xml_local_name(attribute.name))] = attribute.value;
        }
        core_prefix_ = xml_prefix(tag.name);
        if (xml_local_name(tag.name) != "model" || extension_by_prefix(core_prefix_) != Extension::core)
            return scanner_.complaint("the root is not a 3MF model");
        had_model_ = true;
        if (auto const unit = tag.attribute("unit"); unit && part_ == 0) {
            auto const known = length_unit_named(*unit);
            if (!known) return scanner_.complaint(fmt::format("\"{}\" is no unit", part_name_from(*unit)));
            document_.unit = *known;
        }
        return require_extensions(tag.attribute("requiredextensions").value_or(""));
    }

    Done require_extensions(std::string_view prefixes)
    {
        while (!prefixes.empty()) {
            auto const end = std::min(prefixes.find(' '), prefixes.size());
            auto const prefix = prefixes.substr(0, end);
            prefixes.remove_prefix(std::min(end + 1, prefixes.size()));
            if (prefix.empty()) continue;
            auto const declared = namespaces_.find(prefix);
            auto const name = part_name_from(declared == namespaces_.end() ? prefix : declared->second);
            auto const complain = [&](std::string_view what) {
                return scanner_.complaint(fmt::format(fmt::runtime(what), name), Defect::unsupported_feature);
            };
            switch (extension_by_prefix(prefix)) {
            case Extension::encrypted: return complain("the model is encrypted ({})");
            case Extension::implicit: return complain("the shape is described by functions, not by triangles ({})");
            case Extension::changes_shape: return complain("the extension {} is not supported");
            case Extension::unknown: return complain("the model requires the unknown extension \"{}\"");
            case Extension::core:
            case Extension::understood:
            case Extension::beam_lattice: break;
            }
        }
        return {};
    }

    Extension extension_by_prefix(std::string_view prefix) const
    {
        auto const found = namespaces_.find(prefix);
        return found == namespaces_.end() ? Extension::unknown : extension_of(found->second);
    }

    Done start_of_extension(XmlTag const& tag, std::string_view prefix, std::string_view name)
    {
        auto const extension = extension_by_prefix(prefix);
        if (extension == Extension::understood) {
            if (name == "colorgroup") return start_of_colors(tag);
            if (name == "color") add_color(tag, "color");
            if (name == "slicestack") slice_stacks_.insert(index_in(tag.attribute("id").value_or("")).value_or(0));
        }
        if (object_ != nullptr && extension == Extension::beam_lattice && name == "beamlattice")
            ++document_.beam_lattices;
        if (object_ != nullptr && extension == Extension::implicit) ++document_.implicit_shapes;
        return {};
    }

    Done start_of_colors(XmlTag const& tag)
    {
        auto const id = index_in(tag.attribute("id").value_or(""));
        if (!id) return scanner_.complaint("a resource has no number");
        color_group_ = &color_groups_[*id];
        return {};
    }

    void add_color(XmlTag const& tag, std::string_view attribute)
    {
        constexpr std::size_t most_colors = 10'000;
        if (color_group_ == nullptr || color_group_->size() == most_colors) return;
        color_group_->push_back(color_in(tag.attribute(attribute).value_or("")).value_or(std::array<float, 4>{}));
    }

    std::array<float, 4> color_of(XmlTag const& object) const
    {
        auto const group = color_groups_.find(index_in(object.attribute("pid").value_or("")).value_or(0));
        auto const index = index_in(object.attribute("pindex").value_or("0")).value_or(0);
        if (group == color_groups_.end() || index >= group->second.size()) return {};
        return group->second[index];
    }

    Done start_of_object(XmlTag const& tag)
    {
        if (object_ != nullptr) return scanner_.complaint("an object stands inside another");
        auto const id = index_in(tag.attribute("id").value_or(""));
        if (!id || *id == 0) return scanner_.complaint("an object has no number");
        Object object;
        object.type = tag.attribute("type").value_or("model");
        static constexpr std::array<std::string_view, 5> types{"model", "support", "solidsupport", "surface", "other"};
        if (std::ranges::find(types, object.type) == types.end())
            return scanner_.complaint(
                fmt::format("object {} has the type \"{}\", which does not exist", *id, part_name_from(object.type)));
        object.name = part_name_from(resolve_xml_text(tag.attribute("name").value_or("")));
        object.color = color_of(tag);
        for (auto const& attribute : tag.attributes)
            if (xml_local_name(attribute.name) == "slicestackid" &&
                !slice_stacks_.contains(index_in(attribute.value).value_or(0)))
                return scanner_.complaint(fmt::format("object {} refers to slices that are not there", *id));
        object.number = static_cast<std::uint32_t>(document_.objects.size());
        auto const [place, added] = document_.objects.try_emplace(ObjectKey{part_, *id}, std::move(object));
        if (!added) return scanner_.complaint(fmt::format("object {} is there twice", *id));
        if (!tag.is_empty) object_ = &place->second;
        return {};
    }

    Done vertex(XmlTag const& tag)
    {
        if (object_ == nullptr) return {};
        if (++usage_.vertices > limits_.vertices)
            return scanner_.complaint("the model has too many vertices", Defect::too_complex);
        std::array<float, 3> point{};
        int found = 0;
        for (auto const& attribute : tag.attributes) {
            if (attribute.name.size() != 1 || attribute.name[0] < 'x' || attribute.name[0] > 'z') continue;
            auto const value = number_in(attribute.value);
            if (!value)
                return scanner_.complaint(fmt::format("\"{}\" is not a number", part_name_from(attribute.value)));
            if (std::fabs(*value) > largest_file_coordinate)
                return scanner_.complaint(fmt::format("{:g} is too large for a coordinate", *value));
            point[static_cast<std::size_t>(attribute.name[0] - 'x')] = static_cast<float>(*value) + 0.0F; // no -0
            ++found;
        }
        if (found != 3) return scanner_.complaint("a vertex has no x, y or z");
        object_->vertices.push_back(point);
        return {};
    }

    Done triangle(XmlTag const& tag)
    {
        if (object_ == nullptr) return {};
        if (++usage_.triangles > limits_.triangles)
            return scanner_.complaint("the model has too many triangles", Defect::too_complex);
        std::array<std::uint32_t, 3> corners{};
        int found = 0;
        for (auto const& attribute : tag.attributes) {
            if (attribute.name.size() != 2 || attribute.name[0] != 'v') continue;
            if (attribute.name[1] < '1' || attribute.name[1] > '3') continue;
            auto const value = index_in(attribute.value);
            if (!value || *value >= object_->vertices.size())
                return scanner_.complaint(fmt::format(
                    "a triangle refers to vertex \"{}\", which does not exist", part_name_from(attribute.value)));
            corners[static_cast<std::size_t>(attribute.name[1] - '1')] = *value;
            ++found;
        }
        if (found != 3) return scanner_.complaint("a triangle has no v1, v2 or v3");
        object_->triangles.insert(object_->triangles.end(), corners.begin(), corners.end());
        return {};
    }

    Done component(XmlTag const& tag)
    {
        if (object_ == nullptr) return scanner_.complaint("a component stands outside of an object");
        if (++usage_.components > limits_.components)
            return scanner_.complaint("the model has too many components", Defect::too_complex);
        Component component;
        if (auto done = reference(tag, component.object, component.transform); !done) return done;
        object_->components.push_back(component);
        return {};
    }

    Done item(XmlTag const& tag)
    {
        if (part_ != 0) return {}; // only the build of the start part is built
        if (!had_build_) return scanner_.complaint("an item stands outside of the build");
        if (++usage_.components > limits_.components)
            return scanner_.complaint("the build has too many items", Defect::too_complex);
        Item item;
        if (auto done = reference(tag, item.object, item.transform); !done) return done;
        item.part_number = part_name_from(resolve_xml_text(tag.attribute("partnumber").value_or("")));
        document_.items.push_back(std::move(item));
        return {};
    }

    // What an item or a component refers to: an object of this part or, with a path, of another.
    Done reference(XmlTag const& tag, ObjectKey& object, Transform& transform)
    {
        auto const id = index_in(tag.attribute("objectid").value_or(""));
        if (!id) return scanner_.complaint("a reference names no object");
        object = {part_, *id};
        for (auto const& attribute : tag.attributes)
            if (xml_local_name(attribute.name) == "path" && attribute.name != "path")
                object.part = parts_.number_of(part_name_of_path(resolve_xml_text(attribute.value)));
        if (auto const text = tag.attribute("transform")) {
            auto const read = transform_in(*text);
            if (!read) return scanner_.complaint("a transform is not twelve numbers");
            transform = *read;
        }
        return {};
    }

    // Vertices no triangle uses go, the others are made one where they are bit-identical.
    void weld_object()
    {
        std::vector<Point> welded;
        VertexWelder welder(welded, object_->vertices.size());
        constexpr std::uint32_t unused = 0xFFFFFFFF;
        std::vector<std::uint32_t> numbers(object_->vertices.size(), unused);
        for (auto& index : object_->triangles) {
            if (numbers[index] == unused) welder.number(std::span(&object_->vertices[index], 1), &numbers[index]);
            index = numbers[index];
        }
        object_->vertices = std::move(welded);
    }

    // In file units; the limit in millimetres is checked when instances are placed.
    static constexpr double largest_file_coordinate = 1e12;

    XmlScanner& scanner_;
    std::uint32_t part_;
    PartList& parts_;
    Document& document_;
    Usage& usage_;
    ThreemfLimits const& limits_;
    std::map<std::string, std::string, std::less<>> namespaces_;
    std::string core_prefix_;
    bool had_model_ = false;
    bool had_build_ = false;
    Object* object_ = nullptr;
    std::map<std::uint32_t, std::vector<std::array<float, 4>>> color_groups_;
    std::vector<std::array<float, 4>>* color_group_ = nullptr;
    std::set<std::uint32_t> slice_stacks_;
};

} // namespace

std::expected<Document, Failure> read_document(ThreemfPackage& package, ThreemfLimits const& limits)
{
    auto const start = package.start_part();
    if (!start) return std::unexpected(start.error());
    Document document;
    PartList parts;
    Usage usage;
    parts.number_of(*start);
    for (std::uint32_t part = 0; part < parts.size(); ++part) {
        auto scanner = package.scan(parts.name(part));
        if (!scanner) return std::unexpected(scanner.error());
        ModelPartReader reader(*scanner, part, parts, document, usage, limits);
        if (auto done = reader.read(); !done) return std::unexpected(done.error());
    }
    take_project_names(package, document);
    return document;
}

} // namespace guildhall::geometry::threemf
