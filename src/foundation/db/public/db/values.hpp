#pragma once
// How a C++ value becomes a column and back. Structs and lists inside a row are kept as JSON text.
#include "base/outcome.hpp"
#include "base/secret.hpp"
#include "db/execution.hpp"
#include "reflect/json.hpp"

namespace guildhall::db {

template <class T> inline constexpr bool is_id = false;
template <class Tag> inline constexpr bool is_id<Id<Tag>> = true;
template <class T> inline constexpr bool is_text = false;
template <std::size_t Min, std::size_t Max> inline constexpr bool is_text<Text<Min, Max>> = true;
template <class T> inline constexpr bool is_whole = false;
template <std::int64_t Min, std::int64_t Max> inline constexpr bool is_whole<Whole<Min, Max>> = true;

// Bytes kept as a BLOB column.
struct Bytes {
    std::string value;
};

// The value lives until the execution is reset.
template <class T> void bind_value(Execution& e, int at, T const& v)
{
    if constexpr (reflect::is_optional<T>) {
        if (v)
            bind_value(e, at, *v);
        else
            e.bind_null(at);
    } else if constexpr (reflect::DescribedEnum<T>)
        e.lend_text(at, reflect::word(v));
    else if constexpr (is_id<T>)
        e.lend_uuid(at, v.uuid);
    else if constexpr (std::is_same_v<T, Uuid>)
        e.lend_uuid(at, v);
    else if constexpr (is_text<T> || std::is_same_v<T, Email> || std::is_same_v<T, Amount>)
        e.lend_text(at, v.value);
    else if constexpr (is_whole<T>)
        e.bind_integer(at, v.value);
    else if constexpr (std::is_same_v<T, Money>)
        e.bind_integer(at, v.minor);
    else if constexpr (std::is_same_v<T, Currency>)
        e.bind_text(at, to_string(v));
    else if constexpr (std::is_same_v<T, Time>)
        e.bind_integer(at, v.time_since_epoch().count());
    else if constexpr (std::is_same_v<T, Secret<std::string>>)
        e.lend_text(at, v.reveal());
    else if constexpr (std::is_same_v<T, Bytes>)
        e.lend_bytes(at, v.value);
    else if constexpr (std::is_integral_v<T>)
        e.bind_integer(at, static_cast<std::int64_t>(v));
    else if constexpr (std::is_floating_point_v<T>)
        e.bind_real(at, v);
    else if constexpr (reflect::is_json<T>)
        e.lend_text(at, v.text);
    else if constexpr (std::is_convertible_v<T const&, std::string_view>)
        e.lend_text(at, v);
    else
        e.bind_text(at, reflect::to_json(v));
}

// A stored document that does not read back is a bug of ours, not of the caller.
template <class T> T stored_json(std::string_view text, int money_digits = 2)
{
    reflect::Complaints bad;
    auto v = reflect::from_json<T>(text, bad, money_digits);
    check(bad.empty(), "a stored JSON document does not fit its struct any more");
    return v;
}

template <class T> void column_value(Execution const& e, int at, T& v)
{
    if constexpr (reflect::is_optional<T>) {
        if (e.is_null(at))
            v.reset();
        else
            column_value(e, at, v.emplace());
    } else if constexpr (reflect::DescribedEnum<T>) {
        auto const found = reflect::enum_of<T>(e.text(at));
        check(found.has_value(), "unknown word in a column");
        v = *found;
    } else if constexpr (is_id<T>)
        v.uuid = e.uuid(at);
    else if constexpr (std::is_same_v<T, Uuid>)
        v = e.uuid(at);
    else if constexpr (is_text<T> || std::is_same_v<T, Email> || std::is_same_v<T, Amount>)
        v.value = e.text(at);
    else if constexpr (is_whole<T>)
        v.value = e.integer(at);
    else if constexpr (std::is_same_v<T, Money>)
        v.minor = e.integer(at);
    else if constexpr (std::is_same_v<T, Currency>) {
        auto const currency = parse_currency(e.text(at));
        check(currency.has_value(), "unknown currency in a column");
        v = *currency;
    } else if constexpr (std::is_same_v<T, Time>)
        v = Time(std::chrono::microseconds(e.integer(at)));
    else if constexpr (std::is_same_v<T, Secret<std::string>>)
        v = Secret(std::string(e.text(at)));
    else if constexpr (std::is_same_v<T, Bytes>)
        v.value = e.bytes(at);
    else if constexpr (std::is_same_v<T, bool>)
        v = e.integer(at) != 0;
    else if constexpr (std::is_integral_v<T>)
        v = static_cast<T>(e.integer(at));
    else if constexpr (std::is_floating_point_v<T>)
        v = e.real(at);
    else if constexpr (reflect::is_json<T>)
        v.text = e.text(at);
    else if constexpr (std::is_same_v<T, std::string>)
        v = e.text(at);
    else
        v = stored_json<T>(e.text(at));
}

template <class Row> Row read_row(Execution const& e)
{
    Row row{};
    if constexpr (reflect::Described<Row>) {
        int at = 0;
        boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) { column_value(e, at++, row.*d.pointer); });
    } else
        column_value(e, 0, row); // a single column
    return row;
}

// "id, number, status": the columns of a row struct, in order.
template <class Row> std::string column_list()
{
    std::string names;
    boost::mp11::mp_for_each<reflect::fields_of<Row>>([&](auto d) {
        if (!names.empty()) names += ", ";
        names += d.name;
    });
    return names;
}

} // namespace guildhall::db
