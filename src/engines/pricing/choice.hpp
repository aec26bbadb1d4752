#pragma once
// The rows of the catalogue that a choice names.
#include "pricing/pricing.hpp"
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall::pricing {

struct Selection {
    Service const* service = nullptr;
    Material const* material = nullptr;
    Finish const* finish = nullptr;       // may be absent
    Tolerance const* tolerance = nullptr; // may be absent
    RushLevel const* rush = nullptr;      // absent: standard
    std::optional<std::string> color{};   // as the material spells it
    bool special_color = false;
    std::int64_t quantity = 1;
};

// Finds what a choice names, or says what is allowed instead. Codes and names match whatever their case.
std::expected<Selection, Rejection> selected(Choice const& choice, Catalogue const& catalogue);

// The same in the catalogue's words.
Choice words_of(Selection const& selection);

// Equal but for the case of ASCII letters.
bool same_word(std::string_view left, std::string_view right);

// Whether a list of codes holds this one; an empty list means all.
bool allows(std::vector<std::string> const& codes, std::string_view code);

// The active row of a table with this code.
template <class Row> Row const* active_row(std::vector<Row> const& rows, std::string_view code)
{
    for (auto const& row : rows)
        if (row.active && row.code == code) return &row;
    return nullptr;
}

// The active row of a parameter table that belongs to a service.
template <class Row> Row const* parameters_of(std::vector<Row> const& rows, std::string_view service)
{
    for (auto const& row : rows)
        if (row.active && row.service == service) return &row;
    return nullptr;
}

} // namespace guildhall::pricing
