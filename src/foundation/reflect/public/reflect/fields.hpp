#pragma once
// What a struct is made of, asked once: JSON in and out, JSON Schema and SQL columns all follow from it.
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace guildhall::reflect {
namespace describe = boost::describe;
namespace mp11 = boost::mp11;

// A type whose members follow from another type, so that no macro can list them: `reflected_members` is an mp_list of
// types with a static `name` and `pointer`, like Boost.Describe's own.
template <class T>
concept SelfDescribed = requires { typename T::reflected_members; };
template <class T>
concept Described = SelfDescribed<T> || (describe::has_describe_members<T>::value && !std::is_union_v<T>);
template <class T>
concept DescribedEnum = describe::has_describe_enumerators<T>::value;

// Converts to anything; used only to count how many braces an aggregate takes.
struct AnyField {
    template <class T> operator T() const;
};
template <class T, std::size_t... I> constexpr bool takes(std::index_sequence<I...>)
{
    return requires { T{(void(I), AnyField{})...}; };
}

// True when every data member of the aggregate, and of its bases, is listed in BOOST_DESCRIBE_STRUCT.
template <class T> constexpr bool fully_described()
{
    using Own = describe::describe_members<T, describe::mod_public>;
    using Bases = describe::describe_bases<T, describe::mod_public>;
    constexpr auto listed = mp11::mp_size<Own>::value + mp11::mp_size<Bases>::value;
    bool all = !takes<T>(std::make_index_sequence<listed + 1>{});
    mp11::mp_for_each<Bases>([&](auto base) { all = all && fully_described<typename decltype(base)::type>(); });
    return all;
}

template <class T> struct Fields {
    static_assert(fully_described<T>(), "a data member is missing from BOOST_DESCRIBE_STRUCT");
    using type = describe::describe_members<T, describe::mod_public | describe::mod_inherited>;
};
template <SelfDescribed T> struct Fields<T> {
    using type = typename T::reflected_members;
};
template <class T> using fields_of = typename Fields<T>::type;
template <class T> inline constexpr std::size_t field_count = mp11::mp_size<fields_of<T>>::value;

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr bool is_vector = false;
template <class T> inline constexpr bool is_vector<std::vector<T>> = true;
template <class T> inline constexpr bool is_array = false;
template <class T, std::size_t N> inline constexpr bool is_array<std::array<T, N>> = true;

// The name of a type with its namespaces, as the compiler prints it.
template <class T> std::string_view full_type_name()
{
    std::string_view name = __PRETTY_FUNCTION__;
    name.remove_prefix(name.find("T = ") + 4);
    return name.substr(0, name.find_first_of(";]"));
}

// The unqualified name of a type as people wrote it, e.g. "Quote"; templates give one by `schema_name()`.
template <class T> std::string_view type_name()
{
    if constexpr (requires { T::schema_name(); }) return T::schema_name();
    auto const name = full_type_name<T>();
    auto const arguments = name.find('<');
    auto const scope = name.rfind("::", arguments);
    return scope == name.npos ? name : name.substr(scope + 2);
}

// An enumerator's name as people write it: a trailing underscore only keeps C++ keywords apart (operator_ is
// "operator").
constexpr std::string_view plain_word(std::string_view name)
{
    return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

// The word of an enumerator; every value of a described enum has one.
template <DescribedEnum E> std::string_view word(E value) { return plain_word(describe::enum_to_string(value, "?")); }
template <DescribedEnum E> std::optional<E> enum_of(std::string_view text)
{
    std::optional<E> found;
    mp11::mp_for_each<describe::describe_enumerators<E>>([&](auto d) {
        if (text == plain_word(d.name)) found = d.value;
    });
    return found;
}
template <DescribedEnum E> std::vector<std::string> word_list()
{
    std::vector<std::string> all;
    mp11::mp_for_each<describe::describe_enumerators<E>>([&](auto d) { all.emplace_back(plain_word(d.name)); });
    return all;
}
template <DescribedEnum E> std::string words(std::string_view separator = ", ")
{
    std::string all;
    for (auto const& one : word_list<E>()) {
        if (!all.empty()) all += separator;
        all += one;
    }
    return all;
}

} // namespace guildhall::reflect
