#pragma once
// A kind of catalogue row: which table of the calculator's catalogue its struct belongs to, and what follows from it.
#include "entry.hpp"
#include <algorithm>

namespace guildhall::materials {

template <class Row> using members_of = reflect::fields_of<Row>;
template <class Row, class Member> using Field = std::remove_cvref_t<decltype(std::declval<Row&>().*Member::pointer)>;

template <class Row> struct IsTableOf {
    template <class Member> using fn = std::is_same<Field<pricing::Catalogue, Member>, std::vector<Row>>;
};
// The member of pricing::Catalogue that holds these rows; its name is the kind.
template <class Row>
using TableOf = boost::mp11::mp_front<boost::mp11::mp_copy_if_q<members_of<pricing::Catalogue>, IsTableOf<Row>>>;
template <class Row> std::string kind_of() { return TableOf<Row>::name; }
template <class Row> auto& rows_of(pricing::Catalogue& catalogue) { return catalogue.*TableOf<Row>::pointer; }

// What tells a row from others of its kind.
template <class Row> std::string code_of(Row const& row)
{
    if constexpr (requires { row.code; })
        return row.code;
    else if constexpr (requires { row.quantity; })
        return row.service + "-" + std::to_string(row.quantity);
    else
        return row.service;
}

// The row of a stored body. Members that newer versions of the program added keep their defaults.
template <class Row> Row row_of(Entry const& entry)
{
    reflect::Complaints complaints;
    auto row = reflect::from_json<Row>(entry.body, complaints);
    check(std::ranges::all_of(complaints,
              [](auto const& complaint) { return complaint.code == "required" || complaint.code == "unknown_field"; }),
        "a stored catalogue row does not fit its struct any more");
    return row;
}

// Writes a row into an entry.
template <class Row> void put_row(Entry& entry, Row const& row)
{
    entry.kind = kind_of<Row>();
    entry.code = code_of(row);
    entry.position = row.position;
    entry.active = row.active;
    entry.body = reflect::to_json(row);
}

// Does something with every table of a catalogue: f(kind, rows).
template <class Catalogue, class F> void for_each_table(Catalogue& catalogue, F f)
{
    boost::mp11::mp_for_each<members_of<pricing::Catalogue>>([&](auto member) {
        auto& rows = catalogue.*member.pointer;
        if constexpr (reflect::is_vector<std::remove_cvref_t<decltype(rows)>>) f(std::string_view(member.name), rows);
    });
}

} // namespace guildhall::materials
