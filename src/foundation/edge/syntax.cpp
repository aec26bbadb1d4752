#include "syntax.hpp"
#include <algorithm>
#include <array>
#include <limits>

namespace guildhall::edge {
namespace {

enum Class : std::uint8_t { token = 1, value = 2, target = 4, host = 8 };

constexpr bool is_alphanumeric(unsigned c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

constexpr auto classes = [] {
    constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";
    constexpr std::string_view host_marks = "-._~!$&'()*+,;=%"; // unreserved, sub-delims, start of an escape (RFC 3986)
    std::array<std::uint8_t, 256> table{};
    for (unsigned c = 0; c < 256; ++c) {
        auto const has = [c](std::string_view set) { return c < 128 && set.find(static_cast<char>(c)) != set.npos; };
        if (is_alphanumeric(c) || has(token_marks)) table[c] |= token;
        if (is_alphanumeric(c) || has(host_marks)) table[c] |= host;
        if ((c >= 0x20 && c != 0x7f) || c == '\t') table[c] |= value;
        if (c > 0x20 && c != 0x7f && c != '#') table[c] |= target;
    }
    return table;
}();

bool all_of_class(std::string_view text, Class wanted)
{
    return std::ranges::all_of(text, [wanted](char c) { return classes[static_cast<std::uint8_t>(c)] & wanted; });
}

bool is_port(std::string_view text)
{
    return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_address_literal(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    });
}

} // namespace

bool is_token(std::string_view text) { return !text.empty() && all_of_class(text, token); }

bool is_field_value(std::string_view text) { return all_of_class(text, value); }

bool is_target(std::string_view text) { return !text.empty() && all_of_class(text, target); }

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string_view take_element(std::string_view& list)
{
    auto const comma = list.find(',');
    auto const element = trim(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    return element;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text)
{
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    if (text.empty()) return std::nullopt;
    std::uint64_t number = 0;
    for (auto const c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        auto const digit = static_cast<std::uint64_t>(c - '0');
        if (number > (most - digit) / 10) return std::nullopt;
        number = number * 10 + digit;
    }
    return number;
}

bool is_authority(std::string_view text)
{
    if (text.starts_with('[')) {
        auto const close = text.find(']');
        if (close == std::string_view::npos || !is_address_literal(text.substr(1, close - 1))) return false;
        auto const rest = text.substr(close + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    auto const colon = text.find(':');
    auto const name = text.substr(0, colon);
    if (name.empty() || !all_of_class(name, host)) return false;
    return colon == std::string_view::npos || is_port(text.substr(colon + 1));
}

} // namespace guildhall::edge
