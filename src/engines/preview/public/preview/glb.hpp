#pragma once
// Meshes for the browser: one binary glTF file. README.md says what stands where in it.
#include "geometry/assembly.hpp"
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace guildhall::preview {

struct GlbOptions {
    std::optional<std::size_t> simplify_to_triangles = {}; // more triangles are reduced to about this many
    std::span<geometry::ThinWall const> thin_walls = {};   // shown as lines through the material
};

// The mesh as GLB 2.0 with KHR_mesh_quantization and EXT_meshopt_compression: below a root that turns millimetres and
// Z up into glTF's metres and Y up stands one node per part, with the part's name. Normals are split at creases;
// creases are lines beside the surface, and so are edges that are not as they should be. asset.extras tells
// {"triangles_original", "triangles", "simplified", "bodies"}.
// Triangles with indices out of range or coordinates that are not finite are left out.
std::string write_glb(geometry::Mesh const& mesh, GlbOptions const& options = {});

// The same for an assembly: its tree, in which occurrences of one body share their mesh, with the edges of its B-rep.
std::string write_glb(geometry::Assembly const& assembly, GlbOptions const& options = {});

} // namespace guildhall::preview
