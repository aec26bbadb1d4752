#include "preview/glb.hpp"
std::string guildhall::preview::write_glb(geometry::Mesh const&, GlbOptions const&) { return "glTF"; }
