#include "no_geometry.hpp"

namespace guildhall::step {

geometry::Failure explain_no_geometry(Outline const& outline, std::int64_t open_surfaces)
{
    using enum geometry::Defect;
    if (outline.solids > 0)
        return {damaged_file,
            "The STEP file names " + std::to_string(outline.solids) + " solids, but none of them can be built."};
    if (outline.schema.starts_with("AP209") || outline.finite_elements > 0)
        return {no_geometry,
            "The STEP file holds a finite-element model (AP209) without a solid body; export the CAD model itself."};
    if (outline.tessellations > 0)
        return {no_geometry, "The STEP file holds triangles only, no exact solid body; export it with exact geometry, "
                             "or as STL or 3MF."};
    if (outline.external_files > 0)
        return {no_geometry, "The STEP file is an assembly whose parts are in other files; export it as one file."};
    if (open_surfaces > 0 || outline.surface_models > 0)
        return {no_geometry,
            "The STEP file holds open surfaces only, which enclose no volume; close them to a solid body."};
    return {no_geometry, "The STEP file holds no solid body."};
}

} // namespace guildhall::step
