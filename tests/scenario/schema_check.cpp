// Checks answers against the OpenAPI document that promises them: the keywords that our own generator writes.
#include "scenario.hpp"

namespace guildhall::scenario {
namespace {

namespace json = reflect::json;

std::string_view kind_of(json::value const& value)
{
    switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "boolean";
    case json::kind::int64:
    case json::kind::uint64: return "integer";
    case json::kind::double_: return "number";
    case json::kind::string: return "string";
    case json::kind::array: return "array";
    case json::kind::object: return "object";
    }
    return "?";
}

bool is_of_type(json::value const& value, json::value const& type)
{
    if (type.is_array())
        return std::ranges::any_of(type.as_array(), [&](auto const& one) { return is_of_type(value, one); });
    auto const wanted = std::string_view(type.as_string());
    return wanted == kind_of(value) || (wanted == "number" && value.is_int64());
}

class Checker {
public:
    explicit Checker(json::value const& document)
        : document_(document)
    {
    }
    void check(json::value const& value, json::value const& schema, std::string const& where)
    {
        auto const& keywords = schema.as_object();
        if (auto const* reference = keywords.if_contains("$ref")) {
            static constexpr std::string_view prefix = "#/components/schemas/";
            auto const name = std::string_view(reference->as_string()).substr(prefix.size());
            return check(value, document_.at("components").at("schemas").at(name), where);
        }
        if (auto const* choices = keywords.if_contains("anyOf")) return check_any(value, *choices, where);
        if (auto const* type = keywords.if_contains("type"); type && !is_of_type(value, *type)) {
            faults.push_back(where + " is " + std::string(kind_of(value)) + ", not " + json::serialize(*type));
            return;
        }
        if (auto const* words = keywords.if_contains("enum");
            words && std::ranges::find(words->as_array(), value) == words->as_array().end())
            faults.push_back(where + " is none of " + json::serialize(*words));
        if (value.is_object()) check_members(value.as_object(), keywords, where);
        if (auto const* items = keywords.if_contains("items"); items && value.is_array())
            for (std::size_t i = 0; i < value.as_array().size(); ++i)
                check(value.as_array()[i], *items, where + "/" + std::to_string(i));
    }
    std::vector<std::string> faults;

private:
    void check_any(json::value const& value, json::value const& choices, std::string const& where)
    {
        std::vector<std::string> all;
        for (auto const& choice : choices.as_array()) {
            Checker one(document_);
            one.check(value, choice, where);
            if (one.faults.empty()) return;
            all.insert(all.end(), one.faults.begin(), one.faults.end());
        }
        faults.insert(faults.end(), all.begin(), all.end());
    }
    void check_members(json::object const& value, json::object const& keywords, std::string const& where)
    {
        auto const* properties = keywords.if_contains("properties");
        if (auto const* required = keywords.if_contains("required"))
            for (auto const& name : required->as_array())
                if (!value.contains(std::string_view(name.as_string())))
                    faults.push_back(where + " lacks " + std::string(name.as_string()));
        for (auto const& member : value) {
            auto const* schema = properties ? properties->as_object().if_contains(member.key()) : nullptr;
            auto const* open = keywords.if_contains("additionalProperties");
            if (schema)
                check(member.value(), *schema, where + "/" + std::string(member.key()));
            else if (open && open->is_bool() && !open->as_bool())
                faults.push_back(where + " has the undocumented member " + std::string(member.key()));
        }
    }
    json::value const& document_;
};

} // namespace

std::vector<std::string> schema_faults(json::value const& value, json::value const& schema, json::value const& document)
{
    Checker checker(document);
    checker.check(value, schema, "");
    return std::move(checker.faults);
}

json::value response_schema(
    json::value const& document, std::string const& path, std::string const& method, unsigned status)
{
    auto const& responses = document.at("paths").at(path).at(method).at("responses").as_object();
    auto const* response = responses.if_contains(std::to_string(status));
    if (!response && status == 200) response = responses.if_contains("201"); // "again → 200 the same"
    if (!response) return nullptr;
    auto const* content = response->as_object().if_contains("content");
    if (!content) return nullptr;
    for (auto const& type : content->as_object())
        if (type.key().ends_with("json")) return type.value().at("schema");
    return nullptr;
}

std::string template_of(json::value const& document, std::string const& method, std::string const& target)
{
    auto path = target.substr(0, target.find('?'));
    if (path.ends_with('/')) path.pop_back(); // means the same (PL-28)
    auto const split = [](std::string_view text) {
        std::vector<std::string_view> parts;
        for (std::size_t at = 0; at != text.npos;) {
            auto const next = text.find('/', at + 1);
            parts.push_back(text.substr(at, next - at));
            at = next;
        }
        return parts;
    };
    auto const wanted = split(path);
    std::string best;
    for (auto const& item : document.at("paths").as_object()) {
        auto const parts = split(item.key());
        if (parts.size() != wanted.size() || !item.value().as_object().contains(method)) continue;
        bool fits = true;
        for (std::size_t i = 0; fits && i < parts.size(); ++i)
            fits = parts[i].starts_with("/{") || parts[i] == wanted[i];
        if (fits && (best.empty() || item.key().find('{') == std::string_view::npos)) best = item.key();
    }
    return best;
}

} // namespace guildhall::scenario
