#include "form.hpp"
#include "http/uri.hpp"

namespace guildhall::inbound {

std::optional<Form> parse_form(std::string_view body)
{
    auto const uri = http::parse_uri("/?" + std::string(body));
    if (!uri) return std::nullopt;
    Form form;
    for (auto const& [name, value] : uri->query.parameters) form[name].insert(value);
    return form;
}

std::string value_of(Form const& form, std::string const& name)
{
    auto const found = form.find(name);
    return found == form.end() || found->second.size() != 1 ? std::string{} : *found->second.begin();
}

std::string decoded(std::string_view body)
{
    std::string text(body);
    for (char& c : text)
        if (c == '+') c = ' ';
    return http::percent_decode(text).value_or("");
}

std::optional<reflect::json::value> parse_body(std::string_view body)
{
    boost::system::error_code error;
    auto value = reflect::json::parse(body, error);
    if (error) return std::nullopt;
    return value;
}

std::string text_at(reflect::json::value const& value, std::string_view pointer)
{
    boost::system::error_code error;
    auto const* found = value.find_pointer(pointer, error);
    if (!found) return {};
    if (auto const* text = found->if_string()) return std::string(*text);
    return found->is_int64() || found->is_uint64() ? reflect::json::serialize(*found) : std::string{};
}

} // namespace guildhall::inbound
