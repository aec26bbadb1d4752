#pragma once
// The bodies of a document and their tree, as a viewer wants them.
#include "body_mesh.hpp"
#include <span>

namespace guildhall::step {

// Empty when the document's tree was too large to be kept.
geometry::Assembly assembly_of(Bodies const& bodies, std::span<BodyMesh const> meshes);

} // namespace guildhall::step
