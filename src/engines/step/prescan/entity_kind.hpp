#pragma once
// What the pre-scan cares about in an entity, by its name.
#include <cstdint>
#include <string_view>

namespace guildhall::step {

enum class EntityKind : std::uint8_t {
    other,
    measured,  // its numbers are coordinates, directions or radii
    triangles, // long lists of triangles and their points, which nobody needs
    solid,
    surface_model,
    tessellation,
    external_file,
    finite_element,
    assembly_usage, // the first reference is the assembly, the second its component
};

EntityKind kind_of(std::string_view keyword);

// Whether a number in the notation of STEP is larger than the limit, either way.
bool exceeds(std::string_view number, double limit);

} // namespace guildhall::step
