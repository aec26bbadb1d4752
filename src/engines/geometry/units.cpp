#include "geometry/units.hpp"
#include <array>

namespace guildhall::geometry {
namespace {

struct UnitEntry {
    LengthUnit unit;
    std::string_view word;
    std::string_view long_word;
    double millimetres;
};

constexpr std::array unit_table{
    UnitEntry{LengthUnit::micron, "micron", "micron", 0.001},
    UnitEntry{LengthUnit::mm, "mm", "millimeter", 1.0},
    UnitEntry{LengthUnit::cm, "cm", "centimeter", 10.0},
    UnitEntry{LengthUnit::m, "m", "meter", 1000.0},
    UnitEntry{LengthUnit::inch, "inch", "inch", 25.4},
    UnitEntry{LengthUnit::foot, "foot", "foot", 304.8},
};

UnitEntry const& entry_of(LengthUnit unit)
{
    for (auto const& entry : unit_table)
        if (entry.unit == unit) return entry;
    return unit_table[1];
}

} // namespace

double millimetres_in(LengthUnit unit) { return entry_of(unit).millimetres; }

std::string_view to_string(LengthUnit unit) { return entry_of(unit).word; }

std::optional<LengthUnit> length_unit_named(std::string_view word)
{
    for (auto const& entry : unit_table)
        if (word == entry.word || word == entry.long_word) return entry.unit;
    return std::nullopt;
}

} // namespace guildhall::geometry
