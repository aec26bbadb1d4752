#include "bvh.hpp"
#include <algorithm>
#include <bit>
#include <limits>

namespace guildhall::geometry {
namespace {

constexpr std::uint32_t triangles_per_leaf = 4;
constexpr std::uint32_t bits_per_axis = 10;
constexpr float infinity = std::numeric_limits<float>::infinity();

// Puts two zero bits between the ten bits of a number.
std::uint32_t spread(std::uint32_t x)
{
    x = (x | x << 16) & 0x030000FF;
    x = (x | x << 8) & 0x0300F00F;
    x = (x | x << 4) & 0x030C30C3;
    return (x | x << 2) & 0x09249249;
}

// Place of each triangle's centre on a Z-order curve through the box (Morton 1966).
std::vector<std::uint64_t> curve_places(BoxedPart const& part)
{
    auto const longest = 2 * std::max({part.half_size.x, part.half_size.y, part.half_size.z});
    auto const cells = static_cast<float>((1 << bits_per_axis) - 1);
    auto const scale = longest > 0 ? cells / static_cast<float>(3 * longest) : 0.0F; // 3: a sum of corners is binned
    Point const low{static_cast<float>(-3 * part.half_size.x), static_cast<float>(-3 * part.half_size.y),
        static_cast<float>(-3 * part.half_size.z)};
    std::vector<std::uint64_t> places(part.triangles.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto const& corners = part.triangles[i];
        std::uint32_t code = 0;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            auto const sum =
                part.vertices[corners[0]][axis] + part.vertices[corners[1]][axis] + part.vertices[corners[2]][axis];
            auto const cell = std::clamp((sum - low[axis]) * scale, 0.0F, cells);
            code |= spread(static_cast<std::uint32_t>(cell)) << axis;
        }
        places[i] = std::uint64_t{code} << 32 | i;
    }
    return places;
}

// By the upper half, keeping the order of equals; three rounds over ten bits each.
void radix_sort(std::vector<std::uint64_t>& keys)
{
    std::vector<std::uint64_t> other(keys.size());
    for (unsigned shift = 32; shift < 32 + 3 * bits_per_axis; shift += bits_per_axis) {
        std::array<std::uint32_t, 1U << bits_per_axis> begin{};
        auto const digit = [&](std::uint64_t key) { return key >> shift & (begin.size() - 1); };
        for (auto const key : keys) ++begin[digit(key)];
        std::uint32_t total = 0;
        for (auto& count : begin) {
            auto const here = count;
            count = total;
            total += here;
        }
        for (auto const key : keys) other[begin[digit(key)]++] = key;
        keys.swap(other);
    }
}

} // namespace

struct Bvh::Ray {
    Point origin;
    Point direction;
    Point inverse; // of the direction

    // Where the ray enters the box, or infinity if it misses it or enters behind `limit`.
    float entry(Node const& node, float limit) const
    {
        float enter = 0, leave = limit;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            auto const a = (node.low[axis] - origin[axis]) * inverse[axis];
            auto const b = (node.high[axis] - origin[axis]) * inverse[axis];
            enter = std::max(enter, std::min(a, b));
            leave = std::min(leave, std::max(a, b));
        }
        return enter <= leave ? enter : infinity;
    }
};

Bvh::Bvh(BoxedPart const& part)
    : part_(part)
{
    if (part.triangles.empty()) return;
    auto places = curve_places(part);
    radix_sort(places);
    std::vector<std::uint32_t> codes(places.size());
    order_.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        codes[i] = static_cast<std::uint32_t>(places[i] >> 32);
        order_[i] = static_cast<std::uint32_t>(places[i]);
    }
    nodes_.reserve(places.size());
    nodes_.emplace_back();
    build(0, 0, static_cast<std::uint32_t>(order_.size()), codes);
}

// Splits where the highest bit of the curve places changes (Lauterbach et al. 2009), and equal places in the middle:
// the depth stays below 30 + 32.
void Bvh::build(std::uint32_t node, std::uint32_t begin, std::uint32_t end, std::vector<std::uint32_t> const& codes)
{
    if (end - begin <= triangles_per_leaf) {
        nodes_[node].first = begin;
        nodes_[node].count = end - begin;
        enclose_triangles(nodes_[node]);
        return;
    }
    auto middle = begin + (end - begin) / 2;
    if (auto const differing = codes[begin] ^ codes[end - 1]; differing != 0) {
        auto const bit = std::bit_floor(differing);
        auto const split = std::partition_point(codes.begin() + begin, codes.begin() + end,
            [&](std::uint32_t code) { return (code & bit) == (codes[begin] & bit); });
        middle = static_cast<std::uint32_t>(split - codes.begin());
    }
    auto const children = static_cast<std::uint32_t>(nodes_.size());
    nodes_.resize(nodes_.size() + 2);
    build(children, begin, middle, codes);
    build(children + 1, middle, end, codes);
    auto const& left = nodes_[children];
    auto const& right = nodes_[children + 1];
    auto& parent = nodes_[node];
    parent.first = children;
    parent.count = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        parent.low[axis] = std::min(left.low[axis], right.low[axis]);
        parent.high[axis] = std::max(left.high[axis], right.high[axis]);
    }
}

void Bvh::enclose_triangles(Node& node) const
{
    node.low.fill(infinity);
    node.high.fill(-infinity);
    for (auto i = node.first; i < node.first + node.count; ++i)
        for (auto const corner : part_.triangles[order_[i]])
            for (std::size_t axis = 0; axis < 3; ++axis) {
                node.low[axis] = std::min(node.low[axis], part_.vertices[corner][axis]);
                node.high[axis] = std::max(node.high[axis], part_.vertices[corner][axis]);
            }
}

// Moeller, Trumbore 1997, with a little slack at the edges so that no ray slips between two neighbours.
float Bvh::distance_to(Ray const& ray, std::uint32_t triangle) const
{
    constexpr float slack = 1e-5F;
    auto const& corners = part_.triangles[triangle];
    auto const& a = part_.vertices[corners[0]];
    auto const& b = part_.vertices[corners[1]];
    auto const& c = part_.vertices[corners[2]];
    auto const minus = [](Point const& p, Point const& q) { return Point{p[0] - q[0], p[1] - q[1], p[2] - q[2]}; };
    auto const times = [](Point const& p, Point const& q) {
        return Point{p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]};
    };
    auto const inner = [](Point const& p, Point const& q) { return p[0] * q[0] + p[1] * q[1] + p[2] * q[2]; };
    auto const ab = minus(b, a), ac = minus(c, a);
    auto const p = times(ray.direction, ac);
    auto const determinant = inner(ab, p);
    if (determinant == 0) return infinity;
    auto const scale = 1 / determinant;
    auto const offset = minus(ray.origin, a);
    auto const u = inner(offset, p) * scale;
    if (!(u >= -slack && u <= 1 + slack)) return infinity;
    auto const q = times(offset, ab);
    auto const v = inner(ray.direction, q) * scale;
    if (!(v >= -slack && u + v <= 1 + slack)) return infinity;
    auto const distance = inner(ac, q) * scale;
    return distance > 0 ? distance : infinity;
}

template <bool any> std::optional<RayHit> Bvh::trace(Point const& origin, Point const& direction) const
{
    if (nodes_.empty()) return std::nullopt;
    Ray ray{origin, direction, {}};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        // Never infinite: infinity times zero, for a ray that starts in the plane of a box side, would be NaN.
        auto const component = direction[axis];
        ray.inverse[axis] = std::fabs(component) > 1e-18F ? 1 / component : std::copysign(1e18F, component);
    }
    std::optional<RayHit> best;
    float limit = infinity;
    std::array<std::uint32_t, 64> stack;
    std::size_t depth = 0;
    stack[depth++] = 0;
    while (depth > 0 && visits_left_-- > 0) {
        auto const& node = nodes_[stack[--depth]];
        for (auto i = node.first; i < node.first + node.count; ++i) {
            auto const distance = distance_to(ray, order_[i]);
            if (distance >= limit) continue;
            limit = distance;
            best = RayHit{distance, order_[i]};
            if (any) return best;
        }
        if (node.count > 0) continue;
        auto near = node.first, far = node.first + 1;
        auto near_entry = ray.entry(nodes_[near], limit), far_entry = ray.entry(nodes_[far], limit);
        if (far_entry < near_entry) {
            std::swap(near, far);
            std::swap(near_entry, far_entry);
        }
        if (far_entry < infinity) stack[depth++] = far;
        if (near_entry < infinity) stack[depth++] = near;
    }
    return best;
}

std::optional<RayHit> Bvh::first_hit(Point const& origin, Point const& direction) const
{
    return trace<false>(origin, direction);
}

bool Bvh::is_hit(Point const& origin, Point const& direction) const
{
    return trace<true>(origin, direction).has_value();
}

} // namespace guildhall::geometry
