#pragma once
// The character classes and lists of HTTP/1.1 (RFC 9110, 9112).
#include <cstdint>
#include <optional>
#include <string_view>

namespace guildhall::edge {

// Letters, digits and !#$%&'*+-.^_`|~
bool is_token(std::string_view text);

// Visible characters, spaces, tabs and bytes from 0x80: no NUL, no line breaks, no other control characters.
bool is_field_value(std::string_view text);

// Visible characters and bytes from 0x80, but no '#': a fragment is never sent.
bool is_target(std::string_view text);

// The text without spaces and tabs at either end.
std::string_view trim(std::string_view text);

// Takes the next element off a comma-separated list, trimmed; empty elements come as empty text.
std::string_view take_element(std::string_view& list);

// Decimal digits only; nothing otherwise or beyond 64 bits.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

// The value of a Host field: name, IPv4 address or [IPv6 address], with a port or without.
bool is_authority(std::string_view text);

} // namespace guildhall::edge
