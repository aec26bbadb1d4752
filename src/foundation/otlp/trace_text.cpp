#include "otlp/exporter.hpp"
#include "reflect/json.hpp"

namespace guildhall::otlp {
namespace {

// Clients send anything; JSON holds UTF-8.
void write_text(reflect::JsonWriter& w, std::string_view text)
{
    if (reflect::is_utf8(text)) return w.text(text);
    std::string plain;
    for (char c : text) plain += c >= ' ' && c <= '~' ? c : '?';
    w.text(plain);
}

// 64-bit integers are text (the JSON mapping of protobuf).
void write_integer(reflect::JsonWriter& w, std::int64_t v)
{
    w.out += '"';
    w.integer(v);
    w.out += '"';
}

void write_value(reflect::JsonWriter& w, trace::Value const& value)
{
    if (auto const* text = std::get_if<std::string>(&value)) {
        w.out += R"({"stringValue":)";
        write_text(w, *text);
    } else if (auto const* integer = std::get_if<std::int64_t>(&value)) {
        w.out += R"({"intValue":)";
        write_integer(w, *integer);
    } else {
        w.out += R"({"boolValue":)";
        w.out += std::get<bool>(value) ? "true" : "false";
    }
    w.out += '}';
}

void write_attribute(reflect::JsonWriter& w, bool first, std::string_view name, trace::Value const& value)
{
    if (!first) w.out += ',';
    w.out += R"({"key":)";
    write_text(w, name);
    w.out += R"(,"value":)";
    write_value(w, value);
    w.out += '}';
}

// Trace flags as of W3C, and whether the parent is known to lie in another process (bits 8 and 9).
std::int64_t flags_of(trace::Record const& span)
{
    return (span.context.sampled ? 0x001 : 0) | 0x100 | (span.parent_is_remote ? 0x200 : 0);
}

void write_span(reflect::JsonWriter& w, trace::Record const& span)
{
    w.out += R"({"traceId":")" + trace::to_text(span.context.trace_id);
    w.out += R"(","spanId":")" + trace::to_text(span.context.span_id);
    if (span.parent) w.out += R"(","parentSpanId":")" + trace::to_text(*span.parent);
    w.out += R"(","flags":)";
    w.integer(flags_of(span));
    if (span.context.state) {
        w.out += R"(,"traceState":)";
        write_text(w, *span.context.state);
    }
    w.out += R"(,"name":)";
    write_text(w, span.name);
    w.out += R"(,"kind":)";
    w.integer(static_cast<std::int64_t>(span.kind));
    w.out += R"(,"startTimeUnixNano":)";
    write_integer(w, span.began_ns);
    w.out += R"(,"endTimeUnixNano":)";
    write_integer(w, span.ended_ns);
    w.out += R"(,"attributes":[)";
    for (auto const& attribute : span.attributes)
        write_attribute(w, &attribute == span.attributes.data(), attribute.name, attribute.value);
    w.out += ']';
    if (span.failed) {
        w.out += R"(,"status":{"code":2)";
        if (!span.why.empty()) {
            w.out += R"(,"message":)";
            write_text(w, span.why);
        }
        w.out += '}';
    }
    w.out += '}';
}

int hex_value_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        auto const high = hex_value_of(text[i + 1]), low = hex_value_of(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        plain += static_cast<char>(high << 4 | low);
        i += 2;
    }
    return plain;
}

std::string_view without_blanks(std::string_view text)
{
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

} // namespace

std::string trace_text(Settings const& settings, std::vector<std::unique_ptr<trace::Record>> const& spans)
{
    std::string text;
    text.reserve(1'000 * (spans.size() + 1));
    reflect::JsonWriter w{text};
    text += R"({"resourceSpans":[{"resource":{"attributes":[)";
    for (auto const& one : settings.resource)
        write_attribute(w, &one == settings.resource.data(), one.first, one.second);
    text += R"(]},"scopeSpans":[{"scope":{"name":"guildhall","version":)";
    write_text(w, settings.version);
    text += R"(},"spans":[)";
    for (auto const& span : spans) {
        if (&span != spans.data()) text += ',';
        write_span(w, *span);
    }
    return text += "]}]}]}";
}

std::optional<Attributes> parse_attributes(std::string_view text)
{
    Attributes all;
    while (!text.empty()) {
        auto const comma = std::min(text.find(','), text.size());
        auto const part = without_blanks(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        if (part.empty()) continue;
        auto const equals = part.find('=');
        auto const name = without_blanks(part.substr(0, equals));
        if (equals == part.npos || name.empty()) return std::nullopt;
        auto value = decoded(without_blanks(part.substr(equals + 1)));
        if (!value) return std::nullopt;
        all.emplace_back(std::string(name), std::move(*value));
    }
    return all;
}

} // namespace guildhall::otlp
