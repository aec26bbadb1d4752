#include "entity_tag.hpp"
#include <charconv>
#include <vector>

namespace guildhall::http {
namespace {

struct Tag {
    std::string_view text;
    bool weak = false;
};

void skip_space(std::string_view& text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == ',')) text.remove_prefix(1);
}

// The tags of a list; nothing when it is malformed. A tag without quotes counts as one, for clients that forget them.
std::optional<std::vector<Tag>> read_tags(std::string_view text)
{
    std::vector<Tag> tags;
    for (skip_space(text); !text.empty(); skip_space(text)) {
        Tag tag;
        tag.weak = text.starts_with("W/\"");
        if (tag.weak) text.remove_prefix(2);
        auto const quoted = text.starts_with('"');
        if (quoted) text.remove_prefix(1);
        auto const end = text.find_first_of(quoted ? "\"" : ", \t");
        if (quoted && end == text.npos) return std::nullopt;
        tag.text = text.substr(0, end);
        text.remove_prefix(std::min(end == text.npos ? text.size() : end + (quoted ? 1 : 0), text.size()));
        tags.push_back(tag);
    }
    return tags;
}

constexpr std::size_t reader_digits = 8;

bool is_reader(std::string_view text)
{
    return text.size() == reader_digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

} // namespace

std::string tag_of_record(std::string_view version, Actor const& reader)
{
    std::uint64_t hash = 14695981039346656037u; // FNV-1a
    auto const mix = [&](std::uint8_t byte) { hash = (hash ^ byte) * 1099511628211u; };
    for (auto const byte : reader.user_id.value_or(UserId{}).uuid.bytes) mix(byte);
    for (auto const byte : reader.api_key_id.value_or(Uuid{}).bytes) mix(byte);
    mix(static_cast<std::uint8_t>(reader.role));
    for (std::size_t i = 0; i < right_count; ++i) mix(reader.may(static_cast<Right>(i)) ? 1 : 0);
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string tag(version);
    tag += '-';
    for (std::size_t i = 0; i < reader_digits; ++i) tag += digits[hash >> (60 - 4 * i) & 15];
    return tag;
}

bool names_etag(std::string_view header, std::string_view etag)
{
    if (header == "*") return true;
    auto const tags = read_tags(header);
    if (!tags) return false;
    for (auto const& tag : *tags)
        if (tag.text == etag) return true;
    return false;
}

bool is_strong_etag(std::string_view header, std::string_view etag)
{
    return header.size() == etag.size() + 2 && header.front() == '"' && header.back() == '"' &&
           header.substr(1, etag.size()) == etag;
}

std::expected<std::optional<std::int64_t>, std::string> expected_version(std::string_view if_match)
{
    if (if_match.empty() || if_match == "*") return std::optional<std::int64_t>{};
    auto const tags = read_tags(if_match);
    if (!tags || tags->size() != 1)
        return std::unexpected(std::string("If-Match takes one ETag, as the last answer gave it, or *."));
    auto text = tags->front().text;
    if (auto const dash = text.find('-'); dash != text.npos && is_reader(text.substr(dash + 1)))
        text = text.substr(0, dash);
    std::int64_t version = -1;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    auto const whole = error == std::errc{} && end == text.data() + text.size() && version >= 0;
    return std::optional<std::int64_t>(whole ? version : -1);
}

} // namespace guildhall::http
