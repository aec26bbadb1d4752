#include "entity_kind.hpp"
#include <charconv>
#include <cmath>

namespace guildhall::step {
namespace {

struct NamedKind {
    std::string_view name;
    EntityKind kind;
};

constexpr NamedKind named_kinds[] = {
    {"CARTESIAN_POINT", EntityKind::measured},
    {"DIRECTION", EntityKind::measured},
    {"CIRCLE", EntityKind::measured},
    {"ELLIPSE", EntityKind::measured},
    {"HYPERBOLA", EntityKind::measured},
    {"PARABOLA", EntityKind::measured},
    {"CYLINDRICAL_SURFACE", EntityKind::measured},
    {"CONICAL_SURFACE", EntityKind::measured},
    {"SPHERICAL_SURFACE", EntityKind::measured},
    {"TOROIDAL_SURFACE", EntityKind::measured},
    {"DEGENERATE_TOROIDAL_SURFACE", EntityKind::measured},
    {"COORDINATES_LIST", EntityKind::triangles},
    {"COMPLEX_TRIANGULATED_FACE", EntityKind::triangles},
    {"COMPLEX_TRIANGULATED_SURFACE_SET", EntityKind::triangles},
    {"TRIANGULATED_FACE", EntityKind::triangles},
    {"TRIANGULATED_SURFACE_SET", EntityKind::triangles},
    {"TESSELLATED_CURVE_SET", EntityKind::triangles},
    {"TESSELLATED_POINT_SET", EntityKind::triangles},
    {"MANIFOLD_SOLID_BREP", EntityKind::solid},
    {"BREP_WITH_VOIDS", EntityKind::solid},
    {"FACETED_BREP", EntityKind::solid},
    {"SHELL_BASED_SURFACE_MODEL", EntityKind::surface_model},
    {"FACE_BASED_SURFACE_MODEL", EntityKind::surface_model},
    {"TESSELLATED_SOLID", EntityKind::tessellation},
    {"TESSELLATED_SHELL", EntityKind::tessellation},
    {"DOCUMENT_FILE", EntityKind::external_file},
    {"CURVE_3D_ELEMENT_REPRESENTATION", EntityKind::finite_element},
    {"SURFACE_3D_ELEMENT_REPRESENTATION", EntityKind::finite_element},
    {"VOLUME_3D_ELEMENT_REPRESENTATION", EntityKind::finite_element},
    {"NEXT_ASSEMBLY_USAGE_OCCURRENCE", EntityKind::assembly_usage},
};

} // namespace

EntityKind kind_of(std::string_view keyword)
{
    for (auto const& known : named_kinds)
        if (known.name == keyword) return known.kind;
    return EntityKind::other;
}

// Most numbers are small and plain; only those with an exponent or many digits need to be read exactly.
bool exceeds(std::string_view number, double limit)
{
    auto const whole_digits = number.substr(0, number.find('.')).size();
    if (whole_digits <= 7 && number.find_first_of("Ee") == number.npos) return false;
    if (number.starts_with('+')) number.remove_prefix(1);
    double value = 0;
    auto const read = std::from_chars(number.data(), number.data() + number.size(), value);
    // A number too small for a double is also out of range, and harmless.
    if (read.ec == std::errc::result_out_of_range) return number.find('-', 1) == number.npos;
    return !std::isfinite(value) || std::fabs(value) > limit;
}

} // namespace guildhall::step
