#include "xml_scanner.hpp"
#include "part_name.hpp"
#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/format.h>

namespace guildhall::geometry {
namespace {

constexpr std::size_t first_window = 256 * 1024;
constexpr std::size_t largest_window = 4 * 1024 * 1024; // a longer tag or comment is an attack
constexpr std::size_t deepest_element = 64;

bool is_xml_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

char const* skip_blanks(char const* at, char const* end)
{
    while (at < end && is_xml_space(*at)) ++at;
    return at;
}

// The end of a name: the first character that cannot belong to one.
char const* name_end(char const* at, char const* end)
{
    while (at < end && !is_xml_space(*at) && *at != '/' && *at != '>' && *at != '=' && *at != '<' && *at != '"') ++at;
    return at;
}

std::string_view between(char const* begin, char const* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

std::size_t newlines_in(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

bool same_word(std::string_view text, std::string_view lower_case)
{
    return std::ranges::equal(
        text, lower_case, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
}

void append_utf8(std::string& text, std::uint32_t code)
{
    auto const tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0 | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0 | code >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0 | code >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

// Appends what `&entity;` stands for; false if it is none of those allowed.
bool append_entity(std::string& text, std::string_view entity)
{
    static constexpr std::array<std::pair<std::string_view, char>, 5> predefined{
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
    for (auto const& [name, character] : predefined)
        if (entity == name) {
            text += character;
            return true;
        }
    if (!entity.starts_with('#')) return false;
    bool const hexadecimal = entity.starts_with("#x");
    auto const digits = entity.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    auto const [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (error != std::errc{} || stop != digits.data() + digits.size() || code == 0 || code > 0x10FFFF) return false;
    append_utf8(text, code);
    return true;
}

} // namespace

std::optional<std::string_view> XmlTag::attribute(std::string_view name_with_prefix) const
{
    for (auto const& attribute : attributes)
        if (attribute.name == name_with_prefix) return attribute.value;
    return std::nullopt;
}

std::string_view xml_local_name(std::string_view name)
{
    auto const colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view xml_prefix(std::string_view name)
{
    auto const colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string resolve_xml_text(std::string_view raw)
{
    std::string text;
    while (!raw.empty()) {
        auto const ampersand = std::min(raw.find('&'), raw.size());
        text += raw.substr(0, ampersand);
        raw.remove_prefix(ampersand);
        if (raw.empty()) break;
        auto const semicolon = raw.find(';');
        if (semicolon != std::string_view::npos && append_entity(text, raw.substr(1, semicolon - 1))) {
            raw.remove_prefix(semicolon + 1);
        } else {
            text += '&';
            raw.remove_prefix(1);
        }
    }
    return text;
}

XmlScanner::XmlScanner(std::string document, Source source)
    : document_(std::move(document))
    , source_(std::move(source))
    , window_(first_window)
    , at_(window_.data())
{
}

XmlTag const* XmlScanner::next()
{
    while (!failure_) {
        auto const end = window_.data() + filled_;
        auto const bracket =
            at_ < end ? static_cast<char const*>(std::memchr(at_, '<', static_cast<std::size_t>(end - at_))) : nullptr;
        if (bracket == nullptr) {
            at_ = end;
            if (!source_ended_) {
                refill();
                continue;
            }
            return finish_document();
        }
        at_ = bracket;
        switch (parse_construct()) {
        case Parsed::tag: return &tag_;
        case Parsed::skipped:
        case Parsed::failed: break;
        case Parsed::incomplete:
            if (source_ended_)
                fail("the document is cut short inside a tag");
            else
                refill();
        }
    }
    return nullptr;
}

// Moves what has not been parsed to the front of the window and reads on behind it. False when that fails.
bool XmlScanner::refill()
{
    bool const first = filled_ == 0 && lines_before_window_ == 0;
    auto const parsed = at_ - window_.data();
    auto const rest = filled_ - static_cast<std::size_t>(parsed);
    lines_before_window_ += newlines_in(between(window_.data(), at_));
    std::memmove(window_.data(), at_, rest);
    filled_ = rest;
    at_ = window_.data();
    if (filled_ == window_.size()) {
        if (window_.size() == largest_window) return fail("a tag is longer than 4 MB") == Parsed::tag;
        window_.resize(window_.size() * 2);
        at_ = window_.data();
    }
    auto const got = source_(std::span(window_).subspan(filled_));
    if (!got) {
        failure_ = got.error();
        return false;
    }
    filled_ += *got;
    source_ended_ = *got == 0;
    return !first || check_encoding();
}

// UTF-8 with or without its mark; anything else does not begin with a bracket.
bool XmlScanner::check_encoding()
{
    auto const end = window_.data() + filled_;
    if (between(at_, end).starts_with("\xEF\xBB\xBF")) at_ += 3;
    auto const begin = skip_blanks(at_, end);
    if (begin < end && *begin == '<' && (begin + 1 == end || begin[1] != '\0')) return true;
    fail(filled_ == 0 ? "the document is empty" : "the document is not XML in UTF-8");
    return false;
}

XmlScanner::Parsed XmlScanner::parse_construct()
{
    auto const rest = between(at_, window_.data() + filled_);
    if (rest.size() < 9 && !source_ended_) return Parsed::incomplete;
    if (rest.starts_with("<!--")) return skip_past("-->", 4);
    if (rest.starts_with("<![CDATA[")) return skip_past("]]>", 9);
    if (rest.starts_with("<!")) return fail("a document type declaration is not allowed in a 3MF package");
    if (rest.starts_with("<?xml") && rest.size() > 5 && is_xml_space(rest[5])) return parse_declaration();
    if (rest.starts_with("<?")) return skip_past("?>", 2);
    return parse_tag();
}

XmlScanner::Parsed XmlScanner::skip_past(std::string_view terminator, std::size_t from)
{
    auto const rest = between(at_, window_.data() + filled_);
    auto const end = rest.find(terminator, from);
    if (end == std::string_view::npos) return Parsed::incomplete;
    at_ += end + terminator.size();
    return Parsed::skipped;
}

XmlScanner::Parsed XmlScanner::parse_declaration()
{
    auto const rest = between(at_, window_.data() + filled_);
    auto const end = rest.find("?>");
    if (end == std::string_view::npos) return Parsed::incomplete;
    auto const declaration = rest.substr(0, end);
    if (auto const encoding = declaration.find("encoding"); encoding != std::string_view::npos) {
        auto const quote = declaration.find_first_of("\"'", encoding);
        auto const close = quote == std::string_view::npos ? quote : declaration.find(declaration[quote], quote + 1);
        if (close == std::string_view::npos) return fail("the XML declaration is malformed");
        auto const name = declaration.substr(quote + 1, close - quote - 1);
        if (!same_word(name, "utf-8") && !same_word(name, "us-ascii"))
            return fail(fmt::format("the encoding is {}, not UTF-8", part_name_from(name)));
    }
    at_ += end + 2;
    return Parsed::skipped;
}

XmlScanner::Parsed XmlScanner::parse_tag()
{
    auto const end = window_.data() + filled_;
    auto at = at_ + 1;
    tag_ = {};
    attribute_count_ = 0;
    if (at < end && *at == '/') {
        tag_.is_end = true;
        ++at;
    }
    auto const begin = at;
    at = name_end(at, end);
    if (at == end) return Parsed::incomplete;
    tag_.name = between(begin, at);
    if (tag_.name.empty()) return fail("a tag has no name");
    return parse_attributes(at);
}

XmlScanner::Parsed XmlScanner::parse_attributes(char const* at)
{
    auto const end = window_.data() + filled_;
    while (true) {
        at = skip_blanks(at, end);
        if (at == end) return Parsed::incomplete;
        if (*at == '>') return finish_tag(at + 1);
        if (*at == '/') {
            if (at + 1 == end) return Parsed::incomplete;
            if (at[1] != '>' || tag_.is_end) return fail("a tag is malformed");
            tag_.is_empty = true;
            return finish_tag(at + 2);
        }
        auto const name_begin = at;
        at = name_end(at, end);
        auto const name = between(name_begin, at);
        at = skip_blanks(at, end);
        if (at == end) return Parsed::incomplete;
        if (name.empty() || *at != '=' || tag_.is_end) return fail("an attribute is malformed");
        at = skip_blanks(at + 1, end);
        if (at == end) return Parsed::incomplete;
        if (*at != '"' && *at != '\'') return fail("an attribute has no quotes");
        auto const value_begin = at + 1;
        at = static_cast<char const*>(std::memchr(value_begin, *at, static_cast<std::size_t>(end - value_begin)));
        if (at == nullptr) return Parsed::incomplete;
        if (is_duplicate(name)) return fail(fmt::format("attribute {} is there twice", part_name_from(name)));
        if (attribute_count_ == attributes_.size()) return fail("a tag has too many attributes", Defect::too_complex);
        attributes_[attribute_count_++] = {name, between(value_begin, at)};
        ++at;
    }
}

bool XmlScanner::is_duplicate(std::string_view name) const
{
    for (std::size_t i = 0; i < attribute_count_; ++i)
        if (attributes_[i].name == name) return true;
    return false;
}

XmlScanner::Parsed XmlScanner::finish_tag(char const* end)
{
    if (tag_.is_end) {
        if (open_elements_.empty() || open_elements_.back() != tag_.name)
            return fail(fmt::format("</{}> closes nothing that is open", part_name_from(tag_.name)));
        open_elements_.pop_back();
    } else {
        if (open_elements_.empty() && had_root_) return fail("the document has two roots");
        had_root_ = true;
        if (!tag_.is_empty) {
            if (open_elements_.size() == deepest_element)
                return fail("elements are nested too deeply", Defect::too_complex);
            open_elements_.emplace_back(tag_.name);
        }
    }
    tag_.attributes = std::span(attributes_).first(attribute_count_);
    at_ = end;
    return Parsed::tag;
}

XmlTag const* XmlScanner::finish_document()
{
    if (!open_elements_.empty())
        fail(fmt::format("the document is cut short: <{}> is not closed", part_name_from(open_elements_.back())));
    else if (!had_root_)
        fail("the document is empty");
    return nullptr;
}

XmlScanner::Parsed XmlScanner::fail(std::string_view what, Defect defect)
{
    failure_ = complaint(what, defect).error();
    return Parsed::failed;
}

std::unexpected<Failure> XmlScanner::complaint(std::string_view what, Defect defect) const
{
    return std::unexpected(Failure{defect, fmt::format("{}, line {}: {}.", document_, line(), what)});
}

std::size_t XmlScanner::line() const { return 1 + lines_before_window_ + newlines_in(between(window_.data(), at_)); }

} // namespace guildhall::geometry
