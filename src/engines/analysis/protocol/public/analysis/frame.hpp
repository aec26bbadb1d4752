#pragma once
// The result of a job as it travels through a pipe: tagged, length-prefixed frames. The reader trusts nothing: whoever
// wrote them has read a hostile file.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall::analysis {

enum class FrameTag : std::uint8_t {
    analysis = 'A',
    picture = 'P',
    glb = 'G',
    light_glb = 'L',
    progress = 'S',
    failure = 'F',
    end = 'E'
};

// False when nobody reads any more.
bool write_frame(int fd, FrameTag tag, std::string_view payload);

struct Frame {
    FrameTag tag;
    std::string_view payload; // into the text given to take_frame
};

// Takes the first frame off the front of `stream`; nothing when it is incomplete.
std::optional<Frame> take_frame(std::string_view& stream);

} // namespace guildhall::analysis
