#pragma once
// Row keys: UUIDv7, typed so that one table's key cannot be passed for another's.
#include "base/time.hpp"
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guildhall {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(Uuid const&, Uuid const&) = default;
};

// RFC 9562 version 7: 48 bits of milliseconds, then random bits; ids made later sort later. Never repeats in one
// process.
Uuid make_uuid(Time now);

// Lower-case text with hyphens, 36 characters.
std::string to_string(Uuid const&);
void append_text(std::string& text, Uuid const& id);

// Accepts exactly the 36-character form in either case; nothing otherwise.
std::optional<Uuid> parse_uuid(std::string_view text);

// A row key that cannot be confused with another table's key.
template <class Tag> struct Id {
    Uuid uuid;
    friend auto operator<=>(Id const&, Id const&) = default;
};
template <class Tag> std::string to_string(Id<Tag> const& id) { return to_string(id.uuid); }

using CompanyId = Id<struct CompanyTag>;
using UserId = Id<struct UserTag>;

} // namespace guildhall
