#pragma once
// JSON Schema (2020-12, as OpenAPI 3.1 uses it) and examples of described structs.
#include "reflect/json.hpp"
#include <map>

namespace guildhall::reflect {

// Named schemas met on the way; they become components.schemas of the OpenAPI document.
class SchemaBook {
public:
    // True the first time; the caller then fills the place. Throws Bug when another type has the same name.
    bool enter(std::string const& name, std::string_view full_type_name);
    json::value& operator[](std::string const& name) { return schemas_[name]; }
    json::value const& at(std::string const& name) const { return schemas_.at(name); }
    std::map<std::string, json::value> const& all() const { return schemas_; }

private:
    std::map<std::string, json::value> schemas_;
    std::map<std::string, std::string> owners_;
};

json::value reference_to(std::string_view name);
json::value or_null(json::value schema);

template <class T> json::value schema(SchemaBook& book);

// The schema of a struct's members, without those in `left_out` (which travel in the path, say).
template <class T> json::value object_schema(SchemaBook& book, std::vector<std::string> const& left_out = {})
{
    json::object properties;
    json::array required;
    mp11::mp_for_each<fields_of<T>>([&](auto d) {
        using Field = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        if (std::ranges::find(left_out, d.name) != left_out.end()) return;
        properties[d.name] = schema<Field>(book);
        if constexpr (!is_optional<Field> && !is_patch<Field>) required.emplace_back(d.name);
    });
    json::object object{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) object["required"] = std::move(required);
    object["additionalProperties"] = false;
    return object;
}

template <class T> json::value schema(SchemaBook& book)
{
    if constexpr (is_optional<T>)
        return or_null(schema<typename T::value_type>(book));
    else if constexpr (is_patch<T>)
        return or_null(schema<typename decltype(T::value)::value_type>(book));
    else if constexpr (is_json<T>)
        return []<class U>(Json<U>*, SchemaBook& b) { return schema<U>(b); }(static_cast<T*>(nullptr), book);
    else if constexpr (is_vector<T>)
        return {{"type", "array"}, {"items", schema<typename T::value_type>(book)}};
    else if constexpr (is_few<T>)
        return []<class U, std::size_t Max>(Few<U, Max>*, SchemaBook& b) -> json::value {
            return {{"type", "array"}, {"items", schema<U>(b)}, {"maxItems", Max}};
        }(static_cast<T*>(nullptr), book);
    else if constexpr (is_array<T>)
        return {{"type", "array"}, {"items", schema<typename T::value_type>(book)}, {"minItems", std::tuple_size_v<T>},
            {"maxItems", std::tuple_size_v<T>}};
    else if constexpr (Described<T> || DescribedEnum<T>) {
        std::string const name(type_name<T>());
        if (book.enter(name, full_type_name<T>())) {
            if constexpr (Described<T>)
                book[name] = object_schema<T>(book);
            else
                book[name] = Wire<T>::schema();
        }
        return reference_to(name);
    } else
        return Wire<T>::schema();
}

// A plausible value for documentation; `field` lets strings be fitting ones.
template <class T> json::value example(std::string_view field = {})
{
    if constexpr (is_optional<T>)
        return example<typename T::value_type>(field);
    else if constexpr (is_patch<T>)
        return example<typename decltype(T::value)::value_type>(field);
    else if constexpr (is_json<T>)
        return []<class U>(Json<U>*, std::string_view f) { return example<U>(f); }(static_cast<T*>(nullptr), field);
    else if constexpr (is_vector<T>)
        return json::array{example<typename T::value_type>(field)};
    else if constexpr (is_few<T>)
        return []<class U, std::size_t Max>(Few<U, Max>*, std::string_view f) -> json::value {
            return json::array{example<U>(f)};
        }(static_cast<T*>(nullptr), field);
    else if constexpr (is_array<T>) {
        json::array all;
        for (std::size_t i = 0; i < std::tuple_size_v<T>; ++i) all.push_back(example<typename T::value_type>(field));
        return all;
    } else if constexpr (Described<T>) {
        json::object object;
        mp11::mp_for_each<fields_of<T>>([&](auto d) {
            using Field = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
            object[d.name] = example<Field>(d.name);
        });
        return object;
    } else
        return Wire<T>::example(field);
}

} // namespace guildhall::reflect
