#include "analysis/frame.hpp"
#include "analysis/descriptor.hpp"
#include <cstring>

namespace guildhall::analysis {
namespace {

constexpr std::size_t header_size = 1 + sizeof(std::uint64_t);

} // namespace

bool write_frame(int fd, FrameTag tag, std::string_view payload)
{
    std::byte header[header_size];
    header[0] = static_cast<std::byte>(tag);
    std::uint64_t const size = payload.size();
    std::memcpy(header + 1, &size, sizeof size);
    return write_all(fd, header) && write_all(fd, std::as_bytes(std::span(payload)));
}

std::optional<Frame> take_frame(std::string_view& stream)
{
    if (stream.size() < header_size) return std::nullopt;
    std::uint64_t size = 0;
    std::memcpy(&size, stream.data() + 1, sizeof size);
    if (size > stream.size() - header_size) return std::nullopt;
    Frame const frame{static_cast<FrameTag>(stream[0]), stream.substr(header_size, size)};
    stream.remove_prefix(header_size + size);
    return frame;
}

} // namespace guildhall::analysis
