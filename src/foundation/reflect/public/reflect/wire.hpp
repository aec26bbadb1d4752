#pragma once
// How single values travel: one specialisation per type, the only place that knows its JSON form and its schema.
#include "base/actor.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "reflect/fields.hpp"
#include "reflect/json_reader.hpp"
#include "reflect/values.hpp"
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>

namespace guildhall::reflect {
namespace json = boost::json;

// Appends JSON to a string. `money_digits` are those of the currency on the object being written.
struct JsonWriter {
    std::string& out;
    int money_digits = 2;
    void text(std::string_view utf8); // quoted and escaped
    void integer(std::int64_t);
    void real(double); // shortest form that reads back the same; null when not finite
};

template <class T> struct Wire; // schema(), write(JsonWriter&, T const&), read(JsonReader&, T&), example(field name)

template <> struct Wire<std::int64_t> {
    static json::value schema() { return {{"type", "integer"}, {"format", "int64"}}; }
    static json::value example(std::string_view) { return 3; }
    static void write(JsonWriter& w, std::int64_t v) { w.integer(v); }
    static void read(JsonReader& r, std::int64_t& v);
};
template <> struct Wire<double> {
    static json::value schema() { return {{"type", "number"}, {"format", "double"}}; }
    static json::value example(std::string_view) { return 12.5; }
    static void write(JsonWriter& w, double v) { w.real(v); }
    static void read(JsonReader& r, double& v);
};
template <> struct Wire<bool> {
    static json::value schema() { return {{"type", "boolean"}}; }
    static json::value example(std::string_view) { return true; }
    static void write(JsonWriter& w, bool v) { w.out += v ? "true" : "false"; }
    static void read(JsonReader& r, bool& v);
};
template <> struct Wire<std::string> {
    static json::value schema() { return {{"type", "string"}}; }
    static json::value example(std::string_view field);
    static void write(JsonWriter& w, std::string const& v) { w.text(v); }
    static void read(JsonReader& r, std::string& v);
};
template <std::size_t Min, std::size_t Max> struct Wire<Text<Min, Max>> {
    static json::value schema() { return {{"type", "string"}, {"minLength", Min}, {"maxLength", Max}}; }
    static json::value example(std::string_view field) { return Wire<std::string>::example(field); }
    static void write(JsonWriter& w, Text<Min, Max> const& v) { w.text(v.value); }
    static void read(JsonReader& r, Text<Min, Max>& v);
};
template <std::int64_t Min, std::int64_t Max> struct Wire<Whole<Min, Max>> {
    static json::value schema()
    {
        return {{"type", "integer"}, {"format", "int64"}, {"minimum", Min}, {"maximum", Max}};
    }
    static json::value example(std::string_view) { return std::clamp<std::int64_t>(10, Min, Max); }
    static void write(JsonWriter& w, Whole<Min, Max> v) { w.integer(v.value); }
    static void read(JsonReader& r, Whole<Min, Max>& v);
};
template <> struct Wire<Email> {
    static json::value schema() { return {{"type", "string"}, {"format", "email"}, {"maxLength", 254}}; }
    static json::value example(std::string_view) { return "ada@example.com"; }
    static void write(JsonWriter& w, Email const& v) { w.text(v.value); }
    static void read(JsonReader& r, Email& v);
};
template <> struct Wire<Uuid> {
    static json::value schema() { return {{"type", "string"}, {"format", "uuid"}}; }
    static json::value example(std::string_view) { return "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"; }
    static void write(JsonWriter& w, Uuid const& v);
    static void read(JsonReader& r, Uuid& v);
};
template <class Tag> struct Wire<Id<Tag>> : Wire<Uuid> {
    static void write(JsonWriter& w, Id<Tag> const& v) { Wire<Uuid>::write(w, v.uuid); }
    static void read(JsonReader& r, Id<Tag>& v) { Wire<Uuid>::read(r, v.uuid); }
};
// A company never comes from the client: there is no reader.
template <> struct Wire<CompanyId> : Wire<Uuid> {
    static void write(JsonWriter& w, CompanyId const& v) { Wire<Uuid>::write(w, v.uuid); }
    static void read(JsonReader&, CompanyId&) = delete;
};
template <> struct Wire<Currency> {
    static json::value schema()
    {
        return {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}, {"description", "ISO 4217 code"}};
    }
    static json::value example(std::string_view) { return "USD"; }
    static void write(JsonWriter& w, Currency const& v) { w.text(to_string(v)); }
    static void read(JsonReader& r, Currency& v);
};
template <> struct Wire<Country> {
    static json::value schema()
    {
        return {{"type", "string"}, {"pattern", "^[A-Z]{2}$"}, {"description", "ISO 3166-1 alpha-2 code"}};
    }
    static json::value example(std::string_view) { return "KZ"; }
    static void write(JsonWriter& w, Country const& v) { w.text({v.code.data(), v.code.size()}); }
    static void read(JsonReader& r, Country& v);
};
template <> struct Wire<Money> {
    static json::value schema()
    {
        return {
            {"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]+)?$"}, {"description", "decimal amount in `currency`"}};
    }
    static json::value example(std::string_view) { return "120.50"; }
    static void write(JsonWriter& w, Money v) { w.text(to_decimal(v, w.money_digits)); }
    static void read(JsonReader& r, Money& v); // for documents this program wrote itself
};
template <> struct Wire<Amount> {
    static json::value schema()
    {
        return {{"type", "string"}, {"pattern", "^[0-9]{1,12}(\\.[0-9]{1,3})?$"},
            {"description", "decimal amount, not negative"}};
    }
    static json::value example(std::string_view) { return "120.50"; }
    static void write(JsonWriter& w, Amount const& v) { w.text(v.value); }
    static void read(JsonReader& r, Amount& v);
};
template <> struct Wire<Time> {
    static json::value schema() { return {{"type", "string"}, {"format", "date-time"}}; }
    static json::value example(std::string_view) { return "2026-11-20T11:06:00Z"; }
    static void write(JsonWriter& w, Time v);
    static void read(JsonReader& r, Time& v);
};
template <DescribedEnum E> struct Wire<E> {
    static json::value schema()
    {
        json::array names;
        for (auto& one : word_list<E>()) names.emplace_back(std::move(one));
        return {{"type", "string"}, {"enum", std::move(names)}};
    }
    static json::value example(std::string_view) { return schema().at("enum").as_array().front(); }
    static void write(JsonWriter& w, E v)
    {
        w.out += '"';
        w.out += word(v);
        w.out += '"';
    }
    static void read(JsonReader& r, E& v);
};

// On the wire a right is dotted: "quotes.read".
template <> struct Wire<Right> {
    static json::value schema();
    static json::value example(std::string_view) { return "quotes.read"; }
    static void write(JsonWriter& w, Right v) { w.text(dotted(v)); }
    static void read(JsonReader& r, Right& v);
};

// Reads a string when one stands there; complains and skips otherwise.
bool expect_string(JsonReader& r, std::string& text);
bool has_forbidden_control(std::string_view text);
// Cuts white space at both ends.
std::string trimmed(std::string text);
bool read_whole(JsonReader& r, std::int64_t min, std::int64_t max, std::int64_t& v);

template <std::size_t Min, std::size_t Max> void Wire<Text<Min, Max>>::read(JsonReader& r, Text<Min, Max>& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    v.value = trimmed(std::move(text));
    auto const length = code_points(v.value);
    if (has_forbidden_control(v.value))
        r.complain("control_character", "must not hold control characters");
    else if (length < Min && length == 0)
        r.complain("required", "must not be empty");
    else if (length < Min)
        r.complain("too_short", "must have at least " + std::to_string(Min) + " characters");
    else if (length > Max)
        r.complain("too_long", "must have at most " + std::to_string(Max) + " characters");
}
template <std::int64_t Min, std::int64_t Max> void Wire<Whole<Min, Max>>::read(JsonReader& r, Whole<Min, Max>& v)
{
    read_whole(r, Min, Max, v.value);
}
template <DescribedEnum E> void Wire<E>::read(JsonReader& r, E& v)
{
    std::string text;
    if (!expect_string(r, text)) return;
    if (auto const found = enum_of<E>(text))
        v = *found;
    else
        r.complain("unknown_word", "must be one of " + words<E>());
}

} // namespace guildhall::reflect
