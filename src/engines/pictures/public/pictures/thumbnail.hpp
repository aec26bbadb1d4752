#pragma once
// A small picture of a large one (PL-32). Reads what anybody may have sent: call it in the sandbox of the analysis
// worker.
#include "geometry/analysis.hpp"
#include <expected>
#include <span>
#include <string>

namespace guildhall::pictures {

inline constexpr std::int64_t most_pixels = 50'000'000;

// PNG, JPEG, WebP or GIF, told by its content, as WebP of at most `size` pixels in width and height: upright, never
// larger than the original, and without its metadata. Failures: unknown_format, damaged_file, too_complex (too many
// pixels), unsupported_feature.
std::expected<std::string, geometry::Failure> make_thumbnail(std::span<std::byte const> file, int size);

} // namespace guildhall::pictures
