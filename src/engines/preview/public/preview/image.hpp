#pragma once
// A picture in memory.
#include <cstdint>
#include <vector>

namespace guildhall::preview {

// 8 bits per channel, sRGB, alpha not multiplied in, rows from top to bottom.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba; // 4 * width * height
};

} // namespace guildhall::preview
