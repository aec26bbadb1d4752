#include "preview/glb.hpp"
#include "glb_builder.hpp"
#include <map>

namespace guildhall::preview {
namespace {

using geometry::Assembly;
using geometry::AssemblyBody;
using geometry::AssemblyNode;
using geometry::MeshPart;

// Lines beside a simplified surface; so many are still drawn in a blink.
constexpr std::size_t most_lines_when_simplified = 150'000;

// A part's share of the budget of all; the smallest keep enough to be recognised.
std::optional<std::size_t> share_of_budget(GlbOptions const& options, std::size_t part_triangles, std::size_t triangles)
{
    constexpr std::size_t recognisable = 64;
    if (!options.simplify_to_triangles || triangles <= *options.simplify_to_triangles) return std::nullopt;
    double const kept = static_cast<double>(*options.simplify_to_triangles) / static_cast<double>(triangles);
    return std::max(recognisable, static_cast<std::size_t>(kept * static_cast<double>(part_triangles)));
}

std::array<double, 16> matrix_of(geometry::Placement const& placement, Grid const& grid)
{
    std::array<double, 16> m{};
    for (std::size_t row = 0; row < 3; ++row) {
        m[12 + row] = placement[9 + row];
        for (std::size_t column = 0; column < 3; ++column) {
            m[4 * column + row] = placement[3 * column + row] * grid.step_mm;
            m[12 + row] += placement[3 * column + row] * grid.origin[column];
        }
    }
    m[15] = 1;
    return m;
}

// Writes what stands in one scene: the surfaces of its parts and their lines.
class SceneWriter {
public:
    SceneWriter(GlbBuilder& builder, Scene const& scene, FeatureEdges edges, std::size_t triangles_in_all,
        GlbOptions const& options)
        : builder_(builder)
        , scene_(scene)
        , edges_(std::move(edges))
        , triangles_in_all_(triangles_in_all)
        , options_(options)
    {
        bool const simplified = options.simplify_to_triangles && triangles_in_all > *options.simplify_to_triangles;
        if (simplified && edges_.sharp.size() > most_lines_when_simplified) edges_.sharp.clear();
        if (simplified && edges_.smooth.size() > most_lines_when_simplified) edges_.smooth.clear();
        for (auto* const list :
            {&edges_.sharp, &edges_.smooth, &edges_.open, &edges_.non_manifold, &edges_.misoriented})
            std::ranges::stable_sort(*list, {}, &Segment::triangle); // so that each part finds its own at once
    }

    std::optional<std::size_t> add_surface(MeshPart const& part, Grid const& grid)
    {
        auto const budget = share_of_budget(options_, part.triangle_count, triangles_in_all_);
        auto const made = make_browser_part(scene_, part, budget);
        builder_.document.simplified =
            builder_.document.simplified || (budget && made.indices.size() / 3 < part.triangle_count);
        return builder_.add_surface(made, grid);
    }

    void add_lines(MeshPart const& range, Grid const& grid, GltfMesh& mesh)
    {
        auto const add = [&](std::vector<Segment> const& segments, GltfRole role, char const* code = "") {
            auto const begin = std::ranges::lower_bound(segments, range.first_triangle, {}, &Segment::triangle);
            auto const end = std::ranges::lower_bound(
                begin, segments.end(), range.first_triangle + range.triangle_count, {}, &Segment::triangle);
            if (auto const made = builder_.add_lines(scene_, grid, std::span(begin, end), role, code))
                mesh.primitives.push_back({*made, builder_.material_of(role)});
        };
        add(edges_.sharp, GltfRole::edges);
        add(edges_.smooth, GltfRole::smooth_edges);
        add(edges_.open, GltfRole::finding, "open_edges");
        add(edges_.non_manifold, GltfRole::finding, "non_manifold_edges");
        add(edges_.misoriented, GltfRole::finding, "inconsistent_winding");
    }

private:
    GlbBuilder& builder_;
    Scene const& scene_;
    FeatureEdges edges_;
    std::size_t triangles_in_all_;
    GlbOptions const& options_;
};

// A node beside the parts: short lines through the material where walls are thin.
void add_thin_walls(GlbBuilder& builder, std::span<geometry::ThinWall const> walls)
{
    if (walls.empty()) return;
    geometry::Mesh ends; // a triangle without area for each line, so that the lines have a scene of their own
    std::vector<Segment> segments;
    for (auto const& wall : walls) {
        auto const first = static_cast<std::uint32_t>(ends.positions.size());
        for (auto const& end : {wall.from, wall.to})
            ends.positions.push_back({static_cast<float>(end.x), static_cast<float>(end.y), static_cast<float>(end.z)});
        ends.indices.insert(ends.indices.end(), {first, first + 1, first});
        segments.push_back({first, first + 1, static_cast<std::uint32_t>(segments.size())});
    }
    Scene const scene{ends};
    if (scene.empty()) return;
    auto const grid = grid_over_all(scene);
    GltfMesh mesh;
    mesh.name = "thin walls";
    auto const lines = builder.add_lines(scene, grid, segments, GltfRole::finding, "thin_wall");
    mesh.primitives.push_back({*lines, builder.material_of(GltfRole::finding)});
    auto& node = builder.document.nodes.emplace_back();
    node.name = "thin walls";
    node.finding = true;
    node.mesh = builder.document.meshes.size();
    node.matrix = matrix_of(geometry::unmoved, grid);
    node.moved_only = true;
    builder.document.meshes.push_back(std::move(mesh));
}

class AssemblyWriter {
public:
    AssemblyWriter(Assembly const& assembly, GlbOptions const& options)
        : assembly_(assembly)
        , options_(options)
        , uses_(assembly.bodies.size(), 0)
    {
    }

    std::string write()
    {
        auto& document = builder_.document;
        for (auto const& node : assembly_.nodes)
            if (node.body) ++uses_[*node.body];
        for (std::size_t i = 0; i < uses_.size(); ++i)
            document.triangles_original += uses_[i] * assembly_.bodies[i].mesh.triangle_count();
        document.bodies = assembly_.bodies.size();
        collect_colors();
        builder_.add_materials(palette_);
        for (auto const& body : assembly_.bodies) add_body(body);
        for (auto const& node : assembly_.nodes) add_node(node);
        add_thin_walls(builder_, options_.thin_walls);
        return builder_.finish();
    }

private:
    // What is drawn of one body, before it is known in which colours.
    struct Drawn {
        std::vector<std::optional<std::size_t>> surfaces; // one for each part
        std::vector<std::size_t> colors;                  // one for each part, into the palette
        GltfMesh lines;
        Grid grid;
        std::size_t triangles = 0;
        std::map<std::size_t, std::size_t> mesh_in_color; // made meshes by the colour of the occurrence
        std::optional<std::size_t> mesh;                  // in the body's own colours
    };

    // The colours of bodies in order, then those of occurrences.
    void collect_colors()
    {
        std::vector<MeshPart> parts;
        for (std::size_t i = 0; i < assembly_.bodies.size(); ++i) {
            auto const& mesh = assembly_.bodies[i].mesh;
            first_color_.push_back(parts.size());
            parts.insert(parts.end(), mesh.parts.begin(), mesh.parts.end());
            if (mesh.parts.empty()) parts.emplace_back();
        }
        for (auto const& node : assembly_.nodes) {
            if (!node.body || node.color[3] <= 0) continue;
            if (!color_of_occurrence_.try_emplace(node.color, parts.size()).second) continue;
            parts.emplace_back().color = node.color;
        }
        palette_ = make_palette(parts, std::nullopt);
    }

    void add_body(AssemblyBody const& body)
    {
        auto& drawn = drawn_.emplace_back();
        Scene const scene{body.mesh};
        drawn.grid = grid_over(scene, 0, scene.triangle_count());
        auto edges = body.exact ? classify_edges(scene.positions(), scene.indices(), body.edges)
                                : find_feature_edges(scene.positions(), scene.indices());
        SceneWriter writer(builder_, scene, std::move(edges), builder_.document.triangles_original, options_);
        for (std::size_t i = 0; i < scene.parts().size(); ++i) {
            drawn.surfaces.push_back(writer.add_surface(scene.parts()[i], drawn.grid));
            drawn.colors.push_back(palette_.of_part[first_color_[drawn_.size() - 1] + i]);
            if (drawn.surfaces.back())
                drawn.triangles += builder_.document.primitives[*drawn.surfaces.back()].index_count / 3;
        }
        MeshPart all;
        all.triangle_count = static_cast<std::uint32_t>(scene.triangle_count());
        writer.add_lines(all, drawn.grid, drawn.lines);
    }

    void add_node(AssemblyNode const& node)
    {
        auto& made = builder_.document.nodes.emplace_back();
        made.name = node.name;
        made.parent = node.parent;
        made.auxiliary = node.auxiliary;
        if (!node.body) return;
        auto& drawn = drawn_[*node.body];
        made.mesh = mesh_of(drawn, node, assembly_.bodies[*node.body].name);
        made.matrix = matrix_of(node.placement, drawn.grid);
        made.moved_only = std::equal(node.placement.begin(), node.placement.begin() + 9, geometry::unmoved.begin());
        builder_.document.triangles_drawn += drawn.triangles;
    }

    // Occurrences in one colour share a mesh; meshes in other colours share its surfaces.
    std::optional<std::size_t> mesh_of(Drawn& drawn, AssemblyNode const& node, std::string const& name)
    {
        std::optional<std::size_t> color;
        if (node.color[3] > 0) color = palette_.of_part[color_of_occurrence_.at(node.color)];
        if (color && drawn.mesh_in_color.contains(*color)) return drawn.mesh_in_color[*color];
        if (!color && drawn.mesh) return drawn.mesh;
        GltfMesh mesh;
        mesh.name = name;
        for (std::size_t i = 0; i < drawn.surfaces.size(); ++i)
            if (drawn.surfaces[i]) mesh.primitives.push_back({*drawn.surfaces[i], color.value_or(drawn.colors[i])});
        if (mesh.primitives.empty()) return std::nullopt;
        mesh.primitives.insert(mesh.primitives.end(), drawn.lines.primitives.begin(), drawn.lines.primitives.end());
        auto const number = builder_.document.meshes.size();
        builder_.document.meshes.push_back(std::move(mesh));
        if (color)
            drawn.mesh_in_color.emplace(*color, number);
        else
            drawn.mesh = number;
        return number;
    }

    Assembly const& assembly_;
    GlbOptions const& options_;
    std::vector<std::size_t> uses_; // of each body
    GlbBuilder builder_;
    Palette palette_;
    std::vector<std::size_t> first_color_; // of each body, into palette_.of_part
    std::map<std::array<float, 4>, std::size_t> color_of_occurrence_;
    std::vector<Drawn> drawn_; // beside the bodies
};

// What becomes a node of its own.
struct DrawnPart {
    MeshPart part;
    std::size_t material = 0;
};

// Beyond what a tree can show, parts of one colour that follow each other are one, without a name.
std::vector<DrawnPart> drawn_parts(Scene const& scene, Palette const& palette)
{
    std::vector<DrawnPart> drawn;
    bool const too_many = scene.parts().size() > geometry::most_assembly_nodes;
    for (std::size_t i = 0; i < scene.parts().size(); ++i) {
        auto const& part = scene.parts()[i];
        std::size_t const material = palette.of_part[i];
        auto const full = drawn.size() == geometry::most_assembly_nodes; // then the last one takes all that is left
        if (too_many && !drawn.empty() && (drawn.back().material == material || full))
            drawn.back().part.triangle_count += part.triangle_count;
        else
            drawn.push_back({part, material});
        if (too_many) drawn.back().part.name.clear();
    }
    return drawn;
}

} // namespace

std::string write_glb(geometry::Mesh const& mesh, GlbOptions const& options)
{
    Scene const scene{mesh};
    Palette const palette = make_palette(scene.parts(), std::nullopt);
    GlbBuilder builder;
    auto& document = builder.document;
    document.triangles_original = mesh.triangle_count();
    document.bodies = scene.parts().size();
    builder.add_materials(palette);
    SceneWriter writer(
        builder, scene, find_feature_edges(scene.positions(), scene.indices()), scene.triangle_count(), options);
    for (auto const& [part, material] : drawn_parts(scene, palette)) {
        auto& node = document.nodes.emplace_back();
        node.name = part.name;
        node.auxiliary = part.auxiliary;
        auto const grid = grid_over(scene, part.first_triangle, part.triangle_count);
        auto const surface = writer.add_surface(part, grid);
        if (!surface) continue;
        document.triangles_drawn += document.primitives[*surface].index_count / 3;
        GltfMesh made;
        made.name = part.name;
        made.primitives.push_back({*surface, material});
        writer.add_lines(part, grid, made);
        node.mesh = document.meshes.size();
        node.matrix = matrix_of(geometry::unmoved, grid);
        node.moved_only = true;
        document.meshes.push_back(std::move(made));
    }
    add_thin_walls(builder, options.thin_walls);
    return builder.finish();
}

std::string write_glb(geometry::Assembly const& assembly, GlbOptions const& options)
{
    return AssemblyWriter(assembly, options).write();
}

} // namespace guildhall::preview
