#pragma once
// The values in a list's parameters: what filters compare with, and where a cursor stands.
#include "http/listing.hpp"

namespace guildhall::http {

std::optional<std::int64_t> parse_integer(std::string_view text);

// The value of a filter, or what it must be. Amounts have at most that many decimal places.
std::expected<Bound, std::string> parse_bound(Column const& column, int money_digits, std::string const& text);

// The position in `request.cursor`; nothing when it is not one of this list and ordering.
std::optional<std::pair<Bound, Uuid>> decode_cursor(
    ListingFacts const& facts, ListRequest const& request, ColumnKind kind);

} // namespace guildhall::http
