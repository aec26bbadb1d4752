#pragma once
// Which samples of a grid lie inside a triangle.
#include "vector.hpp"
#include <utility>

namespace guildhall::preview {

// The smallest whole number that is not below `value`; much faster than std::ceil where the processor has no
// instruction for it, as the x86-64 baseline.
inline int round_up(float value)
{
    auto const whole = static_cast<int>(value);
    return whole + (static_cast<float>(whole) < value ? 1 : 0);
}

// Calls span(row, first, last, z, z_per_column) for every row of the triangle that covers samples [first, last), where
// z is the depth at sample `first`. Sample (column, row) lies at (column + column_offset(row), row + 0.5).
// Watertight: an edge shared by two triangles is evaluated by the same expression in both, so each sample beside it
// belongs to exactly one of them.
template <class ColumnOffset, class Span>
void fill_triangle(Vector a, Vector b, Vector c, int width, int height, ColumnOffset column_offset, Span span)
{
    if (a.y > b.y) std::swap(a, b);
    if (b.y > c.y) std::swap(b, c);
    if (a.y > b.y) std::swap(a, b);
    int const first_row = std::max(0, round_up(a.y - 0.5F));
    int const end_row = std::min(height, round_up(c.y - 0.5F));
    if (first_row >= end_row) return;

    float const doubled_area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (std::fabs(doubled_area) < 1e-12F) return;
    float const inverse_area = 1 / doubled_area;
    float const z_per_column = ((b.z - a.z) * (c.y - a.y) - (c.z - a.z) * (b.y - a.y)) * inverse_area;
    float const z_per_row = ((c.z - a.z) * (b.x - a.x) - (b.z - a.z) * (c.x - a.x)) * inverse_area;
    auto const [nearest, farthest] = std::minmax({a.z, b.z, c.z}); // slivers must not shoot out of themselves
    float const slope_ac = (c.x - a.x) / (c.y - a.y);
    float const slope_ab = b.y > a.y ? (b.x - a.x) / (b.y - a.y) : 0;
    float const slope_bc = c.y > b.y ? (c.x - b.x) / (c.y - b.y) : 0;
    for (int row = first_row; row < end_row; ++row) {
        float const y = static_cast<float>(row) + 0.5F;
        float from = a.x + slope_ac * (y - a.y);
        float to = y < b.y ? a.x + slope_ab * (y - a.y) : b.x + slope_bc * (y - b.y);
        if (from > to) std::swap(from, to);
        float const offset = column_offset(row);
        int const first = std::max(0, round_up(from - offset));
        int const last = std::min(width, round_up(to - offset));
        if (first >= last) continue;
        float const x = static_cast<float>(first) + offset;
        float const z = a.z + z_per_column * (x - a.x) + z_per_row * (y - a.y);
        span(row, first, last, std::clamp(z, nearest, farthest), z_per_column);
    }
}

} // namespace guildhall::preview
