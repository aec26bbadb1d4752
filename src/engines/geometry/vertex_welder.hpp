#pragma once
// A hash table from coordinates to vertex numbers, made for millions of corners.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace guildhall::geometry {

using Point = std::array<float, 3>;

// Gives bit-identical points the same number, in the order in which they are first seen.
class VertexWelder {
public:
    static constexpr std::size_t batch_size = 96; // points looked up together; see number()

    explicit VertexWelder(std::vector<Point>& positions, std::size_t expected_vertices);

    // Writes the vertex number of each of at most batch_size points to `numbers`; new points join `positions`.
    // The points must be finite and hold no -0.
    void number(std::span<Point const> points, std::uint32_t* numbers);

private:
    struct Slot {
        std::uint32_t vertex;
        std::uint32_t tag; // upper half of the hash: spares most looks at the coordinates
    };
    static constexpr std::uint32_t empty = 0xFFFFFFFF;

    std::uint64_t hash(Point const& point) const;
    std::uint32_t find_or_add(Point const& point, std::uint64_t hash);
    void grow();

    std::vector<Point>& positions_;
    std::vector<Slot> slots_;
    std::size_t mask_ = 0;
    std::array<std::uint64_t, 2> seed_; // secret, so that nobody can craft a file of colliding vertices
};

} // namespace guildhall::geometry
