#pragma once
// Which 3MF extensions are understood.
#include <string_view>

namespace guildhall::geometry::threemf {

enum class Extension {
    core,
    understood,    // read, or harmless to leave out: colours, slices, names of triangle sets
    beam_lattice,  // adds beams to meshes; the meshes are still right
    implicit,      // describes solids without triangles
    encrypted,     // hides the solids
    changes_shape, // the triangles alone would be wrong
    unknown,
};

// By its namespace. Sources: the extension specifications of the 3MF Consortium.
Extension extension_of(std::string_view namespace_uri);

} // namespace guildhall::geometry::threemf
