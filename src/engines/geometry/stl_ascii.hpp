#pragma once
#include "geometry/stl.hpp"

namespace guildhall::geometry {

// The text form of STL, in file units. Tolerates several solids, any case, CRLF, any name, missing normals.
std::expected<Mesh, Failure> read_ascii_stl(std::span<std::byte const> bytes, StlOptions const& options);

} // namespace guildhall::geometry
