#include "http/csv.hpp"
#include "reflect/schema.hpp"
#include <algorithm>
#include <charconv>

namespace guildhall::http {
namespace {

namespace json = reflect::json;

bool is_number(std::string_view text)
{
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

std::string text_of(json::value const& value)
{
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(value.as_string());
    if (!value.is_array()) return json::serialize(value);
    auto const& list = value.as_array();
    if (!std::ranges::all_of(list, [](json::value const& one) { return one.is_string(); }))
        return json::serialize(value);
    std::string all;
    for (auto const& one : list) (all += all.empty() ? "" : ",") += std::string(one.as_string());
    return all;
}

} // namespace

std::string csv_cell(std::string_view text)
{
    constexpr std::string_view formula_beginnings = "=+-@\t\r\n";
    std::string cell;
    if (!text.empty() && formula_beginnings.find(text.front()) != formula_beginnings.npos && !is_number(text))
        cell = "'";
    cell += text;
    if (cell.find_first_of("\",;\r\n\t") == cell.npos) return cell;
    std::string quoted = "\"";
    for (char c : cell) (c == '"') ? quoted += "\"\"" : quoted += c;
    return quoted + '"';
}

CsvText::CsvText(std::vector<std::string> names)
    : names_(std::move(names))
    , text_("\xEF\xBB\xBF")
{
    for (auto const& name : names_) text_ += (&name == &names_.front() ? "" : ",") + csv_cell(name);
    text_ += "\r\n";
}

void CsvText::add_row(std::string_view json_object)
{
    auto const row = json::parse(json_object).as_object();
    for (auto const& name : names_) {
        if (&name != &names_.front()) text_ += ',';
        if (auto const* value = row.if_contains(name)) text_ += csv_cell(text_of(*value));
    }
    text_ += "\r\n";
}

} // namespace guildhall::http
