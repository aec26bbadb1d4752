#pragma once
// Pictures of parts, drawn on the CPU alone: no display, no GPU, and the same bytes for the same mesh every time.
#include "geometry/mesh.hpp"
#include "preview/image.hpp"
#include <array>
#include <optional>

namespace guildhall::preview {

constexpr int smallest_picture = 64;
constexpr int largest_picture = 2048;

enum class Background { studio, transparent };

// Where the camera stands: yaw is counted from +X towards +Y, pitch from the ground plane upwards.
struct View {
    float yaw_degrees = -55;
    float pitch_degrees = 28;
};

struct RenderOptions {
    int width = 800, height = 600; // pixels; values outside smallest_picture..largest_picture are clamped
    Background background = Background::studio;
    std::optional<View> view = {};                  // none: the view in which the part shows most of its shape
    std::optional<std::array<float, 3>> color = {}; // linear RGB of parts that bring no colour; none: the house palette
    bool edges = true;                              // outlines and creases
    bool ground_shadow = true;                      // translucent black where the background is transparent
};

// Draws the mesh standing on the ground (Z up) under soft studio light. Both sides of every triangle are drawn, so
// open and inside-out meshes look whole. Triangles with indices out of range or coordinates that are not finite are
// left out; a mesh without any other triangle gives the bare background.
// Memory: about 100 bytes per pixel, 70 per triangle.
Image render(geometry::Mesh const& mesh, RenderOptions const& options = {});

} // namespace guildhall::preview
