#pragma once
// Which solids a document holds, under which names and colors, and where each of them stands.
#include "geometry/analysis.hpp"
#include "geometry/assembly.hpp"
#include <TDocStd_Document.hxx>
#include <TopLoc_Location.hxx>
#include <TopoDS_Solid.hxx>
#include <array>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace guildhall::step {

using Color = std::array<float, 4>; // linear RGBA
using FaceColors = std::unordered_map<TopoDS_TShape const*, Color>;

struct Placement {
    TopLoc_Location location;
    std::optional<Color> color; // of this occurrence in the assembly; overrules the body's own
};

// What the assembly's tree shows, in its order: groups, and occurrences of bodies.
struct TreeNode {
    std::string name;
    std::optional<std::size_t> parent;                         // an earlier node; none: the file
    std::optional<std::pair<std::size_t, std::size_t>> placed; // body and number of its placement; none: a group
};

struct Body {
    TopoDS_Solid solid; // in its own coordinates
    std::string name;
    std::optional<Color> color;
    std::shared_ptr<FaceColors const> face_colors; // those that differ from the body's
    std::vector<Placement> placements;
};

struct Bodies {
    std::vector<Body> distinct;       // in the order of the file
    std::vector<TreeNode> tree;       // empty beyond geometry::most_assembly_nodes
    std::int64_t closed_surfaces = 0; // shells without a solid that enclose a volume; taken as solids
    std::int64_t open_surfaces = 0;   // left out
    std::int64_t open_surface_faces = 0;
};

// Fails with too_complex when the assembly, counted out, has more than `limit` parts.
std::expected<Bodies, geometry::Failure> collect_bodies(Handle(TDocStd_Document) const& document, std::size_t limit);

} // namespace guildhall::step
