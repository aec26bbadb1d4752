// Arbitrary bytes from a WebSocket client: no crash, and the same whatever pieces they come in.
#include "frames.hpp"
#include <cstdlib>
#include <vector>

namespace {

using namespace guildhall::edge;

struct Heard {
    std::vector<std::pair<FrameReader::Kind, std::string>> all;
    std::optional<std::uint16_t> fault;
    bool operator==(Heard const&) const = default;
};

Heard hear(std::string_view bytes, std::size_t piece)
{
    Heard heard;
    FrameReader reader;
    auto wanted = true;
    for (std::size_t at = 0; at < bytes.size() && wanted && !heard.fault; at += piece)
        heard.fault = reader.feed(bytes.substr(at, piece), [&](FrameReader::Kind kind, std::string_view text) {
            heard.all.emplace_back(kind, text);
            return wanted = kind != FrameReader::Kind::close;
        });
    return heard;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size)
{
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    if (hear(bytes, bytes.size() + 1) != hear(bytes, 1 + size % 7)) std::abort();
    return 0;
}
