#include "list_values.hpp"
#include "crypto/crypto.hpp"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace guildhall::http {
namespace {

using Parsed = std::expected<Bound, std::string>; // the value, or what it must be

Parsed parse_word(Column const& column, std::string const& text)
{
    if (std::ranges::find(column.words, text) != column.words.end()) return text;
    std::string allowed;
    for (auto const& word : column.words) allowed += (allowed.empty() ? "" : ", ") + word;
    return std::unexpected("must be one of " + allowed);
}

// Whole numbers and decimals, no "nan", no "inf": they compare with nothing.
std::optional<double> parse_real(std::string_view text) // tidy: allow-double
{
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value)
                                                                                            : std::nullopt;
}

std::optional<Bound> read_value(char kind, std::string_view text)
{
    if (kind == 's') return Bound(std::string(text));
    if (kind == 'i') {
        if (auto const v = parse_integer(text)) return Bound(*v);
    } else if (kind == 'r') {
        if (auto const v = parse_real(text)) return Bound(*v);
    } else if (kind == 'u') {
        if (auto const v = parse_uuid(text)) return Bound(*v);
    }
    return std::nullopt;
}

std::string cursor_owner(ListingFacts const& facts, ListRequest const& request)
{
    return std::string(facts.table) + " " + request.order_column + "\n";
}

// Whether a cursor's value is of the column's kind.
bool fits(Bound const& value, ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::text:
    case ColumnKind::word: return std::holds_alternative<std::string>(value);
    case ColumnKind::real: return std::holds_alternative<double>(value);
    case ColumnKind::id: return std::holds_alternative<Uuid>(value);
    case ColumnKind::integer:
    case ColumnKind::boolean:
    case ColumnKind::money:
    case ColumnKind::time: break;
    }
    return std::holds_alternative<std::int64_t>(value);
}

} // namespace

std::optional<std::int64_t> parse_integer(std::string_view text)
{
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                     : std::nullopt;
}

std::expected<Bound, std::string> parse_bound(Column const& column, int money_digits, std::string const& text)
{
    switch (column.kind) {
    case ColumnKind::text: return text;
    case ColumnKind::word: return parse_word(column, text);
    case ColumnKind::integer:
        if (auto const v = parse_integer(text)) return *v;
        return std::unexpected("must be an integer");
    case ColumnKind::real:
        if (auto const v = parse_real(text)) return *v;
        return std::unexpected("must be a number");
    case ColumnKind::boolean:
        if (text == "true" || text == "1") return std::int64_t{1};
        if (text == "false" || text == "0") return std::int64_t{0};
        return std::unexpected("must be true or false");
    case ColumnKind::money:
        if (auto const v = parse_money(text, money_digits)) return v->minor;
        return std::unexpected("must be a decimal amount with at most " + std::to_string(money_digits) + " places");
    case ColumnKind::time:
        if (auto const v = parse_rfc3339(text)) return std::int64_t(v->time_since_epoch().count());
        return std::unexpected("must be an RFC 3339 time or date");
    case ColumnKind::id:
        if (auto const v = parse_uuid(text)) return *v;
        return std::unexpected("must be an id");
    }
    return std::unexpected("cannot be filtered");
}

// Cursor text: table, ' ', column, '\n', kind, value, '\n', id. It belongs to one list and ordering.
std::optional<std::pair<Bound, Uuid>> decode_cursor(
    ListingFacts const& facts, ListRequest const& request, ColumnKind kind)
{
    auto const plain = crypto::from_base64url(request.cursor);
    auto const owner = cursor_owner(facts, request);
    if (!plain || !plain->starts_with(owner) || !is_utf8(*plain) || plain->find('\0') != plain->npos)
        return std::nullopt;
    auto const rest = std::string_view(*plain).substr(owner.size());
    auto const line = rest.rfind('\n');
    if (line == rest.npos || line == 0) return std::nullopt;
    auto const id = parse_uuid(rest.substr(line + 1));
    if (!id) return std::nullopt;
    auto const value = read_value(rest.front(), rest.substr(1, line - 1));
    if (!value || !fits(*value, kind)) return std::nullopt;
    return std::pair{*value, *id};
}

std::string encode_cursor(ListingFacts const& facts, ListRequest const& request, Bound const& value, Uuid const& id)
{
    std::string plain;
    if (auto const* integer = std::get_if<std::int64_t>(&value))
        plain = "i" + std::to_string(*integer);
    else if (auto const* real = std::get_if<double>(&value))
        plain = "r" + reflect::to_json(*real);
    else if (auto const* key = std::get_if<Uuid>(&value))
        plain = "u" + to_string(*key);
    else
        plain = "s" + std::get<std::string>(value);
    return crypto::base64url(cursor_owner(facts, request) + plain + "\n" + to_string(id));
}

} // namespace guildhall::http
