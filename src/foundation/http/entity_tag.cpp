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

} // namespace

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
    auto const text = tags->front().text;
    std::int64_t version = -1;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    auto const whole = error == std::errc{} && end == text.data() + text.size() && version >= 0;
    return std::optional<std::int64_t>(whole ? version : -1);
}

} // namespace guildhall::http
