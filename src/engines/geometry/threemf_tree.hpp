#pragma once
#include "geometry/assembly.hpp"
#include "threemf_model.hpp"

namespace guildhall::geometry::threemf {

// The build as a tree in which instances of an object share its triangles. The references of the document must have
// been followed before. Empty when there is a single instance, or too many.
Assembly assembly_of(Document const& document);

} // namespace guildhall::geometry::threemf
