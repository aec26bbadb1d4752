#pragma once
// Meshes for the browser: one binary glTF file.
#include "geometry/mesh.hpp"
#include <cstddef>
#include <optional>
#include <string>

namespace guildhall::preview {

struct GlbOptions {
    std::optional<std::size_t> simplify_to_triangles = {}; // a mesh with more triangles is reduced to about this many
};

// The mesh as GLB 2.0 with KHR_mesh_quantization and EXT_meshopt_compression. The root node turns millimetres and
// Z up into glTF's metres and Y up; below it stands one node per part with the part's name. Normals are split at
// creases. asset.extras tells {"triangles_original", "triangles", "simplified"}.
// Triangles with indices out of range or coordinates that are not finite are left out.
std::string write_glb(geometry::Mesh const& mesh, GlbOptions const& options = {});

} // namespace guildhall::preview
