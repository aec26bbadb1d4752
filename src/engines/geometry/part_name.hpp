#pragma once
#include <string>
#include <string_view>

namespace guildhall::geometry {

// Space and every control character before it.
inline bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

// A name out of a file, fit for showing: valid UTF-8 (what is not becomes U+FFFD), no control characters, trimmed,
// at most 200 bytes.
std::string part_name_from(std::string_view raw);

// Length in bytes of the UTF-8 character at the front of `text`, or 0 if there is no valid one.
std::size_t utf8_character_length(std::string_view text);

} // namespace guildhall::geometry
