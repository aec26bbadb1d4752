#include "http/uri.hpp"
#include <cstdint>

namespace guildhall::http {
namespace {

std::optional<unsigned> hex_digit(char c)
{
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

// Takes the text before the separator off the front, and the separator with it.
std::string_view cut(std::string_view& text, char separator)
{
    auto const end = text.find(separator);
    auto const part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return part;
}

// `what` names the place in the sentence, e.g. "path".
std::expected<std::string, std::string> decode_text(std::string_view text, char const* what)
{
    auto decoded = percent_decode(text);
    if (!decoded)
        return std::unexpected(std::string("The ") + what + " has a '%' that two hexadecimal digits do not follow.");
    if (decoded->find('\0') != std::string::npos)
        return std::unexpected(std::string("The ") + what + " contains a NUL byte.");
    if (!is_utf8(*decoded)) return std::unexpected(std::string("The ") + what + " is not UTF-8.");
    return std::move(*decoded);
}

std::expected<std::string, std::string> decode_form_text(std::string_view text)
{
    if (text.find('+') == std::string_view::npos) return decode_text(text, "query");
    std::string spaced(text);
    for (auto& c : spaced)
        if (c == '+') c = ' ';
    return decode_text(spaced, "query");
}

std::expected<Query, std::string> parse_query(std::string_view text)
{
    Query query;
    while (!text.empty()) {
        auto value_text = cut(text, '&');
        if (value_text.empty()) continue;
        auto const name_text = cut(value_text, '=');
        auto name = decode_form_text(name_text);
        if (!name) return std::unexpected(std::move(name.error()));
        auto value = decode_form_text(value_text);
        if (!value) return std::unexpected(std::move(value.error()));
        query.parameters.emplace_back(std::move(*name), std::move(*value));
    }
    return query;
}

std::expected<std::vector<std::string>, std::string> parse_segments(std::string_view path)
{
    std::vector<std::string> segments;
    if (path == "/") return segments;
    auto rest = path.substr(1);
    for (bool more = true; more;) {
        more = rest.find('/') != std::string_view::npos;
        auto segment = decode_text(cut(rest, '/'), "path");
        if (!segment) return std::unexpected(std::move(segment.error()));
        segments.push_back(std::move(*segment));
    }
    return segments;
}

// Length of the UTF-8 sequence at the front of text, 0 when malformed. Ranges are Table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text)
{
    auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    auto const lead = byte(0);
    if (lead < 0x80) return 1;
    std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    std::uint8_t const lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    std::uint8_t const highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(1) < lowest || byte(1) > highest) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
    return length;
}

} // namespace

std::optional<std::string_view> Query::find(std::string_view name) const
{
    for (auto const& [known, value] : parameters)
        if (known == name) return value;
    return std::nullopt;
}

std::vector<std::string_view> Query::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (auto const& [known, value] : parameters)
        if (known == name) values.emplace_back(value);
    return values;
}

std::optional<std::string> percent_decode(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.push_back(text[i]);
            continue;
        }
        if (text.size() - i < 3) return std::nullopt;
        auto const high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (!high || !low) return std::nullopt;
        decoded.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
    }
    return decoded;
}

std::string percent_encode(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (auto const c : text) {
        auto const unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                c == '-' || c == '.' || c == '_' || c == '~';
        if (unreserved) {
            encoded.push_back(c);
            continue;
        }
        auto const byte = static_cast<std::uint8_t>(c);
        encoded.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return encoded;
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        auto const length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::expected<Uri, std::string> parse_uri(std::string_view target)
{
    if (!target.starts_with('/')) return std::unexpected(std::string("The request target does not begin with '/'."));
    auto rest = target;
    auto const path = cut(rest, '?');
    auto segments = parse_segments(path);
    if (!segments) return std::unexpected(std::move(segments.error()));
    auto query = parse_query(rest);
    if (!query) return std::unexpected(std::move(query.error()));
    return Uri{std::string(path), std::move(*segments), std::move(*query)};
}

} // namespace guildhall::http
