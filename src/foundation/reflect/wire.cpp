#include "reflect/wire.hpp"
#include <limits>

namespace guildhall {

std::optional<Email> parse_email(std::string text)
{
    auto const at = text.find('@');
    if (at == text.npos || at == 0 || at > 64 || text.size() > 254 || text.find('@', at + 1) != text.npos) return {};
    auto const domain = std::string_view(text).substr(at + 1);
    if (domain.size() < 3 || domain.find('.') == domain.npos || domain.front() == '.' || domain.back() == '.')
        return {};
    if (domain.find("..") != domain.npos) return {};
    for (char& c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte == 0x7F || c == '"' || c == '(' || c == ')' || c == ',' || c == ':' || c == ';' ||
            c == '<' || c == '>' || c == '[' || c == ']' || c == '\\')
            return {};
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return Email{std::move(text)};
}

} // namespace guildhall

namespace guildhall::reflect {
namespace {

// Characters that JSON wants escaped; everything else is copied in runs.
constexpr bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

} // namespace

void JsonWriter::text(std::string_view utf8)
{
    out += '"';
    if (std::ranges::none_of(utf8, [](char c) { return needs_escape(static_cast<unsigned char>(c)); })) {
        out += utf8;
        out += '"';
        return;
    }
    std::size_t copied = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        auto const c = static_cast<unsigned char>(utf8[i]);
        if (!needs_escape(c)) continue;
        out.append(utf8, copied, i - copied);
        copied = i + 1;
        static constexpr char hex[] = "0123456789abcdef";
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: (out += "\\u00") += {hex[c >> 4], hex[c & 15]};
        }
    }
    out.append(utf8, copied, utf8.size() - copied);
    out += '"';
}

void JsonWriter::integer(std::int64_t v)
{
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    out.append(digits, end);
}

void JsonWriter::real(double v)
{
    if (!std::isfinite(v)) {
        out += "null";
        return;
    }
    char digits[32];
    auto const end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    out.append(digits, end);
}

bool expect_string(JsonReader& r, std::string& text)
{
    if (r.peek() == JsonReader::Kind::string) {
        text = r.read_string();
        return !r.failed();
    }
    r.complain("wrong_type", "must be a string");
    r.skip_value();
    return false;
}

bool has_forbidden_control(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
    });
}

std::string trimmed(std::string text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool read_whole(JsonReader& r, std::int64_t min, std::int64_t max, std::int64_t& v)
{
    if (r.peek() != JsonReader::Kind::number) {
        r.complain("wrong_type", "must be an integer");
        r.skip_value();
        return false;
    }
    auto const literal = r.read_number_text();
    if (r.failed()) return false;
    auto const [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), v);
    if (error == std::errc{} && end != literal.data() + literal.size()) {
        r.complain("wrong_type", "must be an integer");
        return false;
    }
    if (error != std::errc{} || v < min || v > max) {
        r.complain("out_of_range", "must be from " + std::to_string(min) + " to " + std::to_string(max));
        return false;
    }
    return true;
}

void Wire<std::int64_t>::read(JsonReader& r, std::int64_t& v)
{
    read_whole(r, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), v);
}

void Wire<double>::read(JsonReader& r, double& v)
{
    if (r.peek() != JsonReader::Kind::number) {
        r.complain("wrong_type", "must be a number");
        return r.skip_value();
    }
    auto const literal = r.read_number_text();
    if (r.failed()) return;
    auto const error = std::from_chars(literal.data(), literal.data() + literal.size(), v).ec;
    if (error != std::errc{} || !std::isfinite(v)) r.complain("out_of_range", "must be a finite number");
}

void Wire<bool>::read(JsonReader& r, bool& v)
{
    if (r.peek() == JsonReader::Kind::boolean) {
        v = r.read_boolean();
        return;
    }
    r.complain("wrong_type", "must be true or false");
    r.skip_value();
}

json::value Wire<std::string>::example(std::string_view field)
{
    static constexpr std::pair<std::string_view, std::string_view> examples[] = {{"full_name", "Ada Lovelace"},
        {"password", "correct horse battery"}, {"phone", "+77011234567"}, {"company_name", "Iron & Thread"},
        {"file_name", "bracket.stl"}, {"content_base64", "c29saWQgYnJhY2tldA=="}, {"number", "Q-2026-001"},
        {"service", "fdm"}, {"material", "pla"}, {"color", "black"}, {"finish", "as_printed"},
        {"tolerance", "standard"}, {"rush", "standard"}, {"locale", "en"}, {"country", "KZ"}, {"city", "Almaty"},
        {"postal_code", "050000"}, {"accent_color", "#2357c6"}, {"line1", "Abay Ave 10"}, {"code", "pla"},
        {"name", "PLA"}, {"note", "Please deburr the edges."}, {"carrier", "DHL"},
        {"tracking_number", "JD014600003412345678"}, {"sha256", "9f86d081884c7d65…"}, {"reason", "Ordered by mistake"},
        {"message", "Which wall should carry the load?"}};
    for (auto const& [name, value] : examples)
        if (name == field) return json::string(value);
    return "text";
}

void Wire<std::string>::read(JsonReader& r, std::string& v)
{
    if (!expect_string(r, v)) return;
    if (v.find('\0') != v.npos) r.complain("control_character", "must not hold a NUL character");
}

void Wire<Email>::read(JsonReader& r, Email& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto email = parse_email(trimmed(std::move(text))))
        v = std::move(*email);
    else
        r.complain("invalid_email", "must be an e-mail address such as ada@example.com");
}

json::value Wire<Right>::schema()
{
    json::array names;
    for (auto const right : rights_of(Role::owner).list()) names.emplace_back(dotted(right));
    return {{"type", "string"}, {"enum", std::move(names)}};
}

void Wire<Right>::read(JsonReader& r, Right& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const right = right_named(text))
        v = *right;
    else
        r.complain("unknown_word", "must be a right such as quotes.read");
}

void Wire<Uuid>::write(JsonWriter& w, Uuid const& v)
{
    w.out += '"';
    append_text(w.out, v);
    w.out += '"';
}

void Wire<Uuid>::read(JsonReader& r, Uuid& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const id = parse_uuid(text))
        v = *id;
    else
        r.complain("invalid_id", "must be an id such as 019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12");
}

void Wire<Currency>::read(JsonReader& r, Currency& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const currency = parse_currency(text))
        v = *currency;
    else
        r.complain("invalid_currency", "must be an ISO 4217 code such as USD");
}

void Wire<Country>::read(JsonReader& r, Country& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const country = parse_country(text))
        v = *country;
    else
        r.complain("invalid_country", "must be an ISO 3166-1 alpha-2 code such as KZ");
}

void Wire<Money>::read(JsonReader& r, Money& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const money = parse_money(text, r.money_digits))
        v = *money;
    else
        r.complain("invalid_amount", "must be a decimal amount such as \"120.50\"");
}

void Wire<Amount>::read(JsonReader& r, Amount& v)
{
    // Numbers are taken as well as strings: people send both; the literal is kept, so nothing is rounded.
    if (r.peek() == JsonReader::Kind::number)
        v.value = r.read_number_text();
    else if (!expect_string(r, v.value))
        return;
    auto const money = parse_money(v.value, 3);
    if (!money || money->minor < 0 || money->minor > 999'999'999'999'999)
        r.complain("invalid_amount", "must be a decimal amount such as \"120.50\", not negative");
}

void Wire<Time>::write(JsonWriter& w, Time v)
{
    w.out += '"';
    append_rfc3339(w.out, v);
    w.out += '"';
}

void Wire<Time>::read(JsonReader& r, Time& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const time = parse_rfc3339(text))
        v = *time;
    else
        r.complain("invalid_time", "must be an RFC 3339 time such as 2026-11-20T11:06:00Z");
}

} // namespace guildhall::reflect
