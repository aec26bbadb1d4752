#include "reflect/schema.hpp"
#include "base/outcome.hpp"
#include <boost/json/src.hpp> // Boost.JSON is header-only here: this is its one translation unit

namespace guildhall::reflect {

bool SchemaBook::enter(std::string const& name, std::string_view full_type_name)
{
    auto const [at, is_new] = owners_.emplace(name, full_type_name);
    check(at->second == full_type_name, "two types share a schema name; rename one");
    if (is_new) schemas_[name] = nullptr;
    return is_new;
}

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
