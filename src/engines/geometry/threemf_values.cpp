#include "threemf_values.hpp"
#include "decimal.hpp"

namespace guildhall::geometry::threemf {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// IEC 61966-2-1
float linear(std::uint32_t srgb_byte)
{
    auto const value = static_cast<double>(srgb_byte) / 255;
    return static_cast<float>(value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
}

} // namespace

std::optional<double> number_in(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    auto const end = text.data() + text.size();
    if (read_decimal(text.data(), end, value) != end || text.empty()) return std::nullopt;
    return value;
}

std::optional<std::uint32_t> index_in(std::string_view text)
{
    text = trimmed(text);
    std::uint32_t value = 0;
    auto const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

std::optional<Transform> transform_in(std::string_view text)
{
    Transform transform;
    for (auto& element : transform.m) {
        text = trimmed(text);
        std::size_t length = 0;
        while (length < text.size() && !is_blank(text[length])) ++length;
        auto const value = number_in(text.substr(0, length));
        if (!value) return std::nullopt;
        element = *value;
        text.remove_prefix(length);
    }
    return trimmed(text).empty() ? std::optional(transform) : std::nullopt;
}

std::optional<std::array<float, 4>> color_in(std::string_view text)
{
    text = trimmed(text);
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
    std::uint32_t code = 0;
    auto const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data() + 1, end, code, 16);
    if (error != std::errc{} || stop != end) return std::nullopt;
    if (text.size() == 7) code = code << 8 | 0xFF;
    return std::array{
        linear(code >> 24), linear(code >> 16 & 0xFF), linear(code >> 8 & 0xFF), static_cast<float>(code & 0xFF) / 255};
}

} // namespace guildhall::geometry::threemf
