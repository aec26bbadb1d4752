#include "stl_encoding.hpp"
#include <algorithm>
#include <cmath>
#include <string_view>

namespace guildhall::geometry {
namespace {

using namespace binary_stl;

constexpr std::size_t inspected_text = 4096;
constexpr std::size_t inspected_facets = 16;
constexpr std::uint32_t most_facets = 1U << 26; // 3.3 GB; the four bytes of a text would give far more

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool contains_word(std::string_view text, std::string_view word)
{
    return !std::ranges::search(text, word, {}, lower).empty();
}

bool looks_like_text(std::span<std::byte const> bytes)
{
    std::string_view text(reinterpret_cast<char const*>(bytes.data()), std::min(bytes.size(), inspected_text));
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    if (text.size() < 5 || !contains_word(text.substr(0, 5), "solid")) return false;
    if (text.find('\0') != std::string_view::npos) return false;
    return contains_word(text, "facet") || contains_word(text, "endsolid");
}

// Numbers as programs write them: within 100,000 km of nothing, and no integers or text read as a float.
bool is_plausible(std::byte const* facet)
{
    std::array<float, 12> numbers;
    std::memcpy(numbers.data(), facet, sizeof numbers);
    return std::ranges::all_of(numbers, [](float number) {
        auto const size = std::fabs(number);
        return size == 0 || (size > 1e-30F && size < 1e11F);
    });
}

bool first_facets_are_plausible(std::span<std::byte const> bytes)
{
    if (claimed_facets(bytes) > most_facets) return false;
    auto const present = (bytes.size() - header_size) / facet_size;
    auto const inspected = std::min<std::size_t>({present, claimed_facets(bytes), inspected_facets});
    for (std::size_t i = 0; i < inspected; ++i)
        if (!is_plausible(bytes.data() + header_size + i * facet_size)) return false;
    return inspected > 0;
}

} // namespace

StlEncoding stl_encoding_of(std::span<std::byte const> bytes)
{
    if (bytes.size() >= header_size && bytes.size() == header_size + facet_size * std::uint64_t{claimed_facets(bytes)})
        return StlEncoding::binary;
    if (looks_like_text(bytes)) return StlEncoding::ascii;
    // Cut short, or with something after the last facet.
    if (bytes.size() >= header_size + facet_size && first_facets_are_plausible(bytes)) return StlEncoding::binary;
    return StlEncoding::none;
}

} // namespace guildhall::geometry
