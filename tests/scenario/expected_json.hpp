#pragma once
#include "reflect/json.hpp"
#include <algorithm>

namespace guildhall::scenario {

namespace json = reflect::json;

// True when every member of `want` is in `got` with the same value; "<any>" stands for anything but null.
inline bool contains(json::value const& got, json::value const& want)
{
    if (want.is_string() && want.as_string() == "<any>") return !got.is_null();
    if (want.is_object()) {
        if (!got.is_object()) return false;
        return std::ranges::all_of(want.as_object(), [&](auto const& member) {
            auto const* value = got.as_object().if_contains(member.key());
            return value && contains(*value, member.value());
        });
    }
    if (want.is_array()) {
        if (!got.is_array() || got.as_array().size() != want.as_array().size()) return false;
        for (std::size_t i = 0; i < want.as_array().size(); ++i)
            if (!contains(got.as_array()[i], want.as_array()[i])) return false;
        return true;
    }
    if (got.is_number() && want.is_number()) return got.to_number<double>() == want.to_number<double>();
    return got == want;
}

} // namespace guildhall::scenario
