#pragma once
// STL has no magic number; what it is must be worked out from its size and its first bytes.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace guildhall::geometry {

enum class StlEncoding { none, binary, ascii };

// The word "solid" decides nothing: binary files begin with it too.
StlEncoding stl_encoding_of(std::span<std::byte const> bytes);

namespace binary_stl {
inline constexpr std::size_t header_size = 84; // 80 bytes of anything, then the number of facets
inline constexpr std::size_t facet_size = 50;  // normal, three corners, two bytes of anything
inline constexpr std::size_t normal_size = 12;

// What the header claims; the bytes that follow decide what is there.
inline std::uint32_t claimed_facets(std::span<std::byte const> bytes)
{
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + header_size - sizeof count, sizeof count);
    return count;
}
} // namespace binary_stl

} // namespace guildhall::geometry
