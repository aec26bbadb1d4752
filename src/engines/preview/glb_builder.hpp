#pragma once
// Puts surfaces and lines into the streams of a GLB file, and packs the file.
#include "browser_part.hpp"
#include "feature_edges.hpp"
#include "gltf.hpp"
#include "palette.hpp"

namespace guildhall::preview {

// The grid on which the positions of one mesh are rounded: each has its own, so that a small part of a large assembly
// keeps its precision.
struct Grid {
    Vector low;                     // in the scene's unit
    double step = 1;                // in the scene's unit
    std::array<double, 3> origin{}; // millimetres of the grid's zero
    double step_mm = 1;
};
Grid grid_over(Scene const& scene, std::size_t first_triangle, std::size_t triangle_count);
Grid grid_over_all(Scene const& scene); // also over what only degenerate triangles use

class GlbBuilder {
public:
    GltfDocument document;

    // The surface as a new primitive; nothing when it has no triangle.
    std::optional<std::size_t> add_surface(BrowserPart const& part, Grid const& grid);
    // The segments as a new primitive; nothing when there are none.
    std::optional<std::size_t> add_lines(
        Scene const& scene, Grid const& grid, std::span<Segment const> segments, GltfRole role, char const* code = "");
    // The colours of the palette, then those of lines.
    void add_materials(Palette const& palette);
    std::size_t material_of(GltfRole role) const;

    // The whole file. Leaves the builder empty.
    std::string finish();

private:
    using PackedPosition = std::array<std::uint16_t, 4>; // the fourth pads to the four-byte grid glTF asks for

    void append_position(Vector position, Grid const& grid, GltfPrimitive& primitive);

    std::vector<PackedPosition> positions_;
    std::vector<PackedNormal> normals_;
    std::vector<std::uint32_t> triangles_, lines_; // counted from each primitive's own first vertex
};

} // namespace guildhall::preview
