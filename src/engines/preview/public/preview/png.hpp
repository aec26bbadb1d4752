#pragma once
// Pictures as PNG files.
#include "preview/image.hpp"
#include <string>

namespace guildhall::preview {

// The picture as a PNG file: RGB when every pixel is opaque, RGBA otherwise, with the filter chosen for each row.
std::string encode_png(Image const& image);

} // namespace guildhall::preview
