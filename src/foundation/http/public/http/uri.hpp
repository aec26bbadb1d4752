#pragma once
// Request targets: path segments and query parameters, decoded strictly.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <expected>

namespace guildhall::http {

// Query parameters in order; a repeated name keeps every value.
struct Query {
    std::vector<std::pair<std::string, std::string>> parameters;
    // The first value of that name.
    std::optional<std::string_view> find(std::string_view name) const;
    // All values of that name, in order.
    std::vector<std::string_view> all(std::string_view name) const;
};

struct Uri {
    std::string path;                  // as sent, still encoded, without the query
    std::vector<std::string> segments; // decoded: /a%2Fb/c → {"a/b", "c"}; "/" → {}; "/a/" → {"a", ""}
    Query query;                       // decoded; '+' is a space
};

// Reads a target in origin form. The reason is a sentence: bad escape, NUL byte, not UTF-8, or no leading slash.
// Segments "." and ".." are plain text here: whoever turns segments into file names must refuse them.
std::expected<Uri, std::string> parse_uri(std::string_view target);

// Text with %XX escapes decoded; nothing when an escape is incomplete or not hexadecimal. '+' stays '+'.
std::optional<std::string> percent_decode(std::string_view text);

// Text fit for one path segment or query value: everything but unreserved characters (RFC 3986) becomes %XX.
std::string percent_encode(std::string_view text);

// Well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

} // namespace guildhall::http
