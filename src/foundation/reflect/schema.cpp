#include "reflect/schema.hpp"
#include <boost/json/src.hpp> // Boost.JSON is header-only here: this is its one translation unit

namespace guildhall::reflect {

json::value reference_to(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

json::value or_null(json::value schema)
{
    auto& object = schema.as_object();
    if (auto* type = object.if_contains("type"); type && type->is_string() && !object.contains("enum")) {
        *type = json::array{*type, "null"};
        return schema;
    }
    return {{"anyOf", json::array{std::move(schema), {{"type", "null"}}}}};
}

} // namespace guildhall::reflect
