#pragma once
// Units of length that CAD files are written in. Everything inside the engine is millimetres.
#include <boost/describe.hpp>
#include <optional>
#include <string_view>

namespace guildhall::geometry {

BOOST_DEFINE_ENUM_CLASS(LengthUnit, micron, mm, cm, m, inch, foot)

// How many millimetres one `unit` is.
double millimetres_in(LengthUnit unit);

// The word used in Analysis::units: micron, mm, cm, m, inch, foot.
std::string_view to_string(LengthUnit unit);

// Understands the words of to_string and the long ones of 3MF (millimeter, centimeter, meter).
std::optional<LengthUnit> length_unit_named(std::string_view word);

} // namespace guildhall::geometry
