#pragma once
// JSON of whole structs, both ways.
#include "reflect/wire.hpp"
#include <algorithm>
#include <array>
#include <bitset>

namespace guildhall::reflect {

template <class T> inline constexpr bool is_patch = false;
template <class T> inline constexpr bool is_patch<Patch<T>> = true;
template <class T> inline constexpr bool is_json = false;
template <class T> inline constexpr bool is_json<Json<T>> = true;

template <class T> inline constexpr bool is_few = false;
template <class T, std::size_t Max> inline constexpr bool is_few<Few<T, Max>> = true;

// Which top-level members to write; all when absent (the `fields=` of a list).
using FieldMask = std::bitset<64>;

template <class T> void write(JsonWriter& w, T const& v);

// `,"name":` of a member, put together by the compiler.
template <class Member>
inline constexpr auto member_key = [] {
    constexpr std::string_view name = Member::name;
    std::array<char, name.size() + 4> key{',', '"'};
    std::ranges::copy(name, key.begin() + 2);
    key[name.size() + 2] = '"';
    key[name.size() + 3] = ':';
    return key;
}();

template <class T> void write_object(JsonWriter& w, T const& v, FieldMask const* mask = nullptr)
{
    auto const outer_digits = w.money_digits;
    mp11::mp_for_each<fields_of<T>>([&](auto d) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(v.*d.pointer)>, Currency>)
            w.money_digits = minor_digits(v.*d.pointer);
    });
    w.out += '{';
    std::size_t index = 0;
    bool first = true;
    mp11::mp_for_each<fields_of<T>>([&](auto d) {
        if (mask && !mask->test(index++)) return;
        constexpr auto const& key = member_key<decltype(d)>;
        w.out.append(key.data() + first, key.size() - first);
        first = false;
        write(w, v.*d.pointer);
    });
    w.out += '}';
    w.money_digits = outer_digits;
}

template <class Range> void write_array(JsonWriter& w, Range const& range)
{
    w.out += '[';
    bool first = true;
    for (auto const& element : range) {
        if (!first) w.out += ',';
        first = false;
        write(w, element);
    }
    w.out += ']';
}

template <class T> void write(JsonWriter& w, T const& v)
{
    if constexpr (is_optional<T>) {
        if (v)
            write(w, *v);
        else
            w.out += "null";
    } else if constexpr (is_patch<T>)
        write(w, v.value);
    else if constexpr (is_json<T>)
        w.out += v.text;
    else if constexpr (is_vector<T> || is_array<T>)
        write_array(w, v);
    else if constexpr (is_few<T>)
        write_array(w, v.items);
    else if constexpr (Described<T>)
        write_object(w, v);
    else
        Wire<T>::write(w, v);
}

template <class T> void read(JsonReader& r, T& v);

template <class T> void read_described(JsonReader& r, T& v)
{
    std::bitset<field_count<T> == 0 ? 1 : field_count<T>> seen;
    auto const outer_digits = r.money_digits;
    r.read_object([&](std::string_view key) {
        bool known = false;
        std::size_t index = 0;
        mp11::mp_for_each<fields_of<T>>([&](auto d) {
            auto const at = index++;
            if (known || key != d.name) return;
            known = true;
            if (seen.test(at)) {
                r.complain("duplicate_field", "is given twice");
                r.skip_value();
                return;
            }
            seen.set(at);
            read(r, v.*d.pointer);
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(v.*d.pointer)>, Currency>)
                r.money_digits = minor_digits(v.*d.pointer);
        });
        if (known) return;
        r.complain("unknown_field", "is not a field of this request");
        r.skip_value();
    });
    r.money_digits = outer_digits;
    std::size_t index = 0;
    mp11::mp_for_each<fields_of<T>>([&](auto d) {
        using Field = std::remove_cvref_t<decltype(v.*d.pointer)>;
        auto const at = index++;
        if constexpr (!is_optional<Field> && !is_patch<Field>)
            if (!seen.test(at)) r.complain_at(d.name, "required", "is required");
    });
}

template <class Element> void read_list(JsonReader& r, std::vector<Element>& v, std::size_t most)
{
    v.clear();
    if (r.peek() != JsonReader::Kind::array) {
        r.complain("wrong_type", "must be a list");
        return r.skip_value();
    }
    std::size_t count = 0;
    r.read_array([&] {
        if (++count <= most) return read(r, v.emplace_back());
        if (count == most + 1) r.complain("too_many", "must have at most " + std::to_string(most) + " elements");
        r.skip_value();
    });
}

template <class T> void read(JsonReader& r, T& v)
{
    using Kind = JsonReader::Kind;
    if constexpr (is_optional<T>) {
        if (r.peek() == Kind::null)
            r.read_null(), v.reset();
        else
            read(r, v.emplace());
    } else if constexpr (is_patch<T>) {
        v.given = true;
        read(r, v.value);
    } else if constexpr (is_json<T>)
        v.text = r.take_value();
    else if constexpr (is_vector<T>)
        read_list(r, v, 10'000);
    else if constexpr (is_few<T>)
        []<class U, std::size_t Max>(JsonReader& reader, Few<U, Max>& few) { read_list(reader, few.items, Max); }(r, v);
    else if constexpr (is_array<T>) {
        std::size_t count = 0;
        if (r.peek() != Kind::array) {
            r.complain("wrong_type", "must be a list");
            return r.skip_value();
        }
        r.read_array([&] {
            if (count < v.size())
                read(r, v[count]);
            else
                r.skip_value();
            ++count;
        });
        if (count != v.size())
            r.complain("wrong_length", "must have exactly " + std::to_string(v.size()) + " elements");
    } else if constexpr (Described<T>) {
        if (r.peek() == Kind::object) return read_described(r, v);
        r.complain("wrong_type", "must be an object");
        r.skip_value();
    } else
        Wire<T>::read(r, v);
}

// JSON text of a value; amounts outside any object with a currency have so many places.
template <class T> std::string to_json(T const& v, int money_digits = 2)
{
    std::string out;
    JsonWriter w{out, money_digits};
    write(w, v);
    return out;
}

// A value from JSON text. The result is meaningful only when no complaint was added.
template <class T> T from_json(std::string_view text, Complaints& complaints, int money_digits = 2)
{
    T v{};
    JsonReader r(text, complaints);
    r.money_digits = money_digits;
    read(r, v);
    r.finish();
    return v;
}

} // namespace guildhall::reflect
