#pragma once
// Bodies of application/x-www-form-urlencoded, and the members of JSON bodies as text. Pure.
#include "reflect/json.hpp"
#include <map>
#include <set>
#include <string>

namespace guildhall::inbound {

// Names in the order of their bytes, each with its distinct values in order: what Twilio signs. Nothing when malformed.
using Form = std::map<std::string, std::set<std::string>>;
std::optional<Form> parse_form(std::string_view body);
// The form's only value of that name; empty when there is none.
std::string value_of(Form const& form, std::string const& name);
// The body with its escapes decoded and + as blanks, not taken apart.
std::string decoded(std::string_view body);

// Nothing when it is not one well-formed JSON document.
std::optional<reflect::json::value> parse_body(std::string_view body);
// A member as text: strings as they are, numbers in digits; empty for anything else.
std::string text_at(reflect::json::value const& value, std::string_view pointer);

} // namespace guildhall::inbound
