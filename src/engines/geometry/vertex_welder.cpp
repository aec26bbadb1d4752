#include "vertex_welder.hpp"
#include "base/outcome.hpp"
#include "geometry/weld.hpp"
#include <bit>
#include <cstring>
#include <sys/random.h>

namespace guildhall::geometry {
namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t folded_product(std::uint64_t a, std::uint64_t b)
{
    auto const product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::array<std::uint64_t, 2> process_seed()
{
    static auto const seed = [] {
        std::array<std::uint64_t, 2> random{};
        if (getrandom(random.data(), sizeof random, 0) != static_cast<ssize_t>(sizeof random))
            throw Unavailable("getrandom failed");
        return random;
    }();
    return seed;
}

bool same_bits(Point const& a, Point const& b) { return std::memcmp(a.data(), b.data(), sizeof(Point)) == 0; }

} // namespace

VertexWelder::VertexWelder(std::vector<Point>& positions, std::size_t expected_vertices)
    : positions_(positions)
    , seed_(process_seed())
{
    slots_.assign(std::bit_ceil(expected_vertices + expected_vertices / 2 + 64), Slot{empty, 0});
    mask_ = slots_.size() - 1;
    positions_.reserve(expected_vertices);
}

std::uint64_t VertexWelder::hash(Point const& point) const
{
    auto const bits = std::bit_cast<std::array<std::uint32_t, 3>>(point);
    auto const xy = (std::uint64_t{bits[1]} << 32 | bits[0]) ^ seed_[0];
    return folded_product(folded_product(xy, 0x9E3779B97F4A7C15 ^ bits[2]) ^ seed_[1], 0xD6E8FEB86659FD93);
}

void VertexWelder::number(std::span<Point const> points, std::uint32_t* numbers)
{
    // Two passes: while the later points are being hashed, the slots of the first are on their way from memory.
    std::array<std::uint64_t, batch_size> hashes;
    for (std::size_t i = 0; i < points.size(); ++i) {
        hashes[i] = hash(points[i]);
        __builtin_prefetch(&slots_[hashes[i] & mask_], 1);
    }
    for (std::size_t i = 0; i < points.size(); ++i) numbers[i] = find_or_add(points[i], hashes[i]);
}

std::uint32_t VertexWelder::find_or_add(Point const& point, std::uint64_t hash)
{
    auto const tag = static_cast<std::uint32_t>(hash >> 32);
    auto at = hash & mask_;
    for (; slots_[at].vertex != empty; at = (at + 1) & mask_)
        if (slots_[at].tag == tag && same_bits(positions_[slots_[at].vertex], point)) return slots_[at].vertex;

    auto const vertex = static_cast<std::uint32_t>(positions_.size());
    slots_[at] = {vertex, tag};
    positions_.push_back(point);
    if (positions_.size() * 4 > slots_.size() * 3) grow();
    return vertex;
}

void VertexWelder::grow()
{
    std::vector<Slot> larger(slots_.size() * 2, Slot{empty, 0});
    mask_ = larger.size() - 1;
    for (auto const& slot : slots_) {
        if (slot.vertex == empty) continue;
        auto at = hash(positions_[slot.vertex]) & mask_;
        while (larger[at].vertex != empty) at = (at + 1) & mask_;
        larger[at] = slot;
    }
    slots_.swap(larger);
}

void weld_vertices(Mesh& mesh)
{
    std::vector<Point> welded;
    VertexWelder welder(welded, mesh.positions.size());
    std::array<Point, VertexWelder::batch_size> batch;
    for (std::size_t first = 0; first < mesh.indices.size(); first += batch.size()) {
        auto const count = std::min(batch.size(), mesh.indices.size() - first);
        for (std::size_t i = 0; i < count; ++i) {
            batch[i] = mesh.positions[mesh.indices[first + i]];
            for (auto& coordinate : batch[i]) coordinate += 0.0F; // turns -0 into 0
        }
        welder.number(std::span(batch).first(count), mesh.indices.data() + first);
    }
    mesh.positions = std::move(welded);
}

} // namespace guildhall::geometry
