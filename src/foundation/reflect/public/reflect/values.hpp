#pragma once
// Value types that carry their own limits: a field declared Text<1, 200> is checked when read, and says so in OpenAPI.
#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guildhall {

// UTF-8 text of Min to Max code points, trimmed, without control characters other than line breaks and tabs.
template <std::size_t Min, std::size_t Max> struct Text {
    std::string value;
    operator std::string const&() const { return value; }
    friend auto operator<=>(Text const&, Text const&) = default;
};

// An integer within [Min, Max].
template <std::int64_t Min, std::int64_t Max> struct Whole {
    std::int64_t value = Min;
    operator std::int64_t() const { return value; }
    friend auto operator<=>(Whole const&, Whole const&) = default;
};

// A plausible e-mail address (local@domain, at most 254 characters), kept in lower case.
struct Email {
    std::string value;
    friend auto operator<=>(Email const&, Email const&) = default;
};
// Nothing when it cannot be an address.
std::optional<Email> parse_email(std::string text);

// A country by its ISO 3166-1 alpha-2 code, e.g. KZ.
struct Country {
    std::array<char, 2> code{'K', 'Z'};
    friend auto operator<=>(Country const&, Country const&) = default;
};
// Nothing when no country has that code.
std::optional<Country> parse_country(std::string_view text);

// A decimal amount as text, e.g. "120.50"; becomes Money once the currency is known.
struct Amount {
    std::string value;
};

// A member of a PATCH: absent (leave it), null (clear it) or a value.
template <class T> struct Patch {
    bool given = false;
    std::optional<T> value;
    // Puts the new state into `field` when one was given.
    template <class U> void apply(std::optional<U>& field) const
    {
        if (!given) return;
        if (value)
            field.emplace(*value);
        else
            field.reset();
    }
};

// A list of at most Max elements; more are refused while it is read, so that nobody makes a large answer of a small
// request.
template <class T, std::size_t Max> struct Few {
    std::vector<T> items;
};

// JSON text made earlier by this program from a T (kept in a column, say); written as it stands.
template <class T> struct Json {
    std::string text = "null";
};

} // namespace guildhall
