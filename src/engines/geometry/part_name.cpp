#include "part_name.hpp"
#include <cstdint>

namespace guildhall::geometry {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

} // namespace

std::size_t utf8_character_length(std::string_view text)
{
    if (text.empty()) return 0;
    auto const lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return 1;
    std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    std::uint32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        auto const next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80) return 0;
        code = code << 6 | (next & 0x3FU);
    }
    bool const overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    bool const surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code > 0x10FFFF ? 0 : length;
}

std::string part_name_from(std::string_view raw)
{
    while (!raw.empty() && is_blank(raw.front())) raw.remove_prefix(1);
    while (!raw.empty() && is_blank(raw.back())) raw.remove_suffix(1);
    std::string name;
    while (!raw.empty() && name.size() + 4 <= longest_name) {
        auto const length = utf8_character_length(raw);
        if (length == 0) {
            name += replacement;
            raw.remove_prefix(1);
            continue;
        }
        name += is_blank(raw[0]) || raw[0] == '\x7F' ? std::string_view(" ") : raw.substr(0, length);
        raw.remove_prefix(length);
    }
    return name;
}

} // namespace guildhall::geometry
